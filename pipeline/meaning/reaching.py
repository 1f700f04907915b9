"""Relations that reach over a comma: the topic stands in one clause, the verb in another."""

import re

from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.tokens import ADVERB, VERB, Grammar, Token, shape, text_of

_MADE = (
    "打造",
    "推出",
    "推出了",
    "上线",
    "上线了",
    "开发",
    "研发",
    "搭建",
    "构建",
    "建成",
    "实现",
    "实现了",
    "升级",
    "完成",
)


def means(tokens: list[Token], parts: list[Clause], number: int, topic: int) -> Event | None:
    """依托 T，X 打造了…: the topic is the means, the next clause says who built what."""
    before = shape(tokens[parts[number].begin : topic])
    if number + 1 >= len(parts) or not re.fullmatch(r"[AD，]*(?:基于|依托|借助|依靠|通过|结合)V?[“「]?", before):
        return None
    following = parts[number + 1]
    for i in range(following.begin + 1, following.end):
        pair = text_of(tokens[i : i + 2])
        if tokens[i].word in _MADE or pair in _MADE:
            return Event(number + 1, None, tokens[topic], "turned", i, i + 1, "integrates", True, i, i + 1)
    return None


def among(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """引入了多个开源大模型，包括 T: the topic is one of those that the clause before took in."""
    row = shape(tokens[parts[number].begin : topic])
    if not number or not re.fullmatch(
        r"(?:其中)?(?:还|也)?(?:包括了?|涵盖|涵括|含|包含|如|例如|比如)[^，V]{0,40}", row
    ):
        return None
    return _taken_before(tokens, parts, number, topic, grammar)


def one_of_several(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """可以适配多种大模型，T 是其中之一: the clause before took in several, and the topic among them."""
    row = shape(tokens[parts[number].begin : topic])
    behind = text_of(tokens[topic + 1 : parts[number].end])
    if (
        not number
        or row.strip("AD")
        or not re.match(r"(?:便|就|即|也|正)?(?:是其中之一|在其中|在内|包含在内|位列其中|均在列)", behind)
    ):
        return None
    return _taken_before(tokens, parts, number, topic, grammar)


def _taken_before(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    before = parts[number - 1]
    if number > 1 and tokens[before.begin].word in ("除", "除了"):
        before = parts[number - 2]  # 现收录…模型，除 A 外，还包括 T
    verb = next((i for i in range(before.end - 1, before.begin - 1, -1) if tokens[i].kind == VERB), None)
    if verb is None or "模型" not in text_of(tokens[verb + 1 : before.end]):
        return None
    weak = tokens[verb].word in grammar.parts.get("weak", ())
    return Event(
        number - 1, tokens[verb], tokens[topic], "object", verb, before.end, tokens[verb].how, weak, verb, before.end
    )


def onto(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """T 等系列模型，已陆续上线 X 平台: the topic is the subject, and the next clause says where it went."""
    if number + 1 >= len(parts) or not re.fullmatch(r"[AD此外]*", shape(tokens[parts[number].begin : topic])):
        return None
    following = parts[number + 1]
    rest = shape(tokens[topic + 1 : parts[number].end])
    also = tokens[following.begin].word in ("还", "并", "也", "又", "同时")
    if not (also or re.fullmatch(r"[^，OGSVRNPF]{0,16}", rest)):
        return None
    verb = next((i for i in range(following.begin, following.end) if tokens[i].kind != ADVERB), following.end)
    if verb >= following.end or tokens[verb].word not in grammar.parts.get("towards", ()):
        return None
    return Event(
        number + 1, tokens[verb], tokens[topic], "passive", verb, verb + 1, tokens[verb].how, False, verb, verb + 1
    )
