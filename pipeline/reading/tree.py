"""One pass over a parsed page: the text blocks in reading order, where each stands, and what its surroundings are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

Element = Any  # lxml's element class has no usable type

MAX_CHARS = 6_000_000  # of markup that are parsed; no press page comes near
MAX_BLOCKS = 60_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIP = _words(
    "script style noscript template svg math iframe object embed applet canvas audio video map head select option "
    "optgroup datalist input button meter progress dialog title base link meta textarea"
)
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img picture source track slot o:p st1:chsdate amp-img center1"
)
_BOLD = frozenset(("b", "strong"))
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

# surroundings by the words of class and id: never part of the body; not part of it unless they hold most of the text;
# beside the text (captions, credits, dates), of use for the publication day only
_FOREIGN = re.compile(
    r"""(?x)(?<![a-z])(?:
      comments? | comment-?list | disqus | pinglun | gentie | liuyan | repl(?:y|ies)
    | related\w* | relate | recommend\w* | recirc\w* | tuijian | xiangguan | trending | guess | upnext | onward
    | most[-_ ]?(?:read|viewed|popular) | more[-_ ]?(?:news|stories|from|articles|like) | read[-_ ]?(?:next|also) | also[-_ ]?read
    | next[-_ ]?(?:article|story|up) | top[-_ ]?stories | hot[-_ ]?(?:news|list|spots?) | rank(?:ing|list) | paihang
    | nav | navi | navs | navigation | navbar | subnav | breadcrumbs? | crumbs? | pagination | pager | paging
    | prev[-_ ]?next | pre[-_ ]?next | footer\w* | friend[-_ ]?links? | newsletter\w* | cookies? | consent | gdpr
    | outbrain\w* | taboola\w*
    )(?![a-z])"""
)
_DOUBTFUL = re.compile(
    r"""(?x)(?<![a-z])(?:
      forum | similar | populars? | latest | hot | rank | more[-_ ]?(?:on|in) | read[-_ ]?more | also | teasers?
    | menu\w* | sitemap | foot | copyright | colophon | sidebar\w* | side | aside | rail
    | right[-_ ]?(?:col|column|bar|side|box|part|area) | share\w* | sharing | social\w* | bshare | bdshare\w* | jiathis\w*
    | qr | qrcode | erweima | follow | ads? | adv | advert\w* | adbox | adslot | banner\w* | sponsor\w* | promo\w* | dfp
    | guanggao | gg | subscri\w* | sign[-_ ]?up | paywall\w* | piano | log[-_ ]?in | regist\w*
    | popup\w* | modal | overlay | tooltip | toast | lightbox | dialog | search\w* | widgets? | toolbar | donat\w* | poll
    | quiz | skip
    )(?![a-z])"""
)
_ASIDE = re.compile(
    r"""(?x)(?<![a-z])(?:
      tags? | tag[-_ ]?list | keywords? | caption\w* | figcaption | credits? | copyrights? | disclaimer | shengming | mianze
    | byline\w* | bylines | author\w* | writers? | bio | biography | meta | metadata | dateline | timestamp | time
    | publish(?:ed)?(?:[-_ ]?(?:date|time|at))? | pub[-_ ]?(?:date|time) | date | datetime | kicker | overline | eyebrow
    | source | laiyuan | editors? | zebian | bianji | print | tools? | statement | app[-_ ]?download | download | vote | zan
    | info | infobox | fact[-_ ]?box | correction | labels? | rubric | twitter-tweet | instagram-media | tiktok-embed | visually[-_ ]?hidden
    | sr[-_ ]?only | screen[-_ ]?reader\w* | hidden | invisible
    )(?![a-z])"""
)
_UNSEEN = re.compile(r"(?i)(?<![a-z])(?:sr-only|visually-?hidden|screen-?reader\w*|invisible)(?![a-z])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NONE_SHOWN = re.compile(r"(?i)display\s*:\s*none")
_FOREIGN_TAGS = frozenset(("nav", "footer"))
_DOUBTFUL_TAGS = frozenset(("aside", "form", "menu"))
_ASIDE_TAGS = frozenset(("figure", "figcaption", "address", "time", "caption", "dl"))
_FOREIGN_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "menubar", "tablist")
)

OPEN, ASIDE, DOUBTFUL, FOREIGN = range(4)


@dataclass(slots=True)
class Block:
    """A run of text between block boundaries. `links` counts its characters inside links, `node` indexes Tree.nodes."""

    text: str
    links: int
    node: int
    heading: int  # 1-6, 0 for none
    region: int  # index of the innermost region that begins an aside or a foreign part, -1 outside any
    emphasis: int  # characters in bold or the like


@dataclass(slots=True)
class Region:
    """A subtree whose class, role or tag says that it is not the body."""

    kind: int
    outer: int  # the region around it, -1 for none
    name: str  # its tag and classes: regions of one name are judged together


@dataclass(slots=True)
class Tree:
    """The page as blocks. `nodes` are the block-level elements, `parents` the index of each one's parent (-1: none)."""

    root: Element
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Element] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def kind(self, block: Block) -> int:
        """The gravest kind of region around a block: OPEN, ASIDE, DOUBTFUL or FOREIGN."""
        return self.regions[block.region].kind if block.region >= 0 else OPEN

    def ends(self) -> list[int]:
        """For each node the index after its last descendant: nodes are in document order, so a subtree is a range."""
        ends = list(range(1, len(self.nodes) + 1))
        for index in range(len(self.nodes) - 1, 0, -1):
            parent = self.parents[index]
            if parent >= 0 and ends[parent] < ends[index]:
                ends[parent] = ends[index]
        return ends


