"""`adopters extract`: find announcements in texts, file to file."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from errors import InputFileError

if TYPE_CHECKING:
    from commands.jsonl import Row
    from pipeline.items import Announcement, Article


@click.command(short_help="find announcements in texts (files only)")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="JSON Lines file to write.")
@click.option("--topic", "slug", help="Slug of a topic, or a topic file of your own (*.yaml).")
def command(source: Path, output: Path, slug: str | None) -> None:
    """Read one JSON object a line, {"id", "title", "text", "published"?, "url"?}; write {"id", "announcements"}.

    Needs no network and no database. A line that cannot be read gives an entry with `error`, the rest goes on, and the
    exit status is 1.
    """
    from catalog_loader import load_registry
    from commands.jsonl import Row, answer_rows
    from commands.topic import topic_named
    from pipeline.find import find_announcements
    from settings import get_settings

    settings = get_settings()
    topic = topic_named(settings.catalog_dir, slug or settings.topic)
    registry = load_registry(settings.catalog_dir)

    def answer(row: Row) -> Row:
        found = find_announcements(article_of(row), topic, registry)
        return {"announcements": [as_row(announcement) for announcement in found]}

    done, failed = answer_rows(source, output, answer)
    click.echo(f"{done} texts read, {failed} failed -> {output}", err=True)
    if failed:
        sys.exit(1)


def article_of(row: "Row") -> "Article":
    """The Article of one input line. Raises InputFileError that names the field with the wrong form."""
    from pipeline.items import Article, DateBasis

    texts = {}
    for field in ("title", "text", "url"):
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            raise InputFileError(f"{row.get('id')}: '{field}' is no string", f'give "{field}" as a JSON string')
        texts[field] = value or ""
    published = None
    if given := row.get("published"):
        try:
            published = dt.date.fromisoformat(str(given)[:10])
        except ValueError as error:
            raise InputFileError(f"{row.get('id')}: 'published' is no day: {given!r}", "write YYYY-MM-DD") from error
    basis = DateBasis.STATED if published else DateBasis.UNKNOWN
    return Article(**texts, published=published, published_basis=basis)


def as_row(announcement: "Announcement") -> "Row":
    """An announcement as the contract writes it."""
    return {
        "company": announcement.company,
        "company_as_written": announcement.company_as_written,
        "known": announcement.known,
        "date": announcement.date.isoformat() if announcement.date else None,
        "date_basis": str(announcement.date_basis),
        "sector": announcement.sector,
        "kind": str(announcement.kind),
        "models": list(announcement.models),
        "product": announcement.product,
        "evidence": announcement.evidence,
        "evidence_in": announcement.evidence_in,
        "start": announcement.start,
        "end": announcement.end,
        "confidence": announcement.confidence,
        "rules": list(announcement.rules),
    }
