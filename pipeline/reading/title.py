"""The title of an article, without the name of the site: the wording on which headline, metadata and title tag agree."""

import re
from collections.abc import Iterator

from pipeline.reading.metadata import Metadata
from pipeline.reading.regions import FOREIGN
from pipeline.reading.sitename import plain, site_names, strip_site
from pipeline.reading.tree import Tree

_ANY_SEPARATOR = re.compile(r"\s*[-–—|｜_·•»>/:：]+\s*")
_LABEL = re.compile(r"^(?:原创|独家|置顶|转载|快讯|\[[^\]]{1,6}\]\s*|【(?:原创|独家|转载|置顶)】)\s*(?=\S{6})")

_TITLE_NAME = re.compile(
    r"(?i)(?:^|[\s_-]|art|article|news|detail|con|content|info|page|main)(?:title|tit|tt|headline|biaoti|bt|heading)\d{0,2}(?:$|[\s_-])"
)

# the line of date, source and counters under a title
_INFO_LINE = re.compile(
    r"(?:(?:发表|发布)(?:于|时间|日期)|来源|次?阅读|浏览|评论|作者|编辑).*(?:\d{1,2}:\d\d|阅读|浏览|评论|来源[:：]|作者[:：])"
)

_MOST_VISIBLE = 6  # headings looked at, in page order
_TOP = 400  # blocks that can be above the text


def read_title(tree: Tree, metadata: Metadata) -> str:
    """The title, or '' when the page has none.

    Each candidate (visible headings, JSON-LD headline, og:title, twitter:title, the title tag and its parts) is worth its own
    weight plus what other candidates that agree with it add; the wording as visible on the page wins ties.
    """
    candidates = list(_candidates(tree, metadata))
    votes: dict[str, float] = {}
    wording: dict[str, str] = {}
    for text, weight in candidates:
        key = plain(text)
        if not key or _INFO_LINE.search(text):
            continue
        votes[key] = votes.get(key, 0) + weight
        wording.setdefault(key, text)
    if not votes:
        return ""
    whole = plain(metadata.title)
    for key in votes:
        if len(key) >= 5 and key != whole and key in whole:
            votes[key] += 0.3
    best = max(votes, key=lambda key: votes[key])
    return wording[best]


def _candidates(tree: Tree, metadata: Metadata) -> Iterator[tuple[str, float]]:
    headings = list(_headings(tree, metadata))
    yield from headings
    headline = next(metadata.stated("headline", "title"), "")
    if headline:
        yield headline, 1.0
    og = metadata.first("og:title")
    if og and metadata.title.startswith(f'{og}"'):
        og = ""  # a quotation mark in the title has ended the attribute
    site = site_names(metadata)
    for text, weight in ((og, 0.95), (metadata.first("twitter:title"), 0.2)):
        if text:
            yield strip_site(text, site, only_known=True), weight
    if metadata.title:
        yield strip_site(metadata.title, site), 0.5
    if not headline and not og and not any(weight > 1 for _, weight in headings):
        # no good witness: what the page shows must tell
        yield from _shown_parts(tree, metadata.title)
        yield from _marked(tree)


def _shown_parts(tree: Tree, title: str) -> Iterator[tuple[str, float]]:
    """The title tag, or the longest beginning of it cut at any separator, if the page shows that as a line of its own."""
    ends = [match.start() for match in _ANY_SEPARATOR.finditer(title)]
    keys = {plain(title[:end]): title[:end].strip() for end in [*ends, len(title)]}
    shown = [key for block in tree.blocks[:_TOP] if (key := plain(block.text[:300])) in keys and len(key) >= 6]
    if shown:
        yield keys[max(shown, key=len)], 0.6


def _marked(tree: Tree) -> Iterator[tuple[str, float]]:
    """Above the first paragraph, the last line whose class calls it a title, and the last heading."""
    named = heading = ""
    for block in tree.blocks[:_TOP]:
        if tree.kind(block) == FOREIGN or block.links > 0.5 * len(block.text):
            continue
        if len(block.text.encode("utf-8", "replace")) > 200:
            break
        if len(plain(block.text)) >= 6:
            element = tree.nodes[block.node]
            if _TITLE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
                named = block.text
            if block.heading:
                heading = block.text
    if named:
        yield named, 0.65
    if heading:
        yield heading, 0.3


def _headings(tree: Tree, metadata: Metadata) -> Iterator[tuple[str, float]]:
    """Visible headings; a first-level one outside navigation is the best witness unless it is shared with the site."""
    site = {plain(name) for name in site_names(metadata)}
    whole = plain(metadata.title)
    seen = first_level = 0
    for text, level, foreign in _heading_texts(tree):
        key = plain(text)
        if len(key) < 4 or key in site:
            continue
        seen += 1
        inside = bool(key) and key in whole
        if level == 1:
            yield text, max(0.1, (1.2 if inside else 1.1) - (0.8 if foreign else 0) - 0.25 * first_level)
            first_level += 1
        elif seen <= _MOST_VISIBLE and inside and len(key) > 0.4 * len(whole):
            yield text, 0.8


def _heading_texts(tree: Tree) -> Iterator[tuple[str, int, bool]]:
    """Text, level and whether it stands in navigation, of each heading; the lines of one heading are joined."""
    parts: list[str] = []
    node = level = -1
    foreign = False
    for block in tree.blocks:
        top = _heading_node(tree, block.node) if block.heading else -2
        if top != node and parts:
            yield _LABEL.sub("", " ".join(parts)), level, foreign
            parts = []
        if block.heading:
            node, level, foreign = top, block.heading, tree.kind(block) == FOREIGN
            parts.append(block.text)
    if parts:
        yield _LABEL.sub("", " ".join(parts)), level, foreign


def _heading_node(tree: Tree, node: int) -> int:
    while node >= 0 and tree.nodes[node].tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        node = tree.parents[node]
    return node
