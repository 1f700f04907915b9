"""Builds the press spider's requests: for the listings that a poll begins with or comes to, and for articles."""

from typing import TYPE_CHECKING, Any

import scrapy

from errors import AdoptersError
from pipeline.items import Link, Request
from spiders.discovery import first_request
from spiders.polling import Poll, content_hash, fresh_enough
from spiders.rendering import check_available, render_meta

if TYPE_CHECKING:
    from spiders.press import PressSpider


def entries(spider: "PressSpider", poll: Poll) -> list[scrapy.Request]:
    """Where a poll begins: at the source's address, or at the feed that alone gave links last time."""
    source = poll.source
    if source.kind == "rendered":
        try:
            check_available(spider.ours)
        except AdoptersError as error:
            poll.unread.append(str(error))
            poll.articles_left = 0
            return []
    feeds = [
        view
        for url, view in poll.listings.items()
        if url != source.url and fresh_enough(view, poll.started_at, spider.ours.full_read_hours)
    ]
    if feeds and source.url not in poll.listings:
        return [listing(spider, poll, Request(url=view.url), key=view.url, depth=1) for view in feeds]
    poll.read_in_full = True
    return [listing(spider, poll, first_request(source, poll.started_at), key=source.url)]


def listing(
    spider: "PressSpider", poll: Poll, ask: Request, *, key: str = "", depth: int = 0, page: int = 1
) -> scrapy.Request:
    """A request for a listing. With a `key` its validators are used and remembered under that address; `depth` counts
    declared feeds and sitemaps followed so far, `page` the pages of one listing."""
    meta: dict[str, Any] = {"poll": poll}
    known = poll.listings.get(key)
    if poll.source.kind == "rendered" and depth == 0:
        meta |= render_meta(poll.source, spider.ours)  # unconditionally: the shell stays while what it shows changes
    elif known is not None and fresh_enough(known, poll.started_at, spider.ours.full_read_hours):
        meta["validators"] = known.validators
    poll.asked.add(identity(ask))
    return scrapy.Request(
        ask.url,
        spider.parse_listing,
        method=ask.method,
        headers=dict(ask.headers),
        body=ask.body,
        errback=spider.listing_failed,
        meta=meta,
        cb_kwargs={"poll": poll, "key": key, "depth": depth, "page": page},
        dont_filter=True,
        priority=10 - page,
    )


def article(spider: "PressSpider", poll: Poll, link: Link) -> scrapy.Request:
    """A request for an article, by the browser where its source must be rendered."""
    rendered = poll.source.kind == "rendered"
    meta = render_meta(poll.source, spider.ours, listing=False) if rendered else {}
    return scrapy.Request(
        link.url,
        spider.parse_article,
        errback=spider.article_failed,
        meta={"poll": poll, **meta},
        cb_kwargs={"poll": poll, "link": link},
        dont_filter=True,
    )


def identity(ask: Request) -> str:
    """What tells one request for a listing from another: the address, and for a POST what is sent."""
    return ask.url + content_hash(ask.body) if ask.body else ask.url
