"""`adopters ingest`: puts files and addresses straight into the queue."""

import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from errors import AdoptersError

if TYPE_CHECKING:
    from pipeline.gather import Companies
    from pipeline.items import Announcement, Article
    from store.db import Engine
    from store.sightings import Added

SOURCE = "ingest"  # under which such pages are stored


@click.command()
@click.argument("targets", metavar="FILE|URL...", nargs=-1, required=True)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Publication day, where the document has none.",
)
@click.option("--url", help="The address that a single file was saved from.")
def command(targets: tuple[str, ...], published: datetime | None, url: str | None) -> None:
    """Find announcements in HTML, PDF, Markdown or text files, or at addresses, and put them into the queue.

    A document that cannot be read is named; the others go on, and the exit status is then 1.
    """
    from catalog_loader import load_registry, load_weights
    from commands.topic import topic_named
    from pipeline.find import find_announcements
    from pipeline.meaning.features import WEIGHTS
    from settings import get_settings
    from store.db import open_store

    if url and len(targets) > 1:
        raise click.UsageError("--url goes with one file only")
    settings = get_settings()
    topic = topic_named(settings.catalog_dir, settings.topic)
    registry = load_registry(settings.catalog_dir)
    weights = load_weights(settings.data_dir, settings.topic) or WEIGHTS
    engine = open_store(settings.database)
    failed = 0
    for target in targets:
        try:
            article = _document(target, published.date() if published else None, url)
            found = find_announcements(article, topic, registry, weights)
            added = _keep(engine, article, found, topic.slug, registry)
        except AdoptersError as error:
            failed += 1
            click.echo(f"error: {error}", err=True)
            continue
        click.echo(f"{target}: {_summary(found, added)}")
    if failed:
        sys.exit(1)


def _document(target: str, published: date | None, url: str | None) -> "Article":
    from dataclasses import replace

    from commands.document import load_document
    from pipeline.items import DateBasis
    from settings import get_settings

    article = load_document(target, get_settings())
    if url:
        article = replace(article, url=url)
    if published and article.published is None:
        article = replace(article, published=published, published_basis=DateBasis.STATED)
    return article


def _keep(
    engine: "Engine", article: "Article", found: "list[Announcement]", topic: str, registry: "Companies"
) -> "Added":
    from store import pages, sightings
    from store.db import session
    from store.views import PageOutcome

    now = datetime.now(UTC)
    with session(engine) as db:
        pages.save(db, url=article.url, source=SOURCE, outcome=PageOutcome.ARTICLE, fetched_at=now, title=article.title)
        return sightings.add_article(db, article, found, at=now, source=SOURCE, registry=registry, topic=topic)


def _summary(found: "list[Announcement]", added: "Added") -> str:
    if not found:
        return "no announcement found ('adopters explain' says why)"
    counts = [
        f"{len(companies)} {what}"
        for companies, what in (
            (added.new, "new in the queue"),
            (added.confirmed, "on the list already"),
            (added.reopened, "back with new evidence"),
        )
        if companies
    ]
    names = ", ".join(f"{claim.company} {claim.confidence:.0%}" for claim in found)
    return f"{names} ({', '.join(counts) or 'nothing new'})"
