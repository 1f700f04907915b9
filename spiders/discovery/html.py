"""Finds the articles of an HTML listing by its structure: repeated rows of link and date, told from menus."""

import datetime as dt
import math
import re
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Tag

from pipeline.items import DateBasis, Page, Source
from spiders.discovery import addresses, rowtext
from spiders.discovery.addresses import words
from spiders.discovery.anchors import Anchor, collect
from spiders.discovery.rows import TITLE_LENGTH, Row, is_more, mostly, weight

# XHTML with an XML declaration is read as what it is, HTML; a body that is only an address is no page
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)

ACCEPTED = 2.0  # least score of a block of rows; below it the block is a menu or too doubtful
BANNER_TITLE = 8  # characters; shorter texts outside of a list are menu entries, whatever their address
_MANY = "*"
_NAV = words(
    "comment comments pinglun replies nav navbar navigation navi menu submenu topnav topbar footer foot bottom header breadcrumb "
    "breadcrumbs crumb crumbs copyright friendlink friendlinks links pager pagination pages login lang "
    "language languages share filter filters sitemap toolbar cookie search tags tag tagcloud subnav "
    "leftnav sidenav mainnav dropdown megamenu partners mbx weizhi location position yqlj tabs social "
    "topmenu sidemenu leftmenu"
)
_SIDE = words(
    "aside sidebar side hot rank ranking recommend recommended related popular promo ad ads advert "
    "advertisement sponsor sponsored guanggao banner-ad product products solution solutions case cases"
)
_ADVERT = words("ad ads advert adv advertisement sponsor sponsored guanggao promo promotion tuiguang")
_PRESS = words("news list article articles press post posts item items newslist blog media content main results")
_LANDMARK = ("nav", "footer", "aside")
_ROW_TAGS = ("li", "tr", "article")
_WALLS = ("body", "html", "main", "ul", "ol", "table", "tbody", "[document]")
_STATE = re.compile(r"^(?:active|on|cur|current|first|last|odd|even|hover|selected|clearfix|top|new|hot|fl|fr)$|\d")
# Hanweb's jpage, on many government and bank sites: <script type="text/xml"><datastore>..<record><![CDATA[<li>..
_DATASTORE = re.compile(
    r"<script[^>]*>\s*(?:<!\[CDATA\[)?\s*(<datastore>.*?</datastore>).*?</script>", re.DOTALL | re.IGNORECASE
)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """A row of the page: its element, the anchors to its one article, and what they say."""

    element: Tag
    anchors: list[Anchor]
    order: int
    row: Row
    likeness: float
    advert: bool = False

    @property
    def shape(self) -> str:
        """The pattern of its address."""
        return addresses.shape_of(self.row.url)


@dataclass(slots=True)
class Block:
    """Rows at structurally equal places of the page."""

    items: list[Item] = field(default_factory=list)
    score: float = 0.0
    zone: float = 0.0  # what its place says: negative in menus, footers and side columns
    dated: float = 0.0  # share of rows that show a date


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
    items = _items(soup, base, page.url, source, now)
    if source.article_url:
        pattern = re.compile(source.article_url)
        return [item.row for item in items if pattern.search(item.row.url)]
    blocks = _blocks(items, now)
    chosen = choose(blocks, page.url, source)
    chosen += _short_titled(chosen, collect(soup, base, page.url, now), page.url, now)
    return [item.row for item in sorted(chosen, key=lambda item: item.order)]


def _items(soup: BeautifulSoup, base: str, url: str, source: Source, now: dt.datetime) -> list[Item]:
    anchors = collect(soup, base, url, now)
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
        item.advert = bool(_tokens(item.element) & _ADVERT) or rowtext.is_advert(item.element, item.anchors)
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


def _tokens(element: Tag) -> set[str]:
    """The words of an element's class and id."""
    classes = element.get("class") or []
    names = [*(classes if isinstance(classes, list) else [classes]), str(element.get("id") or "")]
    words: set[str] = set()
    for name in names:
        words.update(part.lower() for part in re.split(r"[-_\s]+|(?<=[a-z])(?=[A-Z])", name) if part)
    return words


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
        _rate(block)
    return blocks


