"""Reads a declared feed: RSS, Atom, JSON Feed; the full text too where the feed carries it."""

import datetime as dt
import io
import re
from collections.abc import Mapping

import feedparser

from pipeline.items import DateBasis, Page
from spiders.discovery import addresses, days
from spiders.discovery.plain import FULL_TEXT, plain_text
from spiders.discovery.rows import Row, split_title

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ZONE = re.compile(r"(?P<zone>[+-]\d{2}:?\d{2}|Z|GMT|UTC?|[A-Z]{3,4})\s*$")


def is_feed(text: str) -> bool:
    """Whether a document is RSS, RDF or Atom by its root element."""
    head = re.sub(r"<!--.*?-->", "", text.lstrip("\ufeff \r\n\t")[:2000], flags=re.DOTALL)
    return bool(
        re.match(r"(?:<\?.*?\?>|<!DOCTYPE[^>]*>|\s)*<(?:rss|feed|rdf:RDF)[\s>]", head, re.IGNORECASE | re.DOTALL)
    )


def is_json_feed(data: object) -> bool:
    """Whether an object is a JSON Feed by its version (https://www.jsonfeed.org/version/1.1/)."""
    return isinstance(data, Mapping) and "jsonfeed.org/version" in str(data.get("version"))


def find_rows(text: str, page: Page, now: dt.datetime) -> tuple[list[Row], str | None]:
    """The entries in the feed's order, and the next page where the feed is paged (RFC 5005)."""
    # bytes, never a string: feedparser takes a short string for an address and fetches it
    clean = _DECLARATION.sub("", text.lstrip("\ufeff \r\n\t"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": page.url}
    feed = feedparser.parse(io.BytesIO(clean.encode()), response_headers=headers)
    rows = [row for entry in feed.entries if (row := _entry(entry, page.url, now))]
    following = next((link.get("href", "") for link in feed.feed.get("links", []) if link.get("rel") == "next"), "")
    return rows, addresses.absolute(following, page.url) or None


def _entry(entry: feedparser.FeedParserDict, base: str, now: dt.datetime) -> Row | None:
    link = entry.get("feedburner_origlink") or entry.get("link") or ""
    if not link and str(entry.get("id", "")).startswith("http"):
        link = entry["id"]
    url = addresses.absolute(str(link), base)
    if not url:
        return None
    title, _ = split_title(plain_text(str(entry.get("title", ""))).replace("\n", " "), now)
    written = str(entry.get("published") or entry.get("date") or entry.get("created") or entry.get("updated") or "")
    day = moment_day(written, now)
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    body = plain_text(max([*contents, str(entry.get("summary", ""))], key=len))
    text = body if len(body) >= FULL_TEXT and (contents or len(body) >= 4 * FULL_TEXT) else ""
    return Row(url=url, title=title, date=day, basis=DateBasis.STATED if day else DateBasis.UNKNOWN, text=text)


def moment_day(written: str, now: dt.datetime) -> dt.date | None:
    """The day of a feed's date. One in UTC is taken to Shanghai's day; without a zone it is local time as written."""
    if not written.strip():
        return None
    zone = _ZONE.search(written.strip())
    if not zone or not re.search(r"\d:\d", written) or zone["zone"] == "CST":
        return days.read_day(re.sub(r"\s*\bCST$", "", written.strip()), now)[0]
    if zone["zone"] in ("Z", "GMT", "UT", "UTC") or zone["zone"].replace(":", "") in ("+0000", "-0000"):
        parsed = feedparser.datetimes._parse_date(written)
        if parsed:
            import calendar

            return days.read_day(calendar.timegm(parsed), now)[0]
    return days.read_day(re.sub(r"\s*(?:[+-]\d{2}:?\d{2}|[A-Z]{3,4})$", "", written.strip()), now)[0]


def json_rows(feed: Mapping[str, object], page: Page, now: dt.datetime) -> tuple[list[Row], str | None]:
    """The items of a JSON Feed, and its next page."""
    rows: list[Row] = []
    items = feed.get("items")
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, Mapping):
            continue
        url = addresses.absolute(str(item.get("url") or item.get("external_url") or item.get("id") or ""), page.url)
        if not url:
            continue
        title, _ = split_title(str(item.get("title") or ""), now)
        day, basis = days.read_day(item.get("date_published") or item.get("date_modified"), now)
        body = str(item.get("content_text") or "") or plain_text(str(item.get("content_html") or ""))
        rows.append(Row(url=url, title=title, date=day, basis=basis, text=body if len(body) >= FULL_TEXT else ""))
    following = feed.get("next_url")
    return rows, addresses.absolute(following, page.url) or None if isinstance(following, str) else None
