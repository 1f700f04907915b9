"""`adopters links`: finds the article links on saved listing pages; files only, no network, no database."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = "http://unknown.invalid/"  # stands for the address of a page saved without one (RFC 6761)


@click.command()
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="JSON Lines file to write.")
def command(manifest: Path, output: Path) -> None:
    """Find the article links on the saved pages that MANIFEST names.

    In, one a line: {"id", "file", "url"?, "content_type"?}; `file` is relative to MANIFEST and may end in .gz.
    Out: {"id", "articles": [{"url", "title", "date"}]}, or {"id", "error"} where a page could not be read.
    Links of a page without `url` stay relative unless it names its own address.
    """
    from commands.jsonl import Row, answer_rows, load_page
    from pipeline.items import DateBasis, Source
    from spiders.discovery import discover
    from spiders.discovery.body import own_address

    def answer(row: Row) -> "Mapping[str, object]":
        page = load_page(row, manifest.parent)
        if not page.url:
            page = own_address(page, UNKNOWN)
        listing = discover(page, Source(slug="file", name=str(row["id"]), url=page.url))
        return {
            "articles": [
                {
                    "url": link.url.removeprefix(UNKNOWN.rstrip("/")),
                    "title": link.title,
                    "date": link.date.isoformat() if link.date and link.date_basis is not DateBasis.UNKNOWN else None,
                }
                for link in listing.links
            ]
        }

    done, failed = answer_rows(manifest, output, answer)
    click.echo(f"{done} pages read, {failed} failed: {output}", err=True)
    if failed:
        raise click.exceptions.Exit(1)