def parse_html(text: str) -> Element:
    """The root element of a page; anything at all gives a tree, broken and empty markup included."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    markup = text[:MAX_CHARS].encode("utf-8", "replace")
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        root = None
    return root if root is not None else etree.Element("html")


@lru_cache(maxsize=20_000)
def _kind_of(names: str) -> int:
    words = _CAMEL.sub("-", names).lower()
    if _FOREIGN.search(words):
        return FOREIGN
    if _DOUBTFUL.search(words):
        return DOUBTFUL
    return ASIDE if _ASIDE.search(words) else OPEN


def _region_kind(element: Element, tag: str) -> int:
    if tag in _FOREIGN_TAGS:
        return FOREIGN
    kind = DOUBTFUL if tag in _DOUBTFUL_TAGS else ASIDE if tag in _ASIDE_TAGS else OPEN
    if tag == "figure" and element.find(".//blockquote") is not None:
        kind = OPEN  # a quotation set as a figure
    attributes = element.attrib
    if not attributes or tag in ("html", "body", "main", "article"):
        return kind
    get = attributes.get
    if get("role") in _FOREIGN_ROLES:
        return DOUBTFUL
    if "hidden" in attributes or get("aria-hidden") == "true" or _NONE_SHOWN.search(get("style") or ""):
        kind = max(kind, ASIDE)
    names = f"{get('class') or ''} {get('id') or ''}"
    return max(kind, _kind_of(names)) if len(names) > 2 else kind


def read_tree(root: Element) -> Tree:
    """Walks the page once, without recursion, so that no nesting is too deep."""
    walk = _Walk(Tree(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif walk.skips(element):
            events.skip_subtree()
        else:
            walk.enter(element)
        if len(walk.tree.blocks) > MAX_BLOCKS:
            break
    walk.flush()
    return walk.tree


class _Walk:
    """The state of one pass: the block being gathered and the block-level elements that are open."""

    __slots__ = ("bold", "heading", "in_bold", "in_link", "links", "node", "opened", "parts", "region", "tree")

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.parts: list[str] = []
        self.opened: list[tuple[int, int, int]] = []
        self.links = self.bold = self.in_link = self.in_bold = self.heading = 0
        self.node = self.region = -1

    @staticmethod
    def skips(element: Element) -> bool:
        """Whether nothing in the element is text of the page."""
        tag = element.tag
        if tag in _SKIP:
            return True
        names = (element.get("class") or "") if tag in _INLINE else ""
        return bool(names and _UNSEEN.search(names))

    def enter(self, element: Element) -> None:
        """Begins an element; a block-level one ends the block before it."""
        tag = element.tag
        if tag in _INLINE:
            if tag == "a":
                self.in_link += 1
            elif tag in _BOLD:
                self.in_bold += 1
        elif tag == "br" or tag == "hr":
            self.flush()
        else:
            self._open(element, tag)
        if element.text:
            self._add(element.text)

    def _open(self, element: Element, tag: str) -> None:
        self.flush()
        self.opened.append((self.node, self.region, self.heading))
        tree = self.tree
        tree.nodes.append(element)
        tree.parents.append(self.node)
        self.node = len(tree.nodes) - 1
        self.heading = _HEADINGS.get(tag, self.heading)
        kind = _region_kind(element, tag)
        if kind:
            tree.regions.append(Region(kind, self.region, f"{tag} {element.get('class')}"))
            self.region = len(tree.regions) - 1

    def leave(self, element: Element) -> None:
        """Ends an element and takes the text that follows it."""
        tag = element.tag
        if tag in _INLINE:
            if tag == "a":
                self.in_link = max(0, self.in_link - 1)
            elif tag in _BOLD:
                self.in_bold = max(0, self.in_bold - 1)
        elif tag not in _SKIP and tag != "br" and tag != "hr":
            self.flush()
            self.node, self.region, self.heading = self.opened.pop()
        if element.tail and element is not self.tree.root:
            self._add(element.tail)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        if self.in_link:
            self.links += len(text.strip())
        if self.in_bold:
            self.bold += len(text.strip())

    def flush(self) -> None:
        """Ends the block that is being gathered, if it holds any text."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        if text:
            self.tree.blocks.append(Block(text, self.links, self.node, self.heading, self.region, self.bold))
        self.parts.clear()
        self.links = self.bold = 0


def settle(tree: Tree, worths: Sequence[float]) -> None:
    """Decides for every region whether its name is to be believed, given how much running text each block is worth.

    A region, other than comments and the like, that holds more than a third of the page's running text is
    the body itself, whatever it is called: paywalls, widgets and side columns are names that designers give to articles.
    Afterwards the kind of a region is the gravest of its own and those around it.
    """
    whole = 0.0
    texts: Counter[str] = Counter()
    for block, worth in zip(tree.blocks, worths, strict=True):
        names, foreign, at = set(), False, block.region
        while worth and at >= 0:
            region = tree.regions[at]
            names.add(region.name)
            foreign = foreign or region.kind == FOREIGN
            at = region.outer
        for name in names:
            texts[name] += round(worth)
        whole += 0.0 if foreign else worth
    for region in tree.regions:
        if region.kind != FOREIGN and texts[region.name] > 0.35 * whole:
            region.kind = OPEN
        if region.outer >= 0:
            region.kind = max(region.kind, tree.regions[region.outer].kind)
