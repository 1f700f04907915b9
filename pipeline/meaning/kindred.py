"""Short names in a list that the registry knows by the ending of the list's kind: 光大、民生、华夏|银行, A、B 等基金公司."""

import re

from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name, written
from pipeline.meaning.tokens import Grammar, Token, text_of

_SHARED = ("银行", "证券", "基金", "保险", "汽车", "大学", "人寿", "期货")


def suffixed(
    tokens: list[Token], items: list[tuple[int, int]], found: list[list[Name]], grammar: Grammar, folded: Folded
) -> list[list[Name]]:
    """光大、民生、华夏|银行: the last one's kind is everyone's, where the registry knows them by it."""
    last = found[-1][0] if found[-1] else None
    shared = next((suffix for suffix in _SHARED if last and last.company and last.text.endswith(suffix)), "")
    if not shared:
        return found
    whole = list(found)
    for n, (i, j) in enumerate(items[:-1]):
        text = text_of(tokens[i:j])
        if 2 <= len(text) <= 3 and (company := grammar.registry.resolve(text + shared)):
            start, end = tokens[i].start, tokens[j - 1].end
            whole[n] = [Name(start, end, company, "name", text, written(folded, start, end))]
    return whole


# what a list calls its members, and how the registry's names of that kind end
_KIND = re.compile(r"等[^，、]{0,8}?(?P<kind>基金|公募|券商|证券|银行|车企|汽车|保险|险企|信托|期货)")


_KIND_BEFORE = re.compile(
    r"(?P<kind>基金|公募|券商|证券|银行|车企|保险|险企|信托|期货)(?:公司|机构)?(?:包括了?|有|分别是|分别为|：)+$"
)


_ENDINGS = {
    "公募": ("基金",),
    "券商": ("证券",),
    "车企": ("汽车",),
    "险企": ("保险", "人寿", "财险"),
    "保险": ("保险", "人寿", "财险"),
}


def of_kind(
    tokens: list[Token], items: list[tuple[int, int]], found: list[list[Name]], grammar: Grammar, folded: Folded
) -> list[list[Name]]:
    """A、B、C 等多家基金公司: short names that the registry knows with the ending of their kind."""
    match = _KIND.search(text_of(tokens[items[-1][0] : items[-1][1]]))
    match = match or _KIND_BEFORE.search(text_of(tokens[max(0, items[0][0] - 8) : items[0][0]]))
    if not match:
        return found
    endings = _ENDINGS.get(match["kind"], (match["kind"],))
    whole = list(found)
    for n, (i, j) in enumerate(items):
        j = next((k for k in range(i, j) if tokens[k].word == "等"), j)
        text = text_of(tokens[i:j])
        known = next((company for end in endings if (company := grammar.registry.resolve(text + end))), None)
        sure = any(name.company and name.how == "name" for name in found[n])
        if known and not sure and 2 <= len(text) <= 4:
            start, end = tokens[i].start, tokens[j - 1].end
            whole[n] = [Name(start, end, known, "name", text, written(folded, start, end))]
    return whole