def _zone(element: Tag) -> float:
    """What the place says: -4 inside a menu or footer, -1.5 in a side column, up to +0.7 in a news list."""
    zone, press = 0.0, 0.0
    inside_content = False
    for depth, node in enumerate([element, *element.parents]):
        if node.name in ("body", "html", "[document]"):
            break
        words = _tokens(node)
        if node.name in ("article", "main"):
            inside_content = True
        if node.name in ("nav", "footer") or (node.name == "header" and not inside_content and depth > 0):
            return -4.0
        if words & _NAV and not (words & _PRESS):
            zone = min(zone, -4.0 if not inside_content else -1.0)
        if node.name == "aside" or words & _SIDE:
            zone = min(zone, -1.5)
        if depth < 4 and words & _PRESS:
            press = 0.7
    return zone + press


def _rate(block: Block) -> None:
    """Give a block its score: dates, addresses, title lengths, number, place."""
    items = block.items
    count = len(items)
    block.dated = sum(item.row.date is not None for item in items) / count
    typical = median(weight(item.row.title) for item in items)
    block.zone = sum(_zone(item.element) for item in items[:3]) / len(items[:3])
    block.score = (
        3.0 * block.dated
        + sum(item.likeness for item in items) / count
        + max(-1.0, min(1.2, (typical - TITLE_LENGTH) / 6))
        + min(2.0, 0.5 * math.log2(count))
        + block.zone
    )


def choose(blocks: list[Block], url: str, source: Source) -> list[Item]:
    """The items that are articles: the leading block, and what agrees with it in dates or in the form of addresses."""
    sound = [block for block in blocks if block.score >= ACCEPTED and block.zone > -3]
    if not sound:
        return []
    lead = max(sound, key=lambda block: block.score * math.log2(1 + len(block.items)))
    accepted = [block for block in blocks if block is lead or (block in sound and _agrees(block, lead))]
    counted = Counter(item.shape for block in accepted for item in block.items)
    shapes = {shape for shape, number in counted.items() if number >= 2 or len(lead.items) < 4}
    likely = [item.likeness >= 0.5 for block in accepted for item in block.items]
    sure = sum(likely) * 3 >= len(likely)
    chosen: list[Item] = []
    for block in blocks:
        if block in accepted:
            kept = block.items
        elif (
            block.zone > -3
        ):  # a banner, a pinned row, a side column: articles by their address, told from menus by length
            kept = [item for item in block.items if item.shape in shapes and weight(item.row.title) >= BANNER_TITLE]
        else:
            kept = []
        # jobs and downloads in lists of the same make as the news
        kept = [item for item in kept if item.likeness > -1 or not sure]
        chosen += [item for item in kept if _keep(item, block, shapes, url, source)]
    return chosen


def _agrees(block: Block, lead: Block) -> bool:
    """Whether a further block is a list of articles too, judged against the best one."""
    likely = sum(item.likeness for item in block.items) / len(block.items)
    if block.dated >= 0.5 and block.zone >= -1.5 and likely >= 0:
        return True
    if lead.dated >= 0.5:
        return False
    return block.score >= ACCEPTED + 0.5 and mostly([item.likeness >= 0.5 for item in block.items]) and block.zone > -1


def _keep(item: Item, block: Block, shapes: set[str], url: str, source: Source) -> bool:
    """Whether one row of an accepted block is an article and no advert, menu entry or way out."""
    if item.advert or weight(item.row.title) < 3:
        return False
    host = addresses.host_of(item.row.url)
    dated = item.row.date is not None and item.row.basis is not DateBasis.UNKNOWN
    home = addresses.site_of(item.row.url) == addresses.site_of(url)
    known = host in addresses.ARTICLE_HOSTS or host in source.hosts or item.row.url.lower().endswith(".pdf")
    if not home and not known and not dated and item.shape not in shapes:
        return False
    if item.likeness <= -1.5:
        return dated and block.dated >= 0.5 and item.likeness > -3
    return dated or item.likeness >= 0 or item.shape in shapes or block.dated < 0.5
