"""`adopters explain`: what was found in a text, what was rejected, and why, for people who do not program."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.explaining import Explained


@click.command(short_help="show what was found in a text, what was rejected, and why")
@click.argument("targets", metavar="FILE|URL...", nargs=-1, required=True)
@click.option("--topic", "slug", help="Slug of a topic, or a topic file of your own (*.yaml).")
def command(targets: tuple[str, ...], slug: str | None) -> None:
    """Read each HTML, text, Markdown or PDF file, or address, and explain every claim about the topic in it."""
    from catalog_loader import load_registry
    from commands.document import load_document
    from commands.topic import topic_named
    from pipeline.explaining import in_words
    from pipeline.find import explain, find_announcements
    from settings import get_settings

    settings = get_settings()
    topic = topic_named(settings.catalog_dir, slug or settings.topic)
    registry = load_registry(settings.catalog_dir)
    for target in targets:
        article = load_document(target, settings)
        found = find_announcements(article, topic, registry)
        click.echo(f"{target}\n  {article.title or '(no title)'} [{article.published or 'no date'}]")
        click.echo(f"  {len(found)} adopters of {topic.title} found" + (":" if found else "."))
        for announcement in found:
            day = f"{announcement.date or '?'} ({announcement.date_basis})"
            new = "" if announcement.known else ", not in the registry"
            click.echo(
                f"    {announcement.company} - {announcement.sector}, {announcement.kind}, {day}, "
                f"confidence {announcement.confidence:.0%}{new}"
            )
        show(in_words(explain(article, topic, registry)))


def show(rows: "list[Explained]") -> None:
    """Print accepted and rejected claims, each under its sentence."""
    sentence = ""
    for row in rows:
        if row.sentence != sentence:
            sentence = row.sentence
            click.echo(f"\n  “{sentence}”")
        click.echo(f"    {'+' if row.accepted else '-'} {row.reason}")
