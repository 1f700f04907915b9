"""Finds the articles of an HTML listing by its structure: repeated rows of link and date, told from menus."""

import datetime as dt
import re
import warnings
from collections.abc import Iterable

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Tag

from pipeline.items import Page, Source
from spiders.discovery import addresses, rowtext
from spiders.discovery.anchors import Anchor, collect
from spiders.discovery.blocks import ADVERT, Block, Item, choose, rate, tokens
from spiders.discovery.rows import Row, is_more, weight

# XHTML with an XML declaration is read as what it is, HTML; a body that is only an address is no page
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)

_MANY = "*"
_ROW_TAGS = ("li", "tr", "article")
_WALLS = ("body", "html", "main", "ul", "ol", "table", "tbody", "[document]")
_STATE = re.compile(r"^(?:active|on|cur|current|first|last|odd|even|hover|selected|clearfix|top|new|hot|fl|fr)$|\d")
# Hanweb's jpage, on many government and bank sites: <script type="text/xml"><datastore>..<record><![CDATA[<li>..
_DATASTORE = re.compile(
    r"<script[^>]*>\s*(?:<!\[CDATA\[)?\s*(<datastore>.*?</datastore>).*?</script>", re.DOTALL | re.IGNORECASE
)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)


def parse(text: str) -> BeautifulSoup:
    """The document tree, without scripts and styles; lists that a CMS ships as XML inside a script are unpacked."""
    soup = BeautifulSoup(_RECORD.sub(r"<div>\1</div>", _DATASTORE.sub(r"\1", text)), "lxml")
    for dead in soup.find_all(("script", "style", "template")):
        dead.decompose()
    return soup


def base_of(soup: BeautifulSoup, url: str) -> str:
    """What relative links are relative to; a `<base target>` without href changes nothing."""
    base = soup.find("base", href=True)
    return addresses.absolute(str(base["href"]), url) or url if isinstance(base, Tag) else url


def find_rows(soup: BeautifulSoup, page: Page, source: Source, now: dt.datetime) -> list[Row]:
    """The article rows of a page, in page order; [] when nothing on it looks like a list of articles."""
    base = base_of(soup, page.url)
    if source.selectors.item or source.selectors.link:
        return rowtext.selected_rows(soup, base, source, now)
    anchors = collect(soup, base, page.url, now)
    items = _items(anchors, page.url, source, now)
    if source.article_url:
        pattern = re.compile(source.article_url)
        return [item.row for item in items if pattern.search(item.row.url)]
    blocks = _blocks(items, now)
    chosen = choose(blocks, page.url, source)
    chosen += _short_titled(chosen, anchors, page.url, now)
    return [item.row for item in sorted(chosen, key=lambda item: item.order)]


def _items(anchors: list[Anchor], url: str, source: Source, now: dt.datetime) -> list[Item]:
    pattern = re.compile(source.article_url) if source.article_url else None
    strong = [anchor for anchor in anchors if anchor.strong or (pattern and pattern.search(anchor.url))]
    titled = [anchor for anchor in strong if not anchor.opaque]
    keys = {anchor.key for anchor in titled}
    owner = _owners(titled)
    rows = {id(_row_of(anchor, owner)) for anchor in titled}
    # an icon or button inside the row of a titled article belongs to that row, wherever it leads
    strong = [item for item in strong if item.key in keys or not any(id(node) in rows for node in item.element.parents)]
    owner = _owners(strong)
    grouped: dict[tuple[int, str], Item] = {}
    for anchor in strong:
        element = _row_of(anchor, owner)
        key = (id(element), anchor.key)
        if key in grouped:
            grouped[key].anchors.append(anchor)
            continue
        row = Row(url=anchor.url)
        grouped[key] = Item(element, [anchor], anchor.order, row, addresses.likeness(anchor.url, url))
    items = list(grouped.values())
    for item in items:
        item.row = rowtext.read_row(item.element, item.anchors, now)
        item.advert = bool(tokens(item.element) & ADVERT) or rowtext.is_advert(item.element, item.anchors)
    items = [item for item in items if item.row.title]
    _date_loosely(items, now)
    return items


def _date_loosely(items: list[Item], now: dt.datetime) -> None:
    """Give rows without a day the one that stands beside them, outside of any row."""
    families: dict[int, list[Item]] = {}
    for item in items:
        families.setdefault(id(item.element.parent), []).append(item)
    for family in families.values():
        if any(item.row.date is not None for item in family):
            continue
        for item, day in zip(family, rowtext.loose_days([item.element for item in family], now), strict=True):
            if day:
                item.row.date, item.row.basis = day.date, day.basis


def _date_by_headings(block: Block, now: dt.datetime) -> None:
    """Give the rows of a block without any day the day of the heading above them, if every row has one."""
    if any(item.row.date is not None for item in block.items) or len(block.items) < 2:
        return
    starts = {id(item.element) for item in block.items}
    found = [rowtext.heading_day(item.element, starts, now) for item in block.items]
    for item, day in zip(block.items, found, strict=True):
        if day and all(found):
            item.row.date, item.row.basis = day.date, day.basis


def _short_titled(chosen: list[Item], anchors: list[Anchor], url: str, now: dt.datetime) -> list[Item]:
    """Rows like the chosen ones and beside them whose title is too short to be told from a menu entry elsewhere."""
    rows = {id(item.element) for item in chosen}
    families = {(id(item.element.parent), item.element.name) for item in chosen if item.element.name != "a"}
    shapes = {item.shape for item in chosen}
    found = []
    for anchor in anchors:
        if anchor.strong or weight(anchor.text) < 2 or anchor.text.isdigit() or is_more(anchor.text):
            continue
        if addresses.shape_of(anchor.url) not in shapes:
            continue
        for element in anchor.element.parents:
            if id(element) in rows:
                break
            if (id(element.parent), element.name) in families:
                row = rowtext.read_row(element, [anchor], now)
                row.title = row.title or anchor.text
                found.append(Item(element, [anchor], anchor.order, row, addresses.likeness(anchor.url, url)))
                break
    return found


def _owners(anchors: Iterable[Anchor]) -> dict[int, str]:
    """For every element above an anchor the one article that it holds, or that it holds many."""
    owner: dict[int, str] = {}
    for anchor in anchors:
        for element in [anchor.element, *anchor.element.parents]:
            seen = owner.setdefault(id(element), anchor.key)
            if seen != anchor.key:
                owner[id(element)] = _MANY
    return owner


def _row_of(anchor: Anchor, owner: dict[int, str]) -> Tag:
    """The widest element around an anchor that holds no other article."""
    element = anchor.element
    while element.name not in _ROW_TAGS:
        parent = element.parent
        if parent is None or parent.name in _WALLS or owner.get(id(parent)) != anchor.key:
            break
        element = parent
    return element


def _signature(element: Tag) -> str:
    """Where an element stands: the tags above it with their first steady class."""
    steps = []
    for node in [element, *list(element.parents)[:5]]:
        if node.name in ("body", "[document]"):
            break
        classes = node.get("class") or []
        steady = [name for name in classes if not _STATE.search(name)] if isinstance(classes, list) else []
        steps.append(node.name + ("." + steady[0] if steady and node.name not in _ROW_TAGS else ""))
    return "<".join(steps)


def _blocks(items: list[Item], now: dt.datetime) -> list[Block]:
    groups: dict[str, Block] = {}
    for item in items:
        groups.setdefault(_signature(item.element), Block()).items.append(item)
    blocks = list(groups.values())
    for block in blocks:
        _date_by_headings(block, now)
        rate(block)
    return blocks
