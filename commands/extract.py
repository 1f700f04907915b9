"""`adopters extract`: find announcements in texts, file to file."""

import datetime as dt
import json
import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command(short_help="find announcements in texts (files only)")
@click.argument("source", metavar="IN.jsonl", type=click.File("r", encoding="utf-8"))
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="Where to write; - is standard output."
)
@click.option("--topic", "slug", default=None, help="Slug of the topic, or a topic file of your own (*.yaml).")
def command(source: Any, output: Any, slug: str | None) -> None:
    """Read one JSON object a line with id, title, text, published (YYYY-MM-DD) and url; write id and announcements.

    Needs no network and no database. A line that cannot be read gives an entry with `error`; the rest goes on, and the
    exit status is 1.
    """
    from catalog_loader import load_registry
    from commands.topic import topic_named
    from pipeline.find import find_announcements
    from settings import get_settings

    settings = get_settings()
    topic = topic_named(settings.catalog_dir, slug or settings.topic)
    registry = load_registry(settings.catalog_dir)
    failed = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        row: Any = None
        try:
            row = json.loads(line)
            found = find_announcements(article_of(row), topic, registry)
            answer = {"id": row.get("id"), "announcements": [as_row(announcement) for announcement in found]}
        except (ValueError, TypeError, AttributeError) as error:
            failed += 1
            name = row.get("id") if isinstance(row, dict) else None
            answer = {"id": name, "announcements": [], "error": f"line {number}: {error}"}
        output.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if failed:
        click.echo(f"{failed} lines could not be read; their entries carry `error`", err=True)
        sys.exit(1)


def article_of(row: Mapping[str, Any]) -> Any:
    """The Article of one input line. Raises ValueError when a field has the wrong form."""
    from pipeline.items import Article, DateBasis

    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    title, text = row.get("title") or "", row.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError("title and text must be strings")
    published = dt.date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
    basis = DateBasis.STATED if published else DateBasis.UNKNOWN
    return Article(url=str(row.get("url") or ""), title=title, text=text, published=published, published_basis=basis)


def as_row(announcement: Any) -> dict[str, Any]:
    """An announcement as the contract writes it."""
    return {
        "company": announcement.company,
        "company_as_written": announcement.company_as_written,
        "known": announcement.known,
        "date": announcement.date.isoformat() if announcement.date else None,
        "date_basis": announcement.date_basis.value,
        "sector": announcement.sector,
        "kind": announcement.kind.value,
        "models": list(announcement.models),
        "product": announcement.product,
        "evidence": announcement.evidence,
        "evidence_in": announcement.evidence_in,
        "start": announcement.start,
        "end": announcement.end,
        "confidence": announcement.confidence,
        "rules": list(announcement.rules),
    }
