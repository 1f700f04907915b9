"""Tells the blocks of a page that list articles from its menus, footers, side columns and adverts."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from bs4.element import Tag

from pipeline.items import DateBasis, Source
from spiders.discovery import addresses
from spiders.discovery.addresses import words
from spiders.discovery.anchors import Anchor
from spiders.discovery.rows import TITLE_LENGTH, Row, mostly, weight

ACCEPTED = 2.0  # least score of a block of rows; below it the block is a menu or too doubtful
BANNER_TITLE = 8  # characters; shorter texts outside of a list are menu entries, whatever their address
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
ADVERT = words("ad ads advert adv advertisement sponsor sponsored guanggao promo promotion tuiguang")
_PRESS = words("news list article articles press post posts item items newslist blog media content main results")


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


def tokens(element: Tag) -> set[str]:
    """The words of an element's class and id."""
    classes = element.get("class") or []
    names = [*(classes if isinstance(classes, list) else [classes]), str(element.get("id") or "")]
    words: set[str] = set()
    for name in names:
        words.update(part.lower() for part in re.split(r"[-_\s]+|(?<=[a-z])(?=[A-Z])", name) if part)
    return words


def _zone(element: Tag) -> float:
    """What the place says: -4 inside a menu or footer, -1.5 in a side column, up to +0.7 in a news list."""
    zone, press = 0.0, 0.0
    inside_content = False
    for depth, node in enumerate([element, *element.parents]):
        if node.name in ("body", "html", "[document]"):
            break
        words = tokens(node)
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


def rate(block: Block) -> None:
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
