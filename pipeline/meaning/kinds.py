"""Common nouns that mean one organisation: 该院, 我行, 医院 and 银行 alone, 我们 in what somebody says."""

import re
from collections.abc import Iterator

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.names import Name, registered
from pipeline.meaning.speakers import earlier_subject
from pipeline.meaning.subjects import Subject
from pipeline.meaning.tokens import ADVERB, DATE, LIGHT, ORG, REPORT, Token, text_of

_KINDS = {
    "院": re.compile(r"院$"),
    "行": re.compile(r"(?:银行|农商行|信用社|联社)$"),
    "校": re.compile(r"(?:大学|学院|中学|小学|学校|党校|附中)$"),
    "局": re.compile(r"局$"),
    "中心": re.compile(r"中心$"),
    "馆": re.compile(r"馆$"),
    "社": re.compile(r"社$"),
}


def meant_by(reading: Reading, tokens: list[Token], subject: Subject) -> Name | None:
    """该院, 我行, 校方: the organisation of that kind that was named last, where the one spoken of is of another kind."""
    if subject.kind != "self" or subject.end < 1:
        return None
    word = tokens[subject.end - 1].word
    pattern = next((pattern for kind, pattern in _KINDS.items() if _SAID_OF.fullmatch(word) and kind in word), None)
    if pattern is None or (reading.current and pattern.search(reading.current.text)):
        return None
    for name in _recent(reading):
        known = name.company.name if name.company else ""
        if pattern.search(name.text) or pattern.search(known):
            return name
    return None


def _recent(reading: Reading) -> Iterator[Name]:
    """The organisations that the last sentences named, the last one first."""
    return (name for number, name in reversed(reading.seen) if reading.number - number <= 3)


_HOUSES = {
    "医院": "院",
    "学校": "校",
    "银行": "行",
    "该院": "院",
    "该校": "校",
    "该行": "行",
    "我院": "院",
    "我校": "校",
    "我行": "行",
}


def house_of(reading: Reading, tokens: list[Token]) -> Name | None:
    """医院信息中心介绍，该助手…: the hospital that was named last, where the text speaks of nobody else."""
    kind = next((_HOUSES[token.word] for token in tokens if token.word in _HOUSES), "")
    if not kind:
        return None
    return next((name for name in _recent(reading) if _KINDS[kind].search(name.text)), None)


# common nouns that mean the one of that kind which was just named: X医院院长介绍，医院已部署 T
_BARE_KINDS = {"医院": "院", "银行": "行", "我们": ""}  # and 学校, 园区 by SELF


def of_its_kind(
    reading: Reading, tokens: list[Token], parts: list[Clause], event: Event, found: dict[int, list[Name]]
) -> Name | None:
    """医院, 银行 alone before the verb, where the one spoken of is of that kind; 我们 in what somebody says."""
    begin = next(
        (
            i
            for i in range(parts[event.clause].begin, event.left)
            if tokens[i].kind not in (ADVERB, DATE) and tokens[i].word not in "“「"
        ),
        event.left,
    )
    if begin >= event.left or tokens[begin].word not in _BARE_KINDS:
        return None
    between = "".join(
        token.kind if token.kind in (ADVERB, DATE, LIGHT) else token.word for token in tokens[begin + 1 : event.left]
    )
    if re.sub(r"在[^，]{2,30}?[上中里内]|[于在将把对]", "", between).strip("ADL"):
        return None
    earlier = earlier_subject(reading, tokens, parts, event.clause, found)
    names = earlier.names if earlier and earlier.kind == "orgs" else [reading.current] if reading.current else []
    if tokens[begin].word == "我们":
        line = text_of(tokens[parts[0].begin : parts[0].end])
        speaks = any(token.kind == REPORT for token in tokens[:begin]) or bool(
            event.clause and parts[0].mark in "：:" and _SPEAKER_LINE.search(line)
        )
        speaks = speaks and earlier is not None and earlier.kind == "orgs"
        return names[0] if names and names[0].sure and (speaks or reading.quoted == reading.number) else None
    pattern = _KINDS[_BARE_KINDS[tokens[begin].word]]
    beside = [registered(t, reading.folded) for t in reversed(tokens[:begin]) if t.kind == ORG and t.how != "weak"]
    for name in (*names[:1], *beside):
        if pattern.search(name.text) or (name.company and pattern.search(name.company.name)):
            return name
    return None


_SPEAKER_LINE = re.compile(r"(?:负责人|人士|经理|总裁|董事长|院长|主任|总监|高管|ceo|cto|答)$")  # 青石基金负责人：我们…
_SAID_OF = re.compile(r"[该我本全]?(?:医院|大学|学院|学校|银行|院|行|校|局|中心|馆|社)方?")
