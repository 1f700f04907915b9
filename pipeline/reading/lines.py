"""Which blocks of the chosen part of a page are lines of the article: not the standfirst, bylines, captions, trailers."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.reading.boilerplate import is_boilerplate
from pipeline.reading.sitename import plain
from pipeline.reading.tree import Block, Tree

_STANDFIRST = re.compile(
    r"""(?ix)(?<![a-z])(?:lead | lede | leadin | intro\w* | standfirst | dek | deck | summary | abstract | excerpt | teaser | preamble
    | einleitung | vorspann | sapo | sub[-_ ]?(?:title|head(?:line|ing)?) | entradilla | ingress | description | desc | anons | zhaiyao | daodu
    | chapo | chapeau | sommario | occhiello | subtitulo | bajada | ingres | underrubrik | sub[-_ ]?line)(?![a-z])"""
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»」』)）]*$|[：:;；，,]$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def select_lines(
    tree: Tree, chosen: Sequence[int], worths: Sequence[float], title: str, description: str = ""
) -> list[str]:
    """The text of those blocks among `chosen` (indexes, in order) that belong to the article."""
    style = _main_style(tree, chosen, worths)
    running = [index for index in chosen if worths[index] and _style(tree, tree.blocks[index]) == style]
    if not running:
        return []
    first, last = running[0], running[-1]
    share = sum(worths[index] for index in running) / sum(worths[index] for index in chosen)
    homes = {tree.parents[tree.blocks[index].node] for index in running} if share > 0.6 and len(running) > 2 else None
    key, summary = plain(title), plain(description)
    lines: list[str] = []
    for index in chosen:
        block = tree.blocks[index]
        if is_boilerplate(block) or plain(block.text) == key:
            continue
        if _style(tree, block) != style and _is_beside(tree, index, worths[index], (first, last), homes, summary):
            continue
        lines.append(block.text)
    return lines


def _style(tree: Tree, block: Block) -> tuple[str, str]:
    """What makes paragraphs of one article look alike: tag and class."""
    element = tree.nodes[block.node]
    return element.tag, element.get("class") or ""


def _main_style(tree: Tree, chosen: Sequence[int], worths: Sequence[float]) -> tuple[str, str]:
    """The style in which most of the running text is set."""
    totals: Counter[tuple[str, str]] = Counter()
    for index in chosen:
        if worths[index]:
            style = _style(tree, tree.blocks[index])
            totals[style] += round(worths[index] / 3 if style[0] == "li" else worths[index])
    return totals.most_common(1)[0][0] if totals else ("", "")


def _is_beside(
    tree: Tree, index: int, worth: float, span: tuple[int, int], homes: set[int] | None, summary: str
) -> bool:
    """Whether a block in another style than the running text is a standfirst, byline, caption or trailer.

    `span` holds the first and last block of the running text, `homes` the elements that it stands in
    (None where no style prevails).
    """
    block = tree.blocks[index]
    inside = span[0] < index < span[1]
    if block.heading:
        # Chinese round-ups name the company in the subheading; elsewhere subheadings only divide the text
        return not (inside and _HAN.search(block.text))
    if not worth:
        # list items and cells within the text are kept, loose words are not
        is_item = tree.nodes[block.node].tag in ("li", "td", "th", "dd", "pre")
        return not (inside and (is_item or _SENTENCE_END.search(block.text)))
    if inside:
        return False
    if homes is not None and index > span[1] and not _is_below(tree, block.node, homes):
        return True
    key = plain(block.text)
    repeats = len(key) > 20 and (key in summary or (len(summary) > 20 and summary[:200] in key))
    return index < span[0] and (repeats or bool(_STANDFIRST.search(_names(tree, block))))


def _is_below(tree: Tree, node: int, homes: set[int]) -> bool:
    """Whether one of the elements stands close around a node."""
    for _ in range(4):
        if node in homes:
            return True
        if node < 0:
            return False
        node = tree.parents[node]
    return False


def _names(tree: Tree, block: Block) -> str:
    element, outer = tree.nodes[block.node], tree.parents[block.node]
    around = tree.nodes[outer].get("class") or "" if outer >= 0 else ""
    return f"{element.get('class') or ''} {element.get('id') or ''} {around}"
