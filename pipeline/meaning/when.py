"""The day of a claim: the announcement's own date, the nearest one in its sentence, or the day of publication."""

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.items import DateBasis
from pipeline.meaning.claim import Claim
from pipeline.meaning.dates import Day, is_dateline
from pipeline.meaning.fold import Folded


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with the folded text it was read in and every day that text names."""

    claim: Claim
    folded: Folded
    in_title: bool
    days: tuple[Day, ...]


def day_of(found: Found, published: dt.date | None) -> tuple[dt.date | None, DateBasis]:
    """The day of a claim, else the day of publication.

    The date before 宣布 is the announcement's; then the nearest before the verb, one just behind it, and for a company
    only spoken of the date of the sentence that names it.
    """
    claim = found.claim
    inside = _days_in(found, claim.sentence.start, claim.sentence.end)
    if claim.stance.name == "announced":
        inside = [day for day in inside if day.start < claim.at and (published is None or day.day <= published)]
    before = [day for day in inside if day.start < claim.at]
    said = [day for day in before if day.start < claim.said]
    behind = [day for day in inside if day.start >= claim.at and _is_near(found, day)]
    chosen = said[-1] if said else before[-1] if before else behind[0] if behind else None
    chosen = chosen or _begun(found, inside) or _carried(found)
    if chosen is None and "spoken of" in claim.rules and claim.name and not found.in_title:
        begin = max(found.folded.text.rfind(mark, 0, claim.name.start) for mark in "\n。；") + 1
        told = _days_in(found, begin, claim.name.end + 40)
        chosen = next((day for day in told if found.folded.text.count("\n", day.end, claim.at) <= 8), None)
    if chosen is not None:
        return chosen.day, chosen.basis
    if published is not None:
        return published, DateBasis.PUBLISHED
    lines = [(day.day, day.basis) for day in found.days if is_dateline(found.folded.text, day)]
    return lines[0] if lines else (None, DateBasis.UNKNOWN)


def _begun(found: Found, inside: list[Day]) -> Day | None:
    """接入 T，2月8日起提供服务: the next clause opens with the day from which it is offered; in English, on which it was said."""
    text = found.folded.text
    for day in inside:
        between = text[found.claim.at : day.start]
        if day.start > found.claim.at and re.fullmatch(r"[^，。；]{2,40}[，,](?:并|也|还)?(?:于|自|从)?", between):
            return day
        if day.start > found.claim.at and re.search(r"\b(?:said|says|announced|told|wrote)\b[^.;]{0,60}$", between):
            return day
    return None


def _carried(found: Found) -> Day | None:
    """当天，A 宣布…；B 表示…: in a row of semicolons the day that opens an earlier member goes on."""
    text = found.folded.text
    at = found.claim.sentence.start
    while at > 0 and text[at - 1] in "；; ":
        start = max(text.rfind(mark, 0, at - 1) for mark in "。；\n;!？！") + 1
        opening = [day for day in _days_in(found, start, at) if day.start - start <= 3]
        if opening:
            return opening[0]
        at = start
    return None


def _days_in(found: Found, start: int, end: int) -> list[Day]:
    return [day for day in found.days if start <= day.start < end and not day.as_of]


def _is_near(found: Found, day: Day) -> bool:
    """A date behind the verb counts within its own clause."""
    between = found.folded.text[found.claim.at : day.start]
    return len(between) <= (90 if between.isascii() else 40) and not any(mark in between for mark in "，,；;：")
