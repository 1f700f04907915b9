"""Organisations that a sentence tells of in another way: one of those who, by doing, unlike X, before the dots."""

import re

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.lists import listed
from pipeline.meaning.names import Name
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.subjects import read_subject
from pipeline.meaning.tokens import LIGHT, ORG, REPORT, VERB, Token, shape, text_of

_UNLIKE = re.compile(
    r"的?(?:做法|策略|路线|思路|选择|方式|打法|路径|模式)(?:不同|相反|有别|不一样)?$|^(?:有所|完全)?不同$"
)


def unlike(reading: Reading, tokens: list[Token], clause: Clause, event: Event) -> list[Name] | None:
    """与 X 同时接入 T 的做法不同，…: X is told to have done it; [] for somebody unnamed, None where nothing is so told."""
    behind = text_of(tokens[event.last : clause.end])
    opening = text_of(tokens[clause.begin : clause.begin + 2])
    if not _UNLIKE.search(behind) or not opening.startswith(("与", "和", "不同于", "有别于")):
        return None
    at = next((i for i in range(clause.begin, event.left) if tokens[i].kind == ORG), event.left)
    return listed(tokens, at, event.left, reading.grammar, reading.folded, 1)


def trailing_off(reading: Reading, sentence: Sentence) -> list[Name]:
    """上海银行、南京银行……城商行密集部署 T: the names before the dots are of the group that acts."""
    if not sentence.title or not reading.folded.text.endswith("…", 0, sentence.start):
        return []
    names = [name for number, name in reading.seen if number == reading.number - 1]
    return names if len(names) > 1 else []


_ONE_OF = re.compile(r"^[AD]*(?:作为|身为)")
_OF_THEM = re.compile(
    r"^[^，。]{0,12}?的[^，。]{0,8}(?:企业|公司|机构|平台|厂商|品牌|车企|银行|券商|医院|高校|大学|城市|单位|院校|运营商|产品|应用|之一)$"
)


def one_of(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """作为首批接入 T 的企业，A …: the subject of the next clause is one of those who did it."""
    clause = parts[event.clause]
    if event.clause + 1 >= len(parts) or not _ONE_OF.match(shape(tokens[clause.begin : event.first])):
        return []
    if not _OF_THEM.match(text_of(tokens[event.last : clause.end])):
        return []
    following = parts[event.clause + 1]
    end = next(
        (i for i in range(following.begin, following.end) if tokens[i].kind in (REPORT, VERB, LIGHT)), following.end
    )
    return read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 1).names[:1]


def by_doing(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """通过接入 T，X 实现了…: what X achieved by doing it."""
    clause = parts[event.clause]
    words = text_of(tokens[clause.begin : event.left])
    if event.form != "object" or not re.fullmatch(r"(?:同时|此外|目前|近日)?(?:通过|借助|依托|凭借)", words):
        return []
    for following in parts[event.clause + 1 : event.clause + 2]:
        end = next((i for i in range(following.begin, following.end) if tokens[i].kind in "VRLCFNPA"), following.end)
        subject = read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 1)
        if subject.kind == "orgs" and len(subject.names) == 1:
            return subject.names
    return []
