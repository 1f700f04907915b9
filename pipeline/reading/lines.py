"""Which blocks of the chosen part of a page are lines of the article: not the standfirst, bylines, captions, trailers."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.reading.boilerplate import is_boilerplate
from pipeline.reading.title import plain
from pipeline.reading.tree import Block, Tree

_STANDFIRST = re.compile(
    r"""(?ix)(?<![a-z])(?:lead | lede | leadin | intro\w* | standfirst | dek | deck | summary | abstract | excerpt | teaser | preamble
    | einleitung | vorspann | sapo | sub[-_ ]?(?:title|head(?:line|ing)?) | entradilla | ingress | description | desc | anons | zhaiyao | daodu
    | chapo | chapeau | sommario | occhiello | subtitulo | bajada | ingres | underrubrik | sub[-_ ]?line)(?![a-z])"""
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»」』)）]*$|[：:;；，,]$")
_SHORT = 60  # UTF-8 bytes


def select_lines(
    tree: Tree, chosen: Sequence[int], worths: Sequence[float], title: str, description: str = ""
) -> list[str]:
    """The text of those blocks among `chosen` (indexes, in order) that belong to the article."""
    style = _main_style(tree, chosen, worths)
    running = [index for index in chosen if worths[index] and _style(tree, tree.blocks[index]) == style]
    if not running:
        return []
    first, last = running[0], running[-1]
    key, summary = plain(title), plain(description)
    lines: list[str] = []
    for index in chosen:
        block = tree.blocks[index]
        if block.heading or is_boilerplate(block) or plain(block.text) == key:
            continue
        if _style(tree, block) != style and _is_beside(tree, index, worths[index], first, last, summary):
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
            totals[_style(tree, tree.blocks[index])] += round(worths[index])
    return totals.most_common(1)[0][0] if totals else ("", "")


def _is_beside(tree: Tree, index: int, worth: float, first: int, last: int, summary: str) -> bool:
    """Whether a block in another style than the running text is a standfirst, byline, caption or trailer."""
    block = tree.blocks[index]
    if not worth and not (first < index < last and _SENTENCE_END.search(block.text)):
        # list items and cells within the text are kept, loose words are not
        return not (first < index < last and tree.nodes[block.node].tag in ("li", "td", "th", "dd", "pre"))
    if index < first:
        key = plain(block.text)
        return bool(_STANDFIRST.search(_names(tree, block))) or (
            len(key) > 20 and (key in summary or (summary[:200] in key and len(summary) > 20))
        )
    return False


def _names(tree: Tree, block: Block) -> str:
    element, outer = tree.nodes[block.node], tree.parents[block.node]
    around = tree.nodes[outer].get("class") or "" if outer >= 0 else ""
    return f"{element.get('class') or ''} {element.get('id') or ''} {around}"
