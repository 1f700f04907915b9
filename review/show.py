"""Turns stored views into what the templates print: labels in the reader's language, evidence cut into pieces."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.explaining import path_in_words, verb_of
from pipeline.items import DateBasis, Decision, Sector
from store.opinions import OpinionView
from store.views import CandidateView, EvidenceView

Say = Callable[[str], str]
PARAGRAPH = 320  # characters shown on either side of the evidence sentence
EVIDENCES = 8  # sightings shown before "and n more"

BASIS = {
    DateBasis.STATED: "stated in the text",
    DateBasis.RELATIVE: "relative to publication",
    DateBasis.PUBLISHED: "day of publication",
    DateBasis.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: plain, inside the evidence, or a name inside the evidence."""

    text: str
    marked: bool = False
    name: bool = False


def pieces(before: str, sentence: str, after: str, names: Iterable[str]) -> list[Piece]:
    """The paragraph in order, evidence and names told apart; escaping stays the template's.

    A long paragraph is cut at both ends, so that the evidence is on the screen without scrolling.
    """
    if len(before) > PARAGRAPH:
        before = "…" + before[-PARAGRAPH:]
    if len(after) > PARAGRAPH:
        after = after[:PARAGRAPH] + "…"
    found = [Piece(before)] if before else []
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    folded = {name.lower() for name in wanted}
    parts = re.split("(" + "|".join(map(re.escape, wanted)) + ")", sentence, flags=re.I) if wanted else [sentence]
    found += [Piece(part, marked=True, name=part.lower() in folded) for part in parts if part]
    if after:
        found.append(Piece(after))
    return found


def safe_link(url: str) -> str:
    """The address when it is http or https, else '': a javascript: address never becomes a link."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


class Shown:
    """Labels of one request's language; `sectors` are the catalogue's."""

    def __init__(self, language: str, say: Say, sectors: Mapping[str, Sector], topic_names: tuple[str, ...]) -> None:
        self.language = language
        self.say = say
        self.sectors = sectors
        self.topic_names = topic_names

    def sector(self, slug: str) -> str:
        """The sector's name in the reader's language; the slug itself when the catalogue does not know it."""
        sector = self.sectors.get(slug)
        if sector is None:
            return slug or "—"
        return sector.zh if self.language == "zh" else sector.en

    def sector_choices(self) -> list[tuple[str, str]]:
        """(slug, label) pairs for a select box."""
        return [(slug, self.sector(slug)) for slug in self.sectors]

    def row(self, candidate: CandidateView) -> dict[str, object]:
        """One line of a list."""
        fields, decided = candidate.fields, candidate.decided_evidence
        return {
            "id": candidate.id,
            "company": fields.company,
            "sector_label": self.sector(fields.sector),
            "date": fields.date,
            "date_basis_label": self.say(BASIS[fields.date_basis]),
            "confidence": candidate.confidence,
            "count": candidate.independent,
            "models": fields.models,
            "product": fields.product,
            "reopened": candidate.reopened is not None,
            "evidence": decided.get("evidence", ""),
            "url": safe_link(decided.get("url", "")),
            "outlet": decided.get("outlet", ""),
        }

    def card(
        self, candidate: CandidateView, history: list[dict[str, object]], opinions: Mapping[int, OpinionView]
    ) -> dict[str, object]:
        """Everything that the decision needs, on one screen."""
        fields = candidate.fields
        reopened = self.say("Rejected before; new evidence has come since.") if candidate.reopened else ""
        return self.row(candidate) | {
            "version": candidate.version,
            "known": candidate.known,
            "state": candidate.state.value,
            "decided": candidate.last_decision is not None,
            "sector": fields.sector,
            "kind_label": self.say(fields.kind.value) if fields.kind else "—",
            "other_dates": candidate.other_dates,
            "note": reopened,
            "evidences": [
                self.evidence(item) | {"opinion": opinions.get(item.id)} for item in candidate.evidence[:EVIDENCES]
            ],
            "more_evidence": max(0, candidate.sightings - min(len(candidate.evidence), EVIDENCES)),
            "history": history,
            "merged": dict(candidate.merged),
            "merged_into": candidate.merged_into,
        }

    def act(self, act: Decision) -> dict[str, object]:
        """One decision of the history: who, when, what changed."""
        before, after = (snapshot.get("fields") for snapshot in (act.before, act.after))
        before, after = (fields if isinstance(fields, Mapping) else {} for fields in (before, after))
        changed = [
            f"{name}: {before.get(name) or '—'} → {value or '—'}"
            for name, value in after.items()
            if before.get(name) != value
        ]
        return {
            "at": act.decided_at.strftime("%Y-%m-%d %H:%M"),
            "at_iso": act.decided_at.isoformat(),
            "reviewer": act.reviewer,
            "verdict_label": self.say(act.verdict.value),
            "changes": "; ".join(changed),
            "note": act.note,
        }

    def evidence(self, item: EvidenceView) -> dict[str, object]:
        """One sighting."""
        return {
            "url": safe_link(item.url),
            "title": item.title,
            "outlet": item.outlet or urlsplit(item.url).netloc,
            "published": item.published,
            "date": item.date,
            "date_basis_label": self.say(BASIS[item.date_basis]),
            "kind_label": self.say(item.kind.value),
            "copies": item.copies,
            "fresh": item.fresh,
            "why": [*filter(None, [verb_of(item.rules)]), *map(self.say, path_in_words(item.rules))],
            "pieces": pieces(item.before, item.sentence, item.after, (item.company_as_written, *self.topic_names)),
        }
