"""The one spider for all sources: asks for listings, finds what is new on them, fetches those articles."""

import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any, Self
from urllib.parse import urljoin

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from errors import AdoptersError
from pipeline.items import Link, Listing, Page, Request, Source
from settings import Settings
from spiders import asking
from spiders.discovery import discover
from spiders.ledger import Ledger
from spiders.middlewares.compression import TRUNCATED
from spiders.middlewares.patience import HostClosed, Postponed
from spiders.middlewares.private_networks import Forbidden
from spiders.middlewares.robots import DisallowedByRobots
from spiders.polling import (
    NETWORK,
    Fetched,
    Poll,
    Refused,
    content_hash,
    page_of,
    utc_now,
)
from spiders.snapshots import Snapshots
from spiders.watched import choose, watched
from spiders.words import in_words, is_network, of_status
from store.db import open_store
from store.views import ListingView, PageOutcome

log = logging.getLogger(__name__)

MOST_FEEDS = 5  # declared feeds and sitemaps read in one poll
FULL_TEXT = 500  # characters; a text carried by the listing itself that is as long needs no fetch
GONE = frozenset({401, 403, 404, 410, 451})  # statuses after which asking again would not help


class PressSpider(scrapy.Spider):
    """`scrapy crawl press -a source=SLUG[,SLUG...]`; without the argument, every enabled source."""

    name = "press"

    def __init__(self, source: str = "", sources: Sequence[Source] | None = None, ledger: Ledger | None = None) -> None:
        super().__init__()
        self.slugs = [slug.strip() for slug in source.split(",") if slug.strip()]
        self.given = sources
        self._ledger = ledger
        self.polls: list[Poll] = []
        self.ours: Settings
        self.snapshots: Snapshots

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Built by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.ours = crawler.settings["ADOPTERS"]
        spider.snapshots = Snapshots(spider.ours.data_dir, spider.ours.snapshots_kept)
        return spider

    @property
    def ledger(self) -> Ledger:
        """The store, opened on first use."""
        if self._ledger is None:
            self._ledger = Ledger(open_store(self.ours.database), self.ours)
        return self._ledger

    async def start(self) -> AsyncIterator[Any]:
        """The first requests of every poll."""
        try:
            wanted = self.given if self.given is not None else choose(self.slugs, watched(self.ours))
            begun = self.ledger.begin(wanted)
        except AdoptersError as error:
            log.error("%s", error)
            raise CloseSpider(str(error)) from error
        self.polls = [poll for poll, _ in begun]
        for poll, unfinished in begun:
            entries = asking.entries(self, poll)
            links = [Link(url=page.url, title=page.title) for page in unfinished]
            for request in self._issue(poll, [*entries, *self._articles(poll, links)], done=False):
                yield request
            if not poll.outstanding:
                self.ledger.finish(poll)

    def closed(self, reason: str) -> None:
        """Polls that were cut off are marked so; what they found is kept."""
        if self._ledger is None:
            return
        for poll in self.polls:
            if poll.outstanding:
                self.ledger.finish(poll, interrupted=True)
        self.ledger.flush()

    def settle(self, poll: Poll) -> None:
        """One request or item of a poll is dealt with; the last one ends the poll."""
        poll.outstanding -= 1
        if not poll.outstanding:
            self.ledger.finish(poll)

    # listings

    def parse_listing(self, response: Response, poll: Poll, key: str, depth: int, page: int) -> list[Any]:
        """New articles of a listing, its next page, the feeds it declares."""
        assert response.request is not None
        ask = response.request
        known = poll.listings.get(key)
        if response.status == 304 and known is not None:
            return self._unchanged(poll, known)
        fetched = page_of(response, ask.url, ask.body)
        if response.status != 200 or TRUNCATED in response.flags:
            words = of_status(response.status) if response.status != 200 else "the answer ended too early"
            return self._unread(poll, ask.url, words, fetched, key, page)
        digest = content_hash(fetched.body)
        if known is not None and digest == known.content_hash:
            self._remember(poll, key, response, digest)
            return self._unchanged(poll, None)
        try:
            listing = discover(fetched, poll.source)
        except Exception as error:
            log.exception("source '%s': %s cannot be read", poll.source.slug, ask.url)
            return self._unread(
                poll, ask.url, f"the listing cannot be read ({type(error).__name__})", fetched, key, page
            )
        self.snapshots.keep(poll.source.slug, fetched, "listing")
        self.ledger.page(poll, ask.url, PageOutcome.LISTING, status=response.status, content_hash=digest)
        if key and listing.links:
            self._remember(poll, key, response, digest)
        return self._issue(poll, self._follow(poll, listing, depth, page))

    def _follow(self, poll: Poll, listing: Listing, depth: int, page: int) -> list[Any]:
        poll.counts["links"] += len(listing.links)
        new = self.ledger.new_links(poll, listing.links)
        requests: list[Any] = self._articles(poll, new)
        following = listing.next_request or (Request(url=listing.next_url) if listing.next_url else None)
        # a page without a new link ends it, once the source was read to its end
        further = new or poll.source.url not in poll.listings
        if (
            following
            and listing.links
            and further
            and page < self.ours.max_listing_pages
            and asking.identity(following) not in poll.asked
        ):
            requests.append(asking.listing(self, poll, following, depth=depth, page=page + 1))
        feeds = [url for url in listing.feeds if url not in poll.asked]
        if not listing.links and depth == 0 and listing.shape == "rendered":
            poll.hint = "the page only exists after its scripts have run: set 'kind: rendered' for the source"
        if not feeds and not listing.links and depth == 0 and poll.source.kind == "auto":
            # robots.txt may name a sitemap
            requests.append(asking.listing(self, poll, Request(url=urljoin(listing.url, "/robots.txt")), depth=1))
        if poll.source.kind in ("auto", "feed", "sitemap") and depth < 3:
            room = MOST_FEEDS - sum(1 for url in poll.asked if url != poll.source.url)
            requests += [
                asking.listing(self, poll, Request(url=url), key=url, depth=depth + 1) for url in feeds[: max(0, room)]
            ]
        return requests

    def _remember(self, poll: Poll, key: str, response: Response, digest: str) -> None:
        def header(name: str) -> str:
            return (response.headers.get(name) or b"").decode("latin-1")

        poll.remembered[key] = ListingView(
            url=key,
            etag=header("ETag"),
            last_modified=header("Last-Modified"),
            content_hash=digest,
            fetched_at=utc_now(),
        )

    def _unchanged(self, poll: Poll, known: ListingView | None) -> list[Any]:
        poll.counts["unchanged"] += 1
        if known is not None:
            poll.remembered[known.url] = known
            poll.read_in_full = False
        return self._issue(poll, [])

    def _unread(self, poll: Poll, url: str, words: str, fetched: Page | None, key: str, page: int) -> list[Any]:
        if page > 1:
            poll.cut_off = f"page {page} of the listing: {words}"
        # a further page, a guessed address or a dead feed is no failure where the rest gives links
        if key == poll.source.url or (key and not poll.counts["links"]):
            poll.unread.append(words)
        if fetched is not None and fetched.body:
            self.snapshots.keep(poll.source.slug, fetched, "failed", words)
        status = fetched.status if fetched else 0
        self.ledger.page(poll, url, PageOutcome.LISTING, status=status, reason=words)
        return self._issue(poll, [])

    def listing_failed(self, failure: Failure) -> list[Any]:
        """A listing could not be had."""
        request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, Postponed):
            return []
        poll: Poll = request.meta["poll"]
        self._note(poll, failure)
        if is_network(failure):
            poll.kind = NETWORK
        place = request.cb_kwargs
        return self._unread(poll, request.url, in_words(failure), None, place["key"], place["page"])

    # articles

    def _articles(self, poll: Poll, links: Sequence[Link]) -> list[Any]:
        """Requests for articles, or items for those whose text the listing carried."""
        out: list[Any] = []
        for link in links:
            if link.url in poll.seen or not link.url.startswith(("http://", "https://")):
                continue
            poll.seen.add(link.url)
            poll.counts["new"] += 1
            if len(link.text) >= FULL_TEXT:
                out.append(Fetched(poll, link, None))
            elif poll.articles_left <= 0 or self.ledger.stuck:
                poll.counts["postponed"] += 1
            else:
                poll.articles_left -= 1
                out.append(asking.article(self, poll, link))
        return out

    def parse_article(self, response: Response, poll: Poll, link: Link) -> Fetched | Refused:
        """An item for the pipeline."""
        if response.status == 200 and TRUNCATED not in response.flags:
            return Fetched(poll, link, page_of(response, link.url))
        words = "the answer ended too early" if response.status == 200 else of_status(response.status)
        if response.body:
            self.snapshots.keep(poll.source.slug, page_of(response, link.url), "failed", words)
        return Refused(poll, link, words, response.status, final=response.status in GONE)

    def article_failed(self, failure: Failure) -> list[Any]:
        """An article could not be had; one that the host will not give now stays queued for a later poll."""
        request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, Postponed):
            return []
        poll: Poll = request.meta["poll"]
        if isinstance(failure.value, HostClosed):
            self._note(poll, failure)
            poll.counts["postponed"] += 1
            self.settle(poll)
            return []
        final = isinstance(failure.value, Forbidden | DisallowedByRobots)
        return [Refused(poll, request.cb_kwargs["link"], in_words(failure), final=final)]

    @staticmethod
    def _note(poll: Poll, failure: Failure) -> None:
        if isinstance(failure.value, HostClosed):
            poll.not_before = max(poll.not_before, failure.value.until)

    def _issue(self, poll: Poll, out: list[Any], done: bool = True) -> list[Any]:
        """Count what goes out; with `done`, the request that led here is dealt with."""
        poll.outstanding += len(out)
        if done:
            self.settle(poll)
        return out
