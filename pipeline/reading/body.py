"""The body of an article: the part of the page where the running text is, without what merely stands between."""

import re

from pipeline.reading.lines import select_lines
from pipeline.reading.regions import DOUBTFUL, FOREIGN, OPEN
from pipeline.reading.tree import Block, Tree, settle

_LEAVES = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt", "blockquote", "pre", "section", "center")
)
_BODY_NAMES = re.compile(
    r"""(?ix)(?<![a-z])(?:article[-_ ]?(?:body|content|text|detail|main|con|cont)\w* | body[-_ ]?(?:content|text|copy)
    | (?:post|entry|story|news|main|detail|rich[-_ ]?media|page|text|art|content)[-_ ]?(?:body|content|text|detail|con|main)s?
    | trs[-_ ]?u?editor | js[-_ ]content | v[-_ ]news[-_ ]content | articlebody | zhengwen | ueditor | richtext | markdown[-_ ]body | detail)(?![a-z])"""
)
_SENTENCE_END = re.compile(r"[.!?。！？…”\"’»」』)）：:;；]$")
_DECAY = 0.75
_LEVELS = 6
_MIN_SIZE = 60  # UTF-8 bytes: about ten words of English, twenty Chinese characters
_WHOLE_ARTICLE = 1_500  # UTF-8 bytes
_COMMA = re.compile(r"[,，、;；。.]")


def read_body(tree: Tree, title: str, description: str = "") -> list[str]:
    """The paragraphs of the body in order; empty when the page has no running text.

    A standfirst that repeats the `description` of the page or is marked as one is left out, as are headings.
    """
    ends = tree.ends()
    for gravest in (OPEN, DOUBTFUL, FOREIGN):
        worths = [_worth(block) if tree.kind(block) <= gravest else 0.0 for block in tree.blocks]
        worths = _within_title_article(tree, worths, ends)
        best = _container(tree, worths)
        if best < 0:
            continue
        best = _widen(tree, best, worths, ends)
        chosen = [
            index
            for index, block in enumerate(tree.blocks)
            if best <= block.node < ends[best] and tree.kind(block) <= gravest
        ]
        lines = select_lines(tree, chosen, worths, title, description)
        if lines:
            return lines
    return []


def measure(tree: Tree) -> None:
    """Settles which regions of a tree are believed, by the running text they hold. Call once, before reading the body."""
    settle(tree, [_worth(block) for block in tree.blocks])


def _worth(block: Block) -> float:
    """How much running text a block is: its UTF-8 bytes outside links, 0 for headings, labels and lists of links."""
    text = block.text
    if block.heading or block.links > 0.5 * len(text):
        return 0.0
    size = len(text.encode("utf-8", "replace"))
    if size < _MIN_SIZE and not (size >= 24 and _SENTENCE_END.search(text)):
        return 0.0
    return (size + 12 * min(len(_COMMA.findall(text)), 20)) * (1 - block.links / len(text))


def _container(tree: Tree, worths: list[float]) -> int:
    """The element that holds the running text most closely, or -1."""
    scores: dict[int, float] = {}
    for block, worth in zip(tree.blocks, worths, strict=True):
        if not worth:
            continue
        node, share = block.node, worth
        if node >= 0 and tree.nodes[node].tag in _LEAVES and tree.parents[node] >= 0:
            node = tree.parents[node]
        for _ in range(_LEVELS):
            if node < 0:
                break
            scores[node] = scores.get(node, 0.0) + share
            share *= _DECAY
            node = tree.parents[node]
    if not scores:
        return -1
    return max(scores, key=lambda node: scores[node] * _preference(tree, node))


def _article_around(tree: Tree, node: int) -> int:
    """The innermost <article> that a node is or stands in, or -1."""
    while node >= 0 and tree.nodes[node].tag != "article":
        node = tree.parents[node]
    return node


def _within_title_article(tree: Tree, worths: list[float], ends: list[int]) -> list[float]:
    """The worths without what stands outside the <article> of the main heading, if that holds an article's text.

    On endless pages further articles follow, each with its heading, and together they outweigh the first.
    """
    heading = next((block.node for block in tree.blocks if block.heading == 1 and tree.kind(block) != FOREIGN), -1)
    home = _article_around(tree, heading)
    if home < 0:
        return worths
    kept = [w if home <= b.node < ends[home] else 0.0 for b, w in zip(tree.blocks, worths, strict=True)]
    return kept if sum(kept) > max(_WHOLE_ARTICLE, 0.1 * sum(worths)) else worths


def _preference(tree: Tree, node: int) -> float:
    element = tree.nodes[node]
    if element.get("itemprop") == "articleBody":
        return 1.6
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _BODY_NAMES.search(names):
        return 1.3
    return 1.15 if element.tag in ("article", "main") else 1.0


def _widen(tree: Tree, node: int, worths: list[float], ends: list[int]) -> int:
    """The outermost element up to which nearly all further text is running text, so that split bodies come together."""
    inside = _total(tree, node, worths, ends)
    best = node
    outer = -1 if tree.nodes[node].tag == "article" and inside > _WHOLE_ARTICLE else tree.parents[node]
    for _ in range(8):
        if outer < 0 or tree.nodes[outer].tag in ("body", "html"):
            break
        total = _total(tree, outer, worths, ends)
        if total > 1.08 * inside and total < 4 * inside and _density(tree, outer, worths, ends) > 0.7:
            best, inside = outer, total
        if tree.nodes[outer].tag == "article" and inside > _WHOLE_ARTICLE:
            break  # what follows an article of some length is the next one
        outer = tree.parents[outer]
    return best


def _total(tree: Tree, node: int, worths: list[float], ends: list[int]) -> float:
    return sum(
        worth for block, worth in zip(tree.blocks, worths, strict=True) if worth and node <= block.node < ends[node]
    )


def _density(tree: Tree, node: int, worths: list[float], ends: list[int]) -> float:
    """The share of text below `node`, other than in foreign regions, that is running text."""
    good = whole = 1
    for block, worth in zip(tree.blocks, worths, strict=True):
        if node <= block.node < ends[node] and tree.kind(block) == OPEN:
            whole += len(block.text)
            good += len(block.text) if worth else 0
    return good / whole
