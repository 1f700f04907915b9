"""Finds the articles on a listing page without code per site: `discover(page, source)`."""

import datetime as dt
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from pipeline.items import Listing, Page, Request, Source
from spiders.discovery import addresses, api, embedded, feed, html, paging, rendered, sitemap
from spiders.discovery.body import body_text
from spiders.discovery.rows import Row, make_links

__all__ = ["discover", "first_request"]

first_request = api.first_request


@dataclass(slots=True)
class _Found:
    """What one way of reading gave."""

    rows: list[Row]
    next: Request | None = None
    feeds: tuple[str, ...] = ()


def discover(page: Page, source: Source) -> Listing:
    """The article links of a page in its order, with titles and days, and where to look next.

    Pure. The bytes decide how the page is read, in order of trust: feed, sitemap, JSON, embedded data, HTML structure;
    `source.kind` overrules that where it can be followed. A listing without links says by its `shape` what it saw:
    "rendered" means that the page only exists after its scripts have run.
    """
    text = body_text(page, source)
    now = page.fetched_at
    shape, found = _read(text, page, source, now)
    links = make_links(found.rows, source, page.url, page.fetched_at)
    following = found.next if links else None
    feeds = found.feeds
    if following is None and (earlier := api.earlier_period(source, page)):
        if links:
            following = Request(url=earlier, headers=dict(source.api.headers) if source.api else {})
        else:
            feeds = (*feeds, earlier)  # nothing yet in a month that has just begun
    return Listing(
        url=page.url,
        shape=shape,
        links=links,
        next_url=following.url if following and following.method == "GET" and not following.headers else None,
        next_request=following,
        feeds=feeds,
    )


def _read(text: str, page: Page, source: Source, now: dt.datetime) -> tuple[str, _Found]:
    head = text.lstrip("\ufeff \r\n\t")[:3000]
    if feed.is_feed(text):
        rows, following = feed.find_rows(text, page, now)
        return "feed", _Found(rows, Request(url=following) if following else None)
    if sitemap.is_sitemap(text) or sitemap.is_robots(head) or sitemap.is_url_list(text[:100_000]):
        rows, children = sitemap.find_rows(text, page, source, now)
        return "sitemap", _Found(rows, feeds=children)
    if rendered.is_script(page.content_type, page.url) and api.parse(text) is None:
        hints = (addresses.absolute(hint, page.url) for hint in rendered.api_hints(text))
        return "rendered", _Found([], feeds=tuple(url for url in hints if url))
    if not head.startswith("<") and (data := api.parse(text)) is not None:
        if feed.is_json_feed(data) and isinstance(data, dict):
            rows, following = feed.json_rows(data, page, now)
            return "feed", _Found(rows, Request(url=following) if following else None)
        return "api", _read_api(data, page, source, now)
    return _read_html(text, page, source, now)


def _read_api(data: object, page: Page, source: Source, now: dt.datetime) -> _Found:
    rows = api.find_rows(data, page, source, now)
    for fragment in api.html_fragments(data) if not rows else ():
        soup = html.parse(fragment)
        rows += html.find_rows(soup, page, source, now)
    return _Found(rows, api.next_request(data, page, source, len(rows)))


def _read_html(text: str, page: Page, source: Source, now: dt.datetime) -> tuple[str, _Found]:
    """Embedded data and the visible structure are both read; the one that shows more articles is believed."""
    soup = html.parse(text)
    base = html.base_of(soup, page.url)
    feeds = declared_feeds(soup, base)
    following = paging.next_page(soup, text, page.url, base, source.selectors.next)
    if not following and not re.search(r"<(?:html|body)\b", text[:5000], re.IGNORECASE):
        following = paging.counted_up(page.url)  # a fragment for a script has no pager of its own
    request = Request(url=following) if following else None
    given = bool(source.selectors.item or source.selectors.link)
    inside: list[Row] = []
    if source.kind not in ("html", "rendered") and not given:
        inside = embedded.find_rows(text, page, source, now)
    seen = html.find_rows(soup, page, source, now) if source.kind != "embedded" or not inside else []
    if inside and (source.kind == "embedded" or _prefers(inside, seen, page)):
        return "embedded", _Found(_titled(inside, seen), request, feeds)
    if not seen and (target := forwarding(soup, text, base)):
        return "html", _Found([], feeds=(target, *feeds))
    if not seen and rendered.needs_rendering(text):
        return "rendered", _Found(
            [], feeds=feeds or (rendered.sources_of_data(text, base) if source.kind == "auto" else ())
        )
    return "rendered" if source.kind == "rendered" else "html", _Found(seen, request, feeds)


def _prefers(inside: list[Row], seen: list[Row], page: Page) -> bool:
    """Whether the embedded rows are the page's list: they cover what is seen, or more of them carry a day."""
    if not seen:
        return True
    keys, seen_keys = ({addresses.same_article(row.url) for row in rows} for rows in (inside, seen))
    if keys & seen_keys:
        return len(keys) >= len(seen_keys) or seen_keys <= keys
    return sum(row.date is not None for row in inside) > sum(row.date is not None for row in seen)


def _titled(inside: list[Row], seen: list[Row]) -> list[Row]:
    """The embedded rows, and those seen beside them when both show the same list (a pinned row, a banner)."""
    keys = {addresses.same_article(row.url) for row in inside}
    shapes = {addresses.shape_of(row.url) for row in inside}
    overlap = any(addresses.same_article(row.url) in keys for row in seen)
    return inside + [row for row in seen if overlap and (row.date or addresses.shape_of(row.url) in shapes)]


def declared_feeds(soup: BeautifulSoup, base: str) -> tuple[str, ...]:
    """The feeds and sitemaps that a page declares, comment feeds left out."""
    kinds = re.compile(r"application/(?:rss|atom|feed|rdf)\+(?:xml|json)|application/json", re.IGNORECASE)
    found = []
    for node in soup.find_all("link", href=True):
        rel = node.get("rel") or []
        feed_like = "alternate" in rel and kinds.search(str(node.get("type") or ""))
        if not (feed_like or "sitemap" in rel) or re.search(
            r"comment|oembed|wp-json", str(node["href"]), re.IGNORECASE
        ):
            continue
        if url := addresses.absolute(str(node["href"]), base):
            found.append(url)
    return tuple(dict.fromkeys(found))


def forwarding(soup: BeautifulSoup, text: str, base: str) -> str:
    """Where a page without content sends its reader: a meta refresh, a script's redirect, its one link; '' if nowhere."""
    refresh = soup.find("meta", attrs={"http-equiv": re.compile("^refresh$", re.IGNORECASE)})
    if isinstance(refresh, Tag) and (
        match := re.search(r"url\s*=\s*['\"]?([^'\">\s]+)", str(refresh.get("content") or ""), re.IGNORECASE)
    ):
        return addresses.absolute(match[1], base)
    if len(text) > 2000 or len(soup.get_text(strip=True)) > 100:
        return ""
    if match := re.search(r"""location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.replace\(["']([^"']+)""", text):
        return addresses.absolute(match[1] or match[2], base)
    links = soup.find_all("a", href=True)
    return addresses.absolute(str(links[0]["href"]), base) if len(links) == 1 else ""
