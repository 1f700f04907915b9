"""`adopters parse`: read articles from saved pages, files in and a file out, no network and no database."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="JSON Lines file to write.")
def command(manifest: Path, output: Path) -> None:
    """Read the pages that MANIFEST names, one JSON object a line: {"id", "file", "url"?, "content_type"?}.

    Each line of the output has id, title, published, text and language, or id and error (then the exit status is 1).
    A page that is no article has a `reason` and an empty text.
    """
    from commands.jsonl import Row, answer_rows, load_page
    from pipeline.items import Unusable
    from pipeline.read import read_page

    def answer(row: Row) -> Row:
        found = read_page(load_page(row, manifest.parent))
        if isinstance(found, Unusable):
            nothing: Row = {"title": "", "published": None, "text": "", "language": ""}
            return nothing | {"reason": found.reason, "detail": found.detail}
        return {
            "title": found.title,
            "published": found.published.isoformat() if found.published else None,
            "text": found.text,
            "language": found.language,
            "date_basis": str(found.published_basis),
            "url": found.url,
        }

    done, failed = answer_rows(manifest, output, answer)
    click.echo(f"{done} pages read, {failed} failed -> {output}", err=True)
    if failed:
        sys.exit(1)
