"""Claims: goes through a text sentence by sentence and says who did what, keeping in mind whom the text speaks of."""

import re
from collections.abc import Iterator

from pipeline.meaning.anaphora import resolved
from pipeline.meaning.association import associated, pairs
from pipeline.meaning.claim import NEAR, Claim, Reading
from pipeline.meaning.clauses import Clause, Event, clauses
from pipeline.meaning.elided import follow_ups, goes_on, objects_left_out, status_rows
from pipeline.meaning.english import is_english, read_english
from pipeline.meaning.events import events
from pipeline.meaning.fold import Folded
from pipeline.meaning.marking import tokenise
from pipeline.meaning.names import Name
from pipeline.meaning.ownership import note_products
from pipeline.meaning.rolls import rolled
from pipeline.meaning.sentences import Sentence, sentences
from pipeline.meaning.speakers import besides_of
from pipeline.meaning.spoken import account_of, quoted_by, remember, signed_by
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import (
    ABOUT,
    DENIAL,
    FOLLOW,
    HOWTO,
    REPORT,
    TOPIC,
    VERB,
    Grammar,
    Token,
    shape,
)
from pipeline.meaning.verdicts import MILD, officially, verdict_of
from pipeline.meaning.who import who
from pipeline.topics import mentions

_TENDER = re.compile(  # bids, and posts: neither has been taken in yet
    r"(?:采购|询价|招标|磋商|谈判|比选|遴选|单一来源|竞价)[^，。\n]{0,12}(?:公告|公示|文件|需求|意向)"
    r"|中标(?:结果|公告|候选)|招聘(?!平台|网|助手|季)[^，。\n]{0,10}(?:工程师|启事|公告|岗位|人才)|诚聘"
)


_TERMS = re.compile(r"(?:项目概况|采购需求|采购预算|预算金额|招标编号|投标人)[：:为须应]")


def read(
    folded: Folded,
    grammar: Grammar,
    title: bool,
    head: Reading | None = None,
    lead: Name | None = None,
    everyone: bool = False,
) -> Reading:
    """All claims of a headline or a text, accepted and rejected alike; `everyone`: pairs of all organisations, to learn from."""
    titled = not title and mentions(grammar.title, grammar.topic)
    near = -1 if titled else -9
    invites = _TENDER if title else _TERMS
    tender = bool(invites.search(folded.text, 0, 400)) or (head is not None and head.tender)
    howto = head is not None and head.howto
    if lead is None and not title:
        lead = signed_by(folded, grammar)
    reading = Reading(
        grammar,
        folded,
        current=lead,
        lead=lead,
        howto=howto,
        tender=tender,
        named=near,
        titled=titled,
        everyone=everyone,
    )
    if head is not None:
        reading.products |= head.products
    if title:
        reading.current = account_of(folded, grammar)
    previous: Sentence | None = None
    for number, sentence in enumerate(sentences(folded, title)):
        reading.number = number
        tokens = tokenise(folded.text, sentence.start, sentence.end, grammar)
        if speaker := quoted_by(reading, sentence, tokens):
            reading.current, reading.quoted = speaker, number
        _sentence(reading, sentence, tokens, previous)
        previous = sentence
    reading.claims.extend(associated(reading))
    return reading


