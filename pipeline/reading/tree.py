"""One pass over a parsed page: the text blocks in reading order, where each stands, and what its surroundings are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.reading.regions import FOREIGN, OPEN, Element, region_kind

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
    "strike strong sub sup time tt u var wbr img picture source track slot o:p st1:chsdate amp-img"
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

_UNSEEN = re.compile(r"(?i)(?<![a-z])(?:sr-only|visually-?hidden|screen-?reader\w*|invisible)(?![a-z])")


@dataclass(slots=True)
class Block:
    """A run of text between block boundaries. `links` counts its characters inside links, `node` indexes Tree.nodes."""

    text: str
    links: int
    node: int
    heading: int  # 1-6, 0 for none
    region: int  # index of the innermost region that begins an aside or a foreign part, -1 outside any


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

    __slots__ = ("heading", "in_link", "links", "node", "opened", "parts", "region", "tree")

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.parts: list[str] = []
        self.opened: list[tuple[int, int, int]] = []
        self.links = self.in_link = self.heading = 0
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
        kind = region_kind(element, tag)
        if kind:
            tree.regions.append(Region(kind, self.region, f"{tag} {element.get('class')}"))
            self.region = len(tree.regions) - 1

    def leave(self, element: Element) -> None:
        """Ends an element and takes the text that follows it."""
        tag = element.tag
        if tag in _INLINE:
            if tag == "a":
                self.in_link = max(0, self.in_link - 1)
        elif tag not in _SKIP and tag != "br" and tag != "hr":
            self.flush()
            self.node, self.region, self.heading = self.opened.pop()
        if element.tail and element is not self.tree.root:
            self._add(element.tail)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        if self.in_link:
            self.links += len(text.strip())

    def flush(self) -> None:
        """Ends the block that is being gathered, if it holds any text."""
        if not self.parts:
            return
        text = " ".join("".join(self.parts).split())
        if text:
            self.tree.blocks.append(Block(text, self.links, self.node, self.heading, self.region))
        self.parts.clear()
        self.links = 0


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
