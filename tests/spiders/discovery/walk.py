"""Walks a source as a poll does, listing by listing, without a store: next pages, declared feeds, robots.txt."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from errors import AdoptersError
from pipeline.items import Link, Request, Source
from settings import Settings
from spiders.discovery import discover, first_request
from spiders.discovery.addresses import same_article
from spiders.fetching import fetch, render
from tests.pressroom import Site, Truth

MOST_PAGES = 12  # of one listing
MOST_FEEDS = 5  # followed from one page
DEPTH = 3  # from the listing to a feed that it leads to


@dataclass(slots=True)
class Walk:
    """What a walk found: links by the key that twins share, and how each page was read."""

    links: dict[str, Link] = field(default_factory=dict)
    shapes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """A walk beside the truth: articles not found, links that are no article, wrong titles, wrong days."""

    missing: list[Truth]
    strangers: list[Link]
    titles: list[tuple[str, str]]
    days: list[tuple[str, dt.date | None, dt.date | None]]

    @property
    def perfect(self) -> bool:
        """Every article found, and nothing else."""
        return not self.missing and not self.strangers


def walk(source: Source, settings: Settings) -> Walk:
    """Everything that discovery finds from a source's address."""
    found = Walk()
    waiting = [(first_request(source, dt.datetime.now(dt.UTC)), 1, 0)]
    asked: set[tuple[str, bytes]] = set()
    while waiting:
        ask, number, depth = waiting.pop(0)
        if (ask.url, ask.body) in asked or number > MOST_PAGES:
            continue
        asked.add((ask.url, ask.body))
        try:
            rendered = source.kind == "rendered" and depth == 0
            page = render(source, settings, ask.url) if rendered else fetch(ask.url, settings, ask)
        except AdoptersError as error:
            found.shapes.append(str(error))
            continue
        if page.status != 200:
            found.shapes.append(f"HTTP {page.status}")
            continue
        listing = discover(page, source)
        found.shapes.append(listing.shape)
        new = {same_article(link.url): link for link in listing.links if same_article(link.url) not in found.links}
        found.links |= new
        if new and listing.next_request:
            waiting.append((listing.next_request, number + 1, depth))
        feeds = listing.feeds
        if not feeds and not new and depth == 0 and source.kind == "auto":
            feeds = (urljoin(listing.url, "/robots.txt"),)
        if depth < DEPTH:
            waiting += [(Request(url=url), 1, depth + 1) for url in feeds[:MOST_FEEDS]]
    return found


def score(found: Walk, site: Site) -> Score:
    """Compare a walk with what the site knows."""
    truths = site.articles
    known: Mapping[str, Truth] = {same_article(url): truth for truth in truths for url in (truth.url, *truth.aliases)}
    reached = {known[key].url for key in found.links if key in known}
    both = [(known[key], link) for key, link in found.links.items() if key in known]
    return Score(
        missing=[truth for truth in truths if truth.url not in reached],
        strangers=[link for key, link in found.links.items() if key not in known],
        titles=[(truth.title, link.title) for truth, link in both if link.title and link.title != truth.title],
        days=[
            (truth.title, truth.listed_date, link.date)
            for truth, link in both
            # a sitemap's lastmod says nothing about publication, and is marked so
            if link.date != truth.listed_date and not (truth.listed_date is None and link.date_basis == "unknown")
        ],
    )