def _sentence(reading: Reading, sentence: Sentence, tokens: list[Token], previous: Sentence | None) -> None:
    row = shape(tokens)
    if sentence.title and any(token.kind == HOWTO and token.word not in MILD for token in tokens):
        reading.howto = True
    if is_english(reading.folded.text[sentence.start : sentence.end]):
        reading.claims.extend(read_english(reading, sentence))
        return
    tokens = resolved(tokens, reading.grammar, reading.away <= NEAR)
    row = shape(tokens)
    parts = clauses(tokens)
    found: dict[int, list[Name]] = {}
    told = False
    begun = len(reading.claims)
    if TOPIC in row:
        for event in events(tokens, parts, reading.grammar):
            for claim in _claims(reading, sentence, tokens, parts, event, found):
                reading.claims.append(claim)
                told = told or claim.stance.positive
    left_out = list(objects_left_out(reading, sentence, tokens, parts, set(found)))
    left_out += [] if left_out else status_rows(reading, sentence, tokens)
    left_out += goes_on(reading, sentence, tokens, parts)
    reading.claims.extend(left_out)
    rolls = list(rolled(reading, sentence, tokens, parts))
    reading.claims.extend(rolls)
    told = told or bool(left_out) or bool(rolls)
    if (FOLLOW in row and reading.number - reading.told <= NEAR) or (FOLLOW in row and told):
        reading.claims.extend(follow_ups(reading, sentence, tokens, parts))
    if TOPIC in row or VERB in row:
        beside = pairs(reading, sentence, tokens, parts, reading.claims[begun:])
        reading.pairs.extend((sentence, pair) for pair in beside)
    if told:
        reading.told = reading.number
    elif not sentence.question and (
        (TOPIC in row and DENIAL in row) or any(claim.stance.name == "denied" for claim in reading.claims[begun:])
    ):
        reading.refused = reading.number
    if TOPIC in row or ABOUT in row:
        reading.named = reading.number
    note_products(reading, sentence, tokens, parts)
    remember(reading, sentence, tokens, parts, found)


def _claims(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    found: dict[int, list[Name]],
) -> Iterator[Claim]:
    """The claims of one event: one for each organisation that acts, or one that says why nobody is named."""
    subject, speaker, path = who(reading, sentence, tokens, parts, event, found)
    reporter = speaker.names[0] if speaker and speaker.names else None
    begin = max(subject.end, parts[event.clause].begin) if event.form != "towards" else parts[event.clause].begin
    reported = reporter is not None or any(
        token.kind == REPORT for token in tokens[: event.first] if token.word not in ("认为", "指出", "消息")
    )
    verdict = verdict_of(reading, sentence, tokens, parts, event, begin, reported)
    names = list(subject.names)
    also = any(
        token.word in ("也", "还", "亦", "同样", "也都", "也已", "也在") for token in tokens[begin : event.first]
    )
    also = also or any(token.word.startswith("也") for token in tokens[parts[event.clause].begin : event.first])
    besides = subject.besides + besides_of(reading, tokens, parts[: event.clause])
    after = tokens[parts[0].begin].word.startswith("继")
    if not after and (not also or path[0] in ("spoken of", "earlier clause", "nobody")):
        besides = []
    rules = (f"{event.form}:{event.verb.word if event.verb else '·'}", *path)
    if verdict.positive and names and subject.kind == "orgs":
        found[event.clause] = names
    official = reading.grammar.parts.get("official", ())
    follows = next((part.end for part in parts if tokens[part.begin].word == "继"), 0)  # 继 A 2月11日宣布后，B 昨日…
    heard = tokens[follows : event.first] if follows < event.first else tokens[: event.first]
    said = max((token.start for token in heard if token.word in official), default=0)
    for name in names:
        theirs = event.kind == "adapts" and event.form == "object"  # people connect Cursor, they do not support T in it
        tool = (
            not theirs and name.text in reading.grammar.parts.get("plain_latin", ()) and not officially(tokens, event)
        )
        held = Stance("howto") if tool and verdict.positive else verdict
        yield Claim(name, sentence, event, held, rules, tokens[event.first].start, subject.head, reporter, said)
    for name in besides:
        if verdict.positive or (verdict.name == "denied" and not after):
            yield Claim(
                name, sentence, event, Stance("asserted"), (*rules, "besides"), name.start, subject.head, reporter
            )
    if not names:
        reason = Stance(verdict.name if not verdict.positive else f"nobody:{subject.kind}")
        yield Claim(None, sentence, event, reason, rules, tokens[event.first].start)
