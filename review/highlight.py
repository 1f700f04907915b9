"""Splits a paragraph so that a template can mark the evidence and, within it, names; escaping stays the template's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: plain, inside the evidence, or a name inside the evidence."""

    text: str
    marked: bool = False
    name: bool = False


def paragraph_around(text: str, start: int, end: int, limit: int = 600) -> tuple[str, int, int]:
    """The line(s) of `text` that hold `[start, end)`, cut to about `limit` characters around it, with new offsets."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    room = max(0, limit - (end - start)) // 2
    first, last = max(first, start - room), min(last, end + room)
    return text[first:last], start - first, end - first


def pieces(paragraph: str, start: int, end: int, names: Iterable[str]) -> list[Piece]:
    """`paragraph` in order as pieces; joining their texts gives it back unchanged."""
    found = [Piece(paragraph[:start])] if start else []
    evidence = paragraph[start:end]
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    if wanted:
        for part in re.split("(" + "|".join(map(re.escape, wanted)) + ")", evidence, flags=re.IGNORECASE):
            if part:
                found.append(Piece(part, marked=True, name=part.lower() in {name.lower() for name in wanted}))
    elif evidence:
        found.append(Piece(evidence, marked=True))
    if paragraph[end:]:
        found.append(Piece(paragraph[end:]))
    return found
