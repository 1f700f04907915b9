"""Adoptions whose object or verb is left out: A、B 已相继接入; C 也纷纷跟进."""

import re
from collections.abc import Iterator

from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.events import Clause, Event
from pipeline.meaning.platforms import after_group
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.speakers import earlier_subject
from pipeline.meaning.stance import Stance
from pipeline.meaning.subjects import read_subject
from pipeline.meaning.tokens import ABOUT, ADVERB, DENIAL, FOLLOW, PLAN, RUMOUR, TOPIC, VERB, Token, shape


def objects_left_out(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """A、B 已相继接入。 The topic was just named, the verb ends its clause: it is the object."""
    row = shape(tokens)
    if TOPIC not in row and ABOUT not in row and reading.number - reading.named > 1:
        return
    for number, clause in enumerate(parts):
        end = clause.end - (tokens[clause.end - 1].word == "了")
        verb = end - 1
        if (
            verb <= clause.begin
            or tokens[verb].kind != VERB
            or tokens[verb].word in reading.grammar.parts.get("weak", ())
        ):
            continue
        middle = shape(tokens[clause.begin : verb])
        marked = ADVERB in middle or tokens[verb].word.endswith("了") or "吸引" in middle
        if re.search(r"[TZMNFPHCV]", middle) or not marked:
            continue
        subject = read_subject(tokens, clause.begin, verb, reading.grammar, reading.folded, False)
        event = Event(
            number, tokens[verb], tokens[verb], "object", verb, verb + 1, tokens[verb].how, False, verb, verb + 1
        )
        if subject.kind == "group":
            subject = after_group(reading, tokens, parts, event, subject)
        if subject.kind != "orgs" or sentence.question:
            continue
        for name in subject.names:
            if name.company is not None or len(subject.names) > 1:
                yield Claim(
                    name, sentence, event, Stance("asserted"), ("object left out",), tokens[verb].start, subject.head
                )


def follow_ups(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """随后，A、B 也纷纷跟进: the same as was just told, for further organisations."""
    for number, clause in enumerate(parts):
        at = next((i for i in range(clause.begin, clause.end) if tokens[i].kind == FOLLOW), None)
        if at is None:
            continue
        middle = shape(tokens[clause.begin : at])
        if not re.search(r"[A也]", middle) or re.search(rf"[{DENIAL}{PLAN}{RUMOUR}]", middle):
            continue
        subject = read_subject(tokens, clause.begin, at, reading.grammar, reading.folded, False)
        if subject.kind != "orgs":
            earlier = earlier_subject(reading, tokens, parts, number, {})
            subject = earlier if earlier and earlier.kind == "orgs" else subject
        for name in subject.names:
            if name.how == "place":
                continue
            yield Claim(name, sentence, None, Stance("asserted"), ("follows",), tokens[at].start, subject.head)
