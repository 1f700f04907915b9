"""Reads one row of an HTML listing: which of its texts is the title and which gives the day."""

import datetime as dt
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import Tag

from pipeline.items import DateBasis, Source
from pipeline.reading.dates import Found
from spiders.discovery import addresses, days
from spiders.discovery.anchors import Anchor, target_of, text_of, texts_of
from spiders.discovery.rows import TITLE_LENGTH, Row, better_title, is_more, split_title, weight

_TITLE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:title|tit|bt|headline|subject|name|biaoti|t1)(?:$|[-_\s\d])|title", re.IGNORECASE
)
_DATE_ATTRIBUTES = (
    "datetime",
    "data-time",
    "data-t",
    "data-timestamp",
    "data-date",
    "data-publish-time",
    "data-pubtime",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ADVERT_WORD = re.compile(r"^\s*[\[【(（]?(?:广告|推广|赞助|AD|Sponsored|Advertisement)[\]】)）]?\s*$", re.IGNORECASE)


def read_row(element: Tag, anchors: list[Anchor], now: dt.datetime) -> Row:
    """Title and day of the row `element`, from what stands inside it."""
    title, glued = _title(element, anchors, now)
    day, basis = _day(element, anchors, title, now)
    if day is None and glued:
        day, basis = glued.date, glued.basis
    return Row(url=anchors[0].url, title=title, date=day, basis=basis)


def is_advert(element: Tag, anchors: list[Anchor]) -> bool:
    """Whether the row calls itself an advertisement or its link is marked as paid for."""
    if any("sponsored" in (anchor.element.get("rel") or []) for anchor in anchors):
        return True
    return any(_ADVERT_WORD.match(piece) for piece in _leaves(element))


def _leaves(element: Tag) -> list[str]:
    return [text for text in (" ".join(piece.split()) for piece in element.find_all(string=True)) if text]


def _title(element: Tag, anchors: list[Anchor], now: dt.datetime) -> tuple[str, Found | None]:
    """The title and the date that was glued to it."""
    best, found = "", None
    for anchor in anchors:
        title, day = _anchor_title(anchor.element, now)
        found = found or day
        if title and not is_more(title) and (is_more(best) or not best or weight(best) < TITLE_LENGTH):
            best = title
        elif title and not is_more(title):
            best = better_title(best, title)
        attribute, _ = split_title(str(anchor.element.get("title") or ""), now)
        if attribute and not is_more(attribute):
            best = better_title(best, attribute) if weight(best) >= TITLE_LENGTH else attribute
    if weight(best) < TITLE_LENGTH or is_more(best):
        for heading in [*element.find_all(_HEADINGS), *element.find_all(class_=_TITLE_CLASS)]:
            title, day = split_title(text_of(heading), now)
            if weight(title) >= max(4, weight(best) + 1) and not is_more(title):
                return title, found or day
    if weight(best) < 3 or is_more(best):
        for piece in _leaves(element):
            title, day = split_title(piece, now)
            if weight(title) >= TITLE_LENGTH and not is_more(title):
                return title, found or day
        for image in element.find_all("img", alt=True):
            alt, _ = split_title(str(image["alt"]), now)
            if weight(alt) >= TITLE_LENGTH:
                return alt, found
    return ("", found) if is_more(best) else (best, found)


def _anchor_title(anchor: Tag, now: dt.datetime) -> tuple[str, Found | None]:
    """The title inside a link: its heading, the element called title, its first long text, or all of it."""
    whole, day = split_title(text_of(anchor), now)
    if not anchor.find(True):
        return whole, day
    for part in [*anchor.find_all(_HEADINGS), *anchor.find_all(class_=_TITLE_CLASS)]:
        title, inner = split_title(text_of(part), now)
        if weight(title) >= 4:
            return title, inner or (day if whole == title else None)
    pieces = [split_title(piece, now) for piece in texts_of(anchor)]
    for title, inner in pieces:
        if weight(title) >= TITLE_LENGTH:
            return title, inner or (day if whole == title else None)
    return whole, day


def _day(element: Tag, anchors: list[Anchor], title: str, now: dt.datetime) -> tuple[dt.date | None, DateBasis]:
    """The day that the row shows outside its title: machine-readable, whole, then split over several texts."""
    for node in [element, *element.find_all(True)]:
        for name in _DATE_ATTRIBUTES:
            if (value := node.get(name)) and (found := days.read_day(str(value), now)[0]):
                return found, DateBasis.STATED
    pieces = [piece for piece in _leaves(element) if piece != title]
    outside = [piece for piece in pieces if weight(piece) <= 30]
    for piece in outside:
        if (day := days.find_day(piece, now)) and _is_date_line(piece, day):
            return day.date, day.basis
    if split := days.join_day([piece for piece in pieces if len(piece) <= 12], now):
        return split.date, split.basis
    for piece in outside:
        if day := days.find_day(piece.strip("[]()（）【】 "), now, whole=True):
            return day.date, day.basis
    for node in element.find_all(True, title=True):
        if node.name != "a" and (day := days.find_day(str(node["title"]), now)):
            return day.date, day.basis
    return None, DateBasis.UNKNOWN


def _is_date_line(piece: str, day: Found) -> bool:
    """Whether a text is there for its date ('发布时间：2025-02-07 浏览 12') and no sentence that speaks of a day."""
    rest = piece[: day.start] + piece[day.end :]
    return weight(rest) <= 14 and not re.search(r"[，。；！？]|[的于将自至从在]$", rest[: day.start].strip() or rest)


def loose_days(elements: list[Tag], now: dt.datetime) -> list[Found | None]:
    """The days in loose siblings of rows under one parent (`<dt>` and `<dd>`, text between `<br>`).

    They stand before their rows when one stands before the first row, after them otherwise.
    """
    starts = {id(element) for element in elements}
    before = _first_day(elements[0].previous_siblings, starts, now) is not None
    return [
        _first_day(element.previous_siblings if before else element.next_siblings, starts, now) for element in elements
    ]


def heading_day(element: Tag, starts: set[int], now: dt.datetime) -> Found | None:
    """The day of the heading above a row, where a listing is cut into days (`<h4>2025年2月8日</h4><ul>`)."""
    for node in element.find_all_previous(limit=60):
        if not isinstance(node, Tag) or id(node) in starts or node.name in ("a", "ul", "ol"):
            continue
        text = text_of(node) if node.name in (*_HEADINGS, "dt", "time", "div", "p", "span", "strong") else ""
        if text and weight(text) <= 12 and not node.find("a"):
            return days.find_day(text, now)
    return None


def _first_day(siblings: Iterable[object], starts: set[int], now: dt.datetime) -> Found | None:
    for count, node in enumerate(siblings):
        if count > 6 or id(node) in starts:
            return None
        if isinstance(node, Tag):
            if node.find(lambda inner: id(inner) in starts):
                return None
            text = text_of(node)
        else:
            text = " ".join(str(node).split())
        if text and weight(text) <= 24 and (day := days.find_day(text.strip("[]()（）【】 "), now, whole=True)):
            return day
    return None


def selected_rows(soup: BeautifulSoup, base: str, source: Source, now: dt.datetime) -> list[Row]:
    """The rows that the source's own selectors name; what they leave open is read as everywhere else."""
    chosen = source.selectors
    elements = soup.select(chosen.item) if chosen.item else soup.select(chosen.link)
    rows: list[Row] = []
    for element in elements:
        links = element.select(chosen.link) if chosen.item and chosen.link else [element]
        link = next((node for node in links if target_of(node)), None) or element.find(_has_target)
        if not isinstance(link, Tag):
            continue
        url = addresses.absolute(target_of(link), base)
        if not url:
            continue
        anchor = Anchor(link, url, addresses.same_article(url), text_of(link), len(rows), True)
        row = read_row(element, [anchor], now)
        if chosen.title and (node := element.select_one(chosen.title)):
            row.title = split_title(text_of(node), now)[0]
        if chosen.date:
            row.date, row.basis = _selected_day(element, source, now)
        rows.append(row)
    return rows


def _has_target(node: Tag) -> bool:
    return bool(target_of(node)) and node.name == "a"


def _selected_day(element: Tag, source: Source, now: dt.datetime) -> tuple[dt.date | None, DateBasis]:
    nodes = element.select(source.selectors.date)
    texts = [text_of(node) for node in nodes]
    if source.date_format and texts:
        try:
            return dt.datetime.strptime(" ".join(texts), source.date_format).date(), DateBasis.STATED
        except ValueError:
            return None, DateBasis.UNKNOWN
    for text in texts:
        if day := days.find_day(text, now, whole=True):
            return day.date, day.basis
    if split := days.join_day(texts, now):
        return split.date, split.basis
    return None, DateBasis.UNKNOWN
