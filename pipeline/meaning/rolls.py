"""Rolls: 已接入 T 的有：A、B；云端，C、D. A clause says what was done, those who did it stand behind its colon."""

import re
from collections.abc import Iterator

from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.lists import listed
from pipeline.meaning.names import registered
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import (
    CONDITION,
    DENIAL,
    FUTURE,
    GROUP,
    ORG,
    OTHER,
    PLAN,
    REPORT,
    RUMOUR,
    TOPIC,
    VERB,
    Token,
    shape,
    text_of,
)

NEAR = 3  # sentences since the topic was named, where the roll's own clause leaves it out
_OPENS = re.compile(r"V[^，：]{0,24}?的[^，：]{0,8}?(?:有|包括|为|是|如下)$")
_NOT_DONE = frozenset((DENIAL, PLAN, RUMOUR, CONDITION, FUTURE))
_STAGES = re.compile(r"测试中|规划|试验|观望|研究|否认")


def rolled(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """The claims of a roll that this sentence opens, or goes on with behind a semicolon."""
    yield from _within(reading, sentence, tokens, parts)
    yield from _bulleted(reading, sentence, tokens)
    at = next((n for n, part in enumerate(parts[:-1]) if part.mark in "：:" and part.mark and _opens(tokens, part)), -1)
    if at >= 0:
        reading.roll = None
        clause = parts[at]
        words = tokens[clause.begin : clause.end]
        named = any(token.kind == TOPIC for token in words) or reading.away <= NEAR
        done = _NOT_DONE.isdisjoint(token.kind for token in words) and not any(t.kind == OTHER for t in words)
        if named and done and not _STAGES.search(text_of(words)):
            verb = next(i for i in range(clause.end - 1, clause.begin - 1, -1) if tokens[i].kind == VERB)
            reading.roll = reading.number, _done(tokens, at, verb)
    elif reading.roll and not _goes_on(reading, sentence, tokens):
        reading.roll = None
    if reading.roll is None:
        return
    event = reading.roll[1]
    reading.roll = reading.number, event
    for clause in parts[at + 1 :]:
        yield from _members(reading, sentence, tokens, clause.begin, clause.end, event)


_OPENS_LIST = re.compile(r"(?:包括|如下|名单|有|分别是|分别为)[：:]? *\n")
_BULLET = re.compile(r"[^\u4e00-\u9fffA-Za-z]{0,6}$")


def _bulleted(reading: Reading, sentence: Sentence, tokens: list[Token]) -> Iterator[Claim]:
    """近百家医院完成 T 部署，包括：▶A：… ▶B：…: those who did it, a line each."""
    text = reading.folded.text
    line = text.rfind("\n", 0, sentence.start) + 1
    if reading.bulleted is not None and _BULLET.match(text[line : sentence.start]):
        first = next((token for token in tokens if token.kind != "x" or "\u4e00" <= token.word <= "\u9fff"), None)
        if (
            first is None
            or first.kind != ORG
            or text[first.end : first.end + 1] not in ("：", ":", "，", "（", "(", "—", "-", "\n", "")
        ):
            reading.bulleted = None
        else:
            yield Claim(
                registered(first, reading.folded),
                sentence,
                reading.bulleted,
                Stance("asserted"),
                ("roll",),
                first.start,
            )
    row = shape(tokens)
    verb = next(
        (i for i, token in enumerate(tokens) if token.kind == VERB and token.how in ("deploys", "integrates")), -1
    )
    if GROUP in row and verb >= 0 and (TOPIC in row or reading.away <= NEAR) and DENIAL not in row:
        reading.crowd = reading.number, _done(tokens, 0, verb)
    if _OPENS_LIST.search(text, max(sentence.start, sentence.end - 4), sentence.end + 3):
        told = reading.crowd is not None and reading.number - reading.crowd[0] <= 1
        reading.bulleted = reading.crowd[1] if told and reading.crowd else None


def _done(tokens: list[Token], number: int, verb: int) -> Event:
    """What the members of a roll did: the verb of the clause `number`."""
    word = tokens[verb]
    return Event(number, word, word, "object", verb, verb + 1, word.how, False, verb, verb + 1)


def _members(
    reading: Reading, sentence: Sentence, tokens: list[Token], begin: int, end: int, event: Event
) -> Iterator[Claim]:
    for name in listed(tokens, begin, end, reading.grammar, reading.folded, 1):
        if name.sure:
            yield Claim(name, sentence, event, Stance("asserted"), ("roll",), name.start)


_JOINS = re.compile(r"([^，VRTM]*?O[^，VRTM]*?)A*(?:Y|入圈|V)[了！]?$")


def _first(tokens: list[Token], parts: list[Clause]) -> str:
    return text_of(tokens[parts[0].begin : parts[0].end])


_LISTED = re.compile(
    r"[，其中]*(?P<names>[^，]*O[^，]*?)(?:A|赫然)+(?:在列|在其中|名列其中)$|其中(?P<some>[^，VRL]*O[^，VRL]*?)等?A+L?V$"
)


def _within(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """Rolls without a colon, where the topic was just named or the title names it."""
    row = shape(tokens)
    near = reading.titled or reading.away <= NEAR or TOPIC in row
    if not near or OTHER in row:
        return
    for number, clause in enumerate(parts):
        words = tokens[clause.begin : clause.end]
        joins = number and "朋友圈" in _first(tokens, parts) and _JOINS.match(shape(words))
        if joins and _NOT_DONE.isdisjoint(token.kind for token in words):
            circle = Token(TOPIC, tokens[0].start, tokens[0].start, "")
            event = Event(
                number,
                None,
                circle,
                "object",
                clause.begin,
                clause.begin,
                "integrates",
                False,
                clause.begin,
                clause.begin,
            )
            yield from _members(reading, sentence, tokens, clause.begin, clause.begin + joins.end(1), event)
            continue  # T 朋友圈再扩容：A、B 相继加入
        if (match := _LISTED.match(shape(words))) and number and _NOT_DONE.isdisjoint(token.kind for token in words):
            which = "names" if match["names"] else "some"
            first, last = clause.begin + match.start(which), clause.begin + match.end(which)
            done = next((claim.event for claim in reversed(reading.claims) if claim.event), None)
            if done is not None:
                yield from _members(reading, sentence, tokens, first, last, done)  # 车企接入 T，其中 A、B 均在列
            continue
        begin = _inline(tokens, clause)
        head = tokens[clause.begin : max(begin, clause.begin)]
        if begin < 0 or not _NOT_DONE.isdisjoint(token.kind for token in head) or TOPIC in shape(head):
            continue
        verb = next(i for i in range(clause.begin, begin) if tokens[i].kind == VERB)
        yield from _members(reading, sentence, tokens, begin, clause.end, _done(tokens, number, verb))


_INLINE = re.compile(r"^[ADR]*V[^，：]{0,8}?的[^，：O]{0,8}?(?:包括|有)")


def _inline(tokens: list[Token], clause: Clause) -> int:
    """已上线的平台包括 A、B: where the names begin in the clause itself; -1 for no such roll."""
    match = _INLINE.match(shape(tokens[clause.begin : clause.end]))
    return clause.begin + match.end() if match else -1


def _opens(tokens: list[Token], clause: Clause) -> bool:
    return bool(_OPENS.search(shape(tokens[clause.begin : clause.end])))


def _goes_on(reading: Reading, sentence: Sentence, tokens: list[Token]) -> bool:
    """云端，C、D: the next member of the roll, names only."""
    assert reading.roll is not None
    joined = reading.folded.text[max(0, sentence.start - 1) : sentence.start] in ("；", ";")
    said = {VERB, REPORT, TOPIC, *_NOT_DONE}
    return joined and reading.roll[0] == reading.number - 1 and said.isdisjoint(token.kind for token in tokens)
