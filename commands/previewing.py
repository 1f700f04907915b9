"""What the commands about sources share: a source's page asked for once, and the table of what it gives."""

from typing import TYPE_CHECKING

import click

from commands import tables
from errors import AdoptersError

if TYPE_CHECKING:
    from pipeline.items import Page, Source
    from settings import Settings
    from spiders.advice import Preview

MOST_HOPS = 3  # pages that are followed from one that lists nothing itself


def _ask(settings: "Settings", source: "Source") -> "Page":
    """The page of a source, asked for as a poll would."""
    import datetime as dt

    from spiders.discovery import first_request
    from spiders.fetching import fetch, render

    ask = first_request(source, dt.datetime.now(dt.UTC))
    return render(source, settings, ask.url) if source.kind == "rendered" else fetch(ask.url, settings, ask)


def preview_of(settings: "Settings", source: "Source") -> "Preview":
    """What a source gives: its page, or where that leads when it lists nothing itself (a sitemap index, an API)."""
    from dataclasses import replace
    from urllib.parse import urljoin

    from spiders.advice import preview, via
    from spiders.fetching import fetch

    first = preview(_ask(settings, source), source)
    waiting = [first] if source.kind in ("auto", "feed", "sitemap") else []
    for _ in range(MOST_HOPS):
        if not waiting or first.listing.links:
            break
        seen = waiting.pop(0)
        robots = [urljoin(seen.listing.url, "/robots.txt")] if seen is first and first.page.status == 200 else []
        for url in (seen.listing.feeds or robots)[:2]:
            try:
                found = preview(fetch(url, settings), source)
            except AdoptersError as error:  # a guess that failed takes nothing from the page itself
                first = replace(first, remarks=(*first.remarks, str(error)))
                continue
            if found.listing.links:
                return via(first, found)
            waiting.append(found)
    return first


def show_preview(seen: "Preview", limit: int = 30) -> None:
    """Print a preview as a table: what was read, the links, where it goes on, remarks."""
    listing = seen.listing
    click.echo(f"{listing.url}\nread as: {listing.shape}, {len(listing.links)} articles")
    rows = [(str(link.date or "-"), link.title or "(title from the article)", link.url) for link in listing.links]
    tables.show(("day", "title", "address"), rows[:limit])
    if len(rows) > limit:
        click.echo(f"... and {len(rows) - limit} more")
    following = listing.next_request
    if following:
        sent = following.body.decode("utf-8", "replace")
        click.echo(f"next page: {following.method} {following.url}{' ' + sent if sent else ''}")
    for remark in seen.remarks:
        click.echo(f"note: {remark}")
