"""Words that stand for the topic where it was just named: 上线该模型, 适配新版本."""

import re
from functools import lru_cache

from pipeline.meaning.tokens import ADVERB, LIGHT, OTHER, TOPIC, VERB, Grammar, Token, text_of

_AHEAD = 14  # characters behind a verb in which such a word may stand
_OWN = ("发布", "发布了", "推出", "推出了", "上新", "上新了", "亮相", "开放")  # 发布新模型: one of its own


def resolved(tokens: list[Token], grammar: Grammar, near: bool) -> list[Token]:
    """The tokens with 该模型, 新版本 ... behind a verb read as the topic.

    `near` says that the topic was named within the last sentences; else only what follows its name in this one counts.
    """
    named = next((i for i, token in enumerate(tokens) if token.kind == TOPIC), None)
    if (named is None and not near) or any(token.kind == OTHER or token.word in grammar.others for token in tokens):
        return tokens
    tokens = _taken(tokens)
    first = 0 if near else (named or 0) + 1
    found = list(tokens)
    pattern = _pattern(grammar.parts.get("anaphor", frozenset()))
    for i in range(len(tokens) - 1, first - 1, -1):
        if (tokens[i].kind not in (VERB, LIGHT) and tokens[i].word not in ("对", "与", "将", "把")) or tokens[
            i
        ].word in _OWN:
            continue
        row = text_of(tokens[i + 1 : i + 1 + _AHEAD])
        match = pattern.match(row)
        if not match:
            continue
        start, end = tokens[i].end + match.start(1), tokens[i].end + match.end(1)
        inside = [n for n in range(i + 1, len(tokens)) if tokens[n].start >= start and tokens[n].end <= end]
        if inside and tokens[inside[0]].start == start and tokens[inside[-1]].end == end:
            word = "".join(tokens[n].word for n in inside)
            found[inside[0] : inside[-1] + 1] = [Token(TOPIC, start, end, word)]
    return found


def _taken(tokens: list[Token]) -> list[Token]:
    """将其接入 …: the one who is taken is the topic."""
    found = list(tokens)
    for i in range(len(tokens) - 2):
        if (
            tokens[i].word in ("将", "把")
            and tokens[i + 1].word in ("其", "它", "模型", "大模型")
            and tokens[i + 2].kind in (VERB, ADVERB)
        ):
            found[i + 1] = Token(TOPIC, tokens[i + 1].start, tokens[i + 1].end, tokens[i + 1].word)
    return found


@lru_cache(maxsize=8)
def _pattern(words: frozenset[str]) -> "re.Pattern[str]":
    row = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        r"(?:了|对)?(?:\d{2,3}b)?(\d{1,3}(?:\.\d)?b(?:[、/和]\d{1,3}(?:\.\d)?b)*(?:满血版|蒸馏版|蒸馏模型|参数?版本?|版本)?|"
        + (row or "(?!)")
        + r")(?![\u4e00-\u9fff]{0,2}(?:厂商|公司|之外))"
    )
