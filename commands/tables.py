"""Prints rows as aligned columns, wide characters counted as two, hostile text made harmless."""

import re
from collections.abc import Sequence
from datetime import datetime
from unicodedata import east_asian_width

import click
import yaml

WIDEST = 60  # columns of one cell; longer text is cut, addresses are not

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: object) -> str:
    """Text without control characters: what a site wrote must not drive the terminal."""
    return _CONTROL.sub(" ", str(text))


def width(text: str) -> int:
    """Columns that a terminal needs for a text (UAX #11)."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def cut(text: str, most: int = WIDEST) -> str:
    """The text, cut with an ellipsis to at most so many columns."""
    if width(text) <= most:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > most - 1:
            break
        kept += char
    return kept + "…"


def show(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; nothing for no rows."""
    if not rows:
        return
    cells = [[plain(cell) for cell in row] for row in (header, *rows)]
    cells = [[cell if cell.startswith("http") else cut(cell) for cell in row] for row in cells]
    columns = [max(width(row[index]) for row in cells) for index in range(len(header))]
    for row in cells:
        padded = (cell + " " * (columns[index] - width(cell)) for index, cell in enumerate(row))
        click.echo("  ".join(padded).rstrip())


def when(time: datetime | None) -> str:
    """A time in the reader's zone, to the minute; '-' for never."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}" if time else "-"


def as_yaml(entries: Sequence[dict[str, object]]) -> str:
    """Entries as the catalogue writes them: a YAML list, two blanks deep, Chinese as it is."""
    text = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False, width=110)
    return "".join(f"  {line}\n" for line in text.splitlines())
