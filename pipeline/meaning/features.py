"""What speaks for a claim: named features, so that the confidence can be calibrated and refitted."""

from collections.abc import Mapping, Sequence

from pipeline.meaning.claim import Claim

# Shipped weights (log odds). `adopters learn` refits them from reviewers' decisions.
WEIGHTS: Mapping[str, float] = {
    "bias": 1.71,
    "known": 1.5,
    "brand": 0.11,
    "weak_alias": -0.94,
    "coded": 0.8,
    "shape": 0.26,
    "place_only": -0.92,
    "strong_verb": -0.01,
    "weak_verb": -0.75,
    "noun_form": -0.74,
    "towards": -0.54,
    "reported": 0.48,
    "announced": -0.48,
    "spoken_of": -0.68,
    "follows": -0.46,
    "in_title": -0.46,
    "supported": 0.67,
    "in_list": 0.71,
    "english": -0.21,
    "goes_with": -2.9,
    "association": 0.5,
}


def features(claims: Sequence[Claim], titles: Sequence[bool]) -> dict[str, float]:
    """Features of all claims about one company in one article, the best claim first."""
    best = claims[0]
    name, event = best.name, best.event
    assert name is not None
    values = {
        "known": name.company is not None,
        "brand": name.how == "brand",
        "weak_alias": name.how == "weak",
        "coded": name.how == "code",
        "shape": name.how == "shape",
        "place_only": name.how == "place",
        "strong_verb": event is not None and event.verb is not None and not event.weak,
        "weak_verb": event is not None and event.weak,
        "noun_form": event is not None and event.form == "noun",
        "towards": event is not None and event.form == "towards",
        "reported": best.reporter is not None,
        "announced": best.stance.name == "announced",
        "spoken_of": "spoken of" in best.rules,
        "follows": "follows" in best.rules,
        "in_title": any(titles),
        "in_list": bool(best.head),
        "english": "english" in best.rules,
        "goes_with": "goes with" in best.rules,
        "association": best.odds,
    }
    found = {key: float(value) for key, value in values.items() if value}
    if len(claims) > 1:
        found["supported"] = min(len(claims) - 1, 3) / 3
    return found
