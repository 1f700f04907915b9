"""The day on which an article was published: what the page states, then its address, then what it shows."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from pipeline.items import DateBasis
from pipeline.reading.dates import find_dates, read_date
from pipeline.reading.metadata import Metadata
from pipeline.reading.regions import FOREIGN, OPEN
from pipeline.reading.sitename import plain
from pipeline.reading.tree import Tree

Day = tuple[dt.date, DateBasis]

_META = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "og:release_date",
    "datepublished", "published_time", "publishdate", "publish_date", "publish-date", "pubdate", "publish_time", "publishtime",
    "published", "published-date", "pub_date", "date.published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "bt:pubdate", "parsely-pub-date", "sailthru.date", "weibo:article:create_at", "weibo: article:create_at", "firstpublishedtime",
    "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
    "datecreated", "article.created", "article.published", "release_date", "releasedate", "creationdate", "contentpubdate",
    "firstpubdate", "citation_publication_date", "citation_date", "artdate", "date", "publication_date", "last-published",
)  # fmt: skip
_SCRIPT = re.compile(
    r"""(?ix)(?:["'\s{,;.]|\bvar\s+)(?:publish_?(?:time|date|ed|ed_?at)|pub_?(?:time|date)|date_?published|publish_?at|ct|ptime|
    (?:ori_?)?create_?time|first_?publish\w*|display_?time|release_?(?:time|date)|news_?time|post_?(?:time|date)|article_?time|issue_?(?:time|date))
    ["']?\s*[:=]\s*["']?(?P<value>[^"'<>;}{]{8,40}?)["',;}\s]"""
)
_URL_PARTS = (
    re.compile(r"(?<!\d)(20[0-4]\d)[-/._]?(0[1-9]|1[0-2])[-/._]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(20[0-4]\d)[/_-](1[0-2]|0?[1-9])[/_-](3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6,11}(?!\d))"),
    re.compile(r"(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)([012]\d)/(0[1-9]1[0-2])/?(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_PUBLISHED_LABEL = re.compile(
    r"(?i)发布(?:时间|日期|于)?|发表(?:时间|于)?|日期|时间|publish|posted|date\b|veröffentlicht|publié|publicado"
)
_MODIFIED_LABEL = re.compile(
    r"(?i)更新|修改|updated|modified|edited|aktualisiert|mis à jour|actualizado|最后|截止|截至"
)
_TOP = 400  # blocks among which the title is looked for
_TIME_NAME = re.compile(r"(?i)time|date|pub")
_SHORT = 160  # characters; a longer block is a paragraph whose days are those of events


def read_published(
    tree: Tree, metadata: Metadata, title: str, url: str, now: dt.datetime, zone: dt.tzinfo | None
) -> Day | None:
    """The publication day and its basis, or None. `now` is when the page was fetched, `zone` that of UTC stamps."""
    for find in (_from_linked_data, _from_meta):
        for text in find(metadata):
            day = read_date(text, now, zone)
            if day:
                return day
    for day in _from_page(tree, title, url, now, zone):
        return day
    return None


def _from_linked_data(metadata: Metadata) -> Iterator[str]:
    yield from metadata.stated("datePublished", "pubDate")
    yield from metadata.stated("dateCreated", "uploadDate")


def _from_meta(metadata: Metadata) -> Iterator[str]:
    for name in _META:
        text = metadata.meta.get(name)
        if text:
            yield text


def _from_page(tree: Tree, title: str, url: str, now: dt.datetime, zone: dt.tzinfo | None) -> Iterator[Day]:
    shown = _near_title(tree, title, now, zone)
    if shown and shown[1] == DateBasis.STATED:
        yield shown
    yield from _from_time_tags(tree, now, zone)
    yield from _from_scripts(tree, now, zone)
    address = date_in_url(url, now)
    if address:
        yield address, DateBasis.STATED
    if shown:
        yield shown


def date_in_url(url: str, now: dt.datetime | dt.date) -> dt.date | None:
    """The day that an address carries (`/2025/02/07/`, `t20250207_1.html`, `202502/07...`), or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = unquote(parts.path) + "?" + parts.query
    for pattern in _URL_PARTS[:4]:
        for match in pattern.finditer(path):
            day = read_date("-".join(match.groups()), now, None)
            if day:
                return day[0]
    return None


def _near_title(tree: Tree, title: str, now: dt.datetime, zone: dt.tzinfo | None) -> Day | None:
    """The day in a short line by the title: between title and text first, then before the title, then after the text."""
    weak: Day | None = None
    for distance, index in enumerate(_around(tree, plain(title))):
        block = tree.blocks[index]
        is_row = distance > 3 and block.links > 0.4 * len(block.text) and len(block.text) > 25
        if len(block.text) > _SHORT or is_row:
            continue
        for found in find_dates(block.text, now, zone, loose=len(block.text) < 40):
            if _MODIFIED_LABEL.search(block.text[max(0, found.start - 8) : found.start]):
                continue
            if found.full:
                return found.date, found.basis
            weak = weak or (found.date, found.basis)
    return weak


def _around(tree: Tree, key: str) -> Iterator[int]:
    """Indexes of the blocks near a title (given by its key), the likeliest place of a date first."""
    blocks = tree.blocks
    same = [i for i, block in enumerate(blocks[:_TOP]) if key and plain(block.text[:300]) == key]
    at = next((i for i in same if blocks[i].heading), same[0] if same else -1)
    running = [
        i
        for i, b in enumerate(blocks)
        if len(b.text.encode("utf-8", "replace")) > 200 > b.links and tree.kind(b) == OPEN
    ]
    first = next((i for i in running if i > at), len(blocks))
    if at < 0:  # an invisible title
        at = max(-1, first - 12)
    near = range(at + 1, min(first + 2, at + 40, len(blocks)))
    yield from (i for i in near if tree.kind(blocks[i]) != FOREIGN or i - at <= 6)
    yield from (i for i in range(at - 1, max(-1, at - 8), -1) if tree.kind(blocks[i]) != FOREIGN)
    last = running[-1] if running else first
    yield from (i for i in range(last + 1, min(last + 5, len(blocks))) if tree.kind(blocks[i]) != FOREIGN)
    yield from (i for i in range(near.stop, min(at + 40, len(blocks))) if tree.kind(blocks[i]) != FOREIGN)


def _from_time_tags(tree: Tree, now: dt.datetime, zone: dt.tzinfo | None) -> Iterator[Day]:
    """Days in <time> and in hidden fields that are named after a time."""
    for tag in tree.root.iter("time", "textarea", "input"):
        names = " ".join(tag.get(name) or "" for name in ("class", "id", "name", "itemprop"))
        if _MODIFIED_LABEL.search(names) or (tag.tag != "time" and not _TIME_NAME.search(names)):
            continue
        day = read_date(tag.get("datetime") or tag.get("value") or "".join(tag.itertext())[:80], now, zone)
        if day:
            yield day


def _from_scripts(tree: Tree, now: dt.datetime, zone: dt.tzinfo | None) -> Iterator[Day]:
    for script in tree.root.iter("script"):
        if not script.text or "ld+json" in (script.get("type") or ""):
            continue
        for match in _SCRIPT.finditer(script.text[:400_000]):
            day = read_date(match["value"], now, zone)
            if day:
                yield day
