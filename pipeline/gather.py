"""Announcements -> Candidates: all sightings of one company and topic become one, with one date and one confidence."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Day
from typing import Protocol

from pipeline import duplicates
from pipeline.items import Announcement, Candidate, Company, DateBasis, Kind, Sighting

_BASIS_RANK = {basis: rank for rank, basis in enumerate(DateBasis)}
TRUST_MARGIN = 0.25  # a sighting whose confidence is this far below the best has no say in date, kind and sector
_LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|[,\s]\s*(inc|ltd|limited|llc|corp|corporation|plc|gmbh|co)\.?)+$"
)
_SPACING = re.compile(r"[\s·・.,，'’\"“”《》()（）_-]+")
SAME_SENTENCE = 16  # letters from which equal evidence sentences mean that one text was copied from the other


class Companies(Protocol):
    """What is needed of the registry."""

    def resolve(self, written: str, /) -> Company | None:
        """The company that a name stands for."""
        ...


def gather(sightings: Iterable[Sighting], registry: Companies) -> list[Candidate]:
    """One Candidate for each company and topic, the most probable first.

    Names that the registry has learned since the extraction are resolved again; names that differ only in width,
    case, spacing or legal form are one company.
    """
    collected: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        name, _ = canonical(sighting.announcement, registry)
        collected[company_key(name), sighting.announcement.topic].append(sighting)
    candidates = []
    for group in collected.values():
        texts = [duplicates.sketch(sighting.article.text, sighting.article.title) for sighting in group]
        candidates.append(combine(group, duplicates.groups(texts), registry))
    return sorted(candidates, key=lambda candidate: (-candidate.confidence, candidate.company, candidate.topic))


def canonical(announcement: Announcement, registry: Companies | None) -> tuple[str, Company | None]:
    """The name under which the company is kept, and its entry in the registry if there is one."""
    company = registry.resolve(announcement.company) if registry is not None else None
    return (company.name if company else announcement.company), company


def company_key(name: str) -> str:
    """The name folded for comparison: width, case, spacing, punctuation and legal form do not count."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    folded = _LEGAL.sub("", folded) or folded
    return (_SPACING.sub("", folded) or folded)[:200]


def combine(sightings: Sequence[Sighting], texts: Sequence[int], registry: Companies | None) -> Candidate:
    """All sightings of one company and topic as one Candidate; `texts[i]` numbers the text that sighting i is from,
    the same for near-duplicates. Raises ValueError when there is no sighting."""
    if not sightings:
        raise ValueError("a candidate needs a sighting")
    ordered = sorted(zip(sightings, texts, strict=True), key=lambda pair: _trust(pair[0]))
    best = ordered[0][0].announcement
    name, company = canonical(best, registry)
    independent = _independent(ordered)
    trusted = [
        sighting for sighting, _ in ordered if sighting.announcement.confidence >= best.confidence - TRUST_MARGIN
    ]
    date, basis = choose_date([sighting.announcement for sighting in trusted])
    stated = {sighting.announcement.date for sighting, _ in ordered if sighting.announcement.date}
    return Candidate(
        company=name,
        topic=best.topic,
        known=company is not None or best.known,
        sector=company.sector if company else _most(trusted, "sector"),
        date=date,
        date_basis=basis,
        confidence=at_least_one(independent.values()),
        sightings=tuple(sighting for sighting, _ in ordered),
        models=_models(ordered),
        product=next((s.announcement.product for s, _ in ordered if s.announcement.product), None),
        kind=Kind(_most(trusted, "kind")),
        other_dates=tuple(sorted(day for day in stated if day != date)),
        independent=len(independent),
    )


def choose_date(announcements: Sequence[Announcement]) -> tuple[Day | None, DateBasis]:
    """The day of the first announcement, and how it is known.

    The earliest day that a text itself gives (stated before relative on the same day). A publication day stands in
    when no text gives one, and also when it is earlier and its sighting at least as trustworthy: what was printed on
    the 6th cannot have been announced first on the 9th.
    """
    dated = [item for item in announcements if item.date is not None]
    given = [item for item in dated if item.date_basis in (DateBasis.STATED, DateBasis.RELATIVE)]
    first = min(given or dated, key=_by_day, default=None)
    if first is None:
        return None, DateBasis.UNKNOWN
    earlier = [item for item in dated if item.confidence >= first.confidence and _by_day(item)[0] < _by_day(first)[0]]
    first = min(earlier, key=_by_day, default=first)
    return first.date, first.date_basis


def at_least_one(probabilities: Iterable[float]) -> float:
    """Probability that at least one of several independent sightings is true (noisy-or), 4 decimals."""
    none = 1.0
    for probability in probabilities:
        none *= 1.0 - min(max(probability, 0.0), 1.0)
    return round(1.0 - none, 4)


def sentence_key(sentence: str) -> str:
    """The evidence folded for comparison; '' when it is too short to betray a copy."""
    folded = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", sentence)).casefold()
    return folded if len(folded) >= SAME_SENTENCE else ""


def _trust(sighting: Sighting) -> tuple[object, ...]:
    item = sighting.announcement
    day = item.date or sighting.article.published or Day.max
    return (-item.confidence, _BASIS_RANK[item.date_basis], day, sighting.article.url, item.start)


def _by_day(item: Announcement) -> tuple[Day, int, float]:
    return (item.date or Day.max, _BASIS_RANK[item.date_basis], -item.confidence)


def _independent(ordered: Sequence[tuple[Sighting, int]]) -> dict[int, float]:
    # text -> highest confidence; texts with the same evidence sentence are joined, they were copied in part
    parent: dict[int, int] = {}

    def root(text: int) -> int:
        while parent.setdefault(text, text) != text:
            text = parent[text]
        return text

    by_sentence: dict[str, int] = {}
    for sighting, text in ordered:
        key = sentence_key(sighting.announcement.evidence)
        if key:
            parent[root(text)] = root(by_sentence.setdefault(key, text))
    confidences: dict[int, float] = {}
    for sighting, text in ordered:
        place = root(text)
        confidences[place] = max(confidences.get(place, 0.0), sighting.announcement.confidence)
    return confidences


def _most(trusted: Sequence[Sighting], name: str) -> str:
    weights: dict[str, float] = defaultdict(float)
    for sighting in trusted:
        value = str(getattr(sighting.announcement, name))
        weights[value] += 0.0 if value in ("", "unknown", "other") else sighting.announcement.confidence
    return max(weights, key=lambda value: weights[value])


def _models(ordered: Sequence[tuple[Sighting, int]]) -> tuple[str, ...]:
    texts: Mapping[str, set[int]] = defaultdict(set)
    for sighting, text in ordered:
        for model in sighting.announcement.models:
            texts[model].add(text)
    return tuple(sorted(texts, key=lambda model: (-len(texts[model]), model)))
