"""Claims: goes through a text sentence by sentence and says who did what, keeping in mind whom the text speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.meaning.events import Clause, Event, clauses, events
from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name, last_unknown
from pipeline.meaning.sentences import Sentence, sentences
from pipeline.meaning.stance import Stance, stance
from pipeline.meaning.subjects import Subject, listed, read_subject
from pipeline.meaning.tokens import (
    ABOUT,
    ADVERB,
    CONDITION,
    DENIAL,
    FOLLOW,
    FUTURE,
    HOWTO,
    LIGHT,
    ORG,
    PLAN,
    REPORT,
    RUMOUR,
    SPEAKER,
    TOPIC,
    VERB,
    Grammar,
    Token,
    shape,
    tokenise,
)  # fmt: skip

NEAR = 2  # sentences over which a follow-up (也纷纷跟进) reaches back
_BESIDES = re.compile(r"^[AD]*(?:而|但)?(?:除了?|继)(.{1,160}?)(?:之外|以外|外|之后|以后|后)?$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One organisation in one event: what was concluded, and by which rules."""

    name: Name | None
    sentence: Sentence
    event: Event | None
    stance: Stance
    rules: tuple[str, ...]
    at: int  # folded offset of the verb or topic
    head: str = ""  # what a list calls its members
    reporter: Name | None = None
    said: int = 0  # folded offset of the verb that reports it; 0 for none


@dataclass(slots=True)
class Reading:
    """What a reader keeps in mind: the company spoken of, the last assertion, whether the text teaches or sells."""

    grammar: Grammar
    folded: Folded
    current: Name | None = None
    lead: Name | None = None  # the company of the headline or of the item
    told: int = -9  # number of the last sentence with an adoption
    named: int = -9  # number of the last sentence that names the topic
    howto: bool = False
    number: int = 0
    claims: list[Claim] = field(default_factory=list)


def read(folded: Folded, grammar: Grammar, title: bool, lead: Name | None = None, howto: bool = False) -> Reading:
    """All claims of a headline or a text, accepted and rejected alike."""
    reading = Reading(grammar, folded, current=lead, lead=lead, howto=howto)
    previous: Sentence | None = None
    for number, sentence in enumerate(sentences(folded, title)):
        reading.number = number
        tokens = tokenise(folded.text, sentence.start, sentence.end, grammar)
        _sentence(reading, sentence, tokens, previous)
        previous = sentence
    return reading


def _sentence(reading: Reading, sentence: Sentence, tokens: list[Token], previous: Sentence | None) -> None:
    row = shape(tokens)
    if sentence.title and HOWTO in row:
        reading.howto = True
    parts = clauses(tokens)
    found: dict[int, list[Name]] = {}
    told = False
    if TOPIC in row:
        for event in events(tokens, parts, reading.grammar):
            for claim in _claims(reading, sentence, tokens, parts, event, found):
                reading.claims.append(claim)
                told = told or claim.stance.positive
    if (FOLLOW in row and reading.number - reading.told <= NEAR) or (FOLLOW in row and told):
        reading.claims.extend(_follow_ups(reading, sentence, tokens, parts))
    if told:
        reading.told = reading.number
    if TOPIC in row or ABOUT in row:
        reading.named = reading.number
    _remember(reading, sentence, tokens, parts, found)


def _remember(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], found: dict[int, list[Name]]
) -> None:
    """Update the company spoken of: a heading, the one who speaks, or the single subject of the first clause."""
    text = reading.folded.text[sentence.start : sentence.end]
    row = shape(tokens)
    heading = len(text) <= 24 and not re.search(r"[VR，。]", row) and _alone(reading.folded, sentence)
    first = parts[0] if parts else Clause(0, 0, "")
    end = next((i for i in range(first.begin, first.end) if tokens[i].kind in (REPORT, VERB)), first.end)
    strong = heading or first.mark == "：" or (end < first.end and tokens[end].kind == REPORT)
    subject = read_subject(tokens, first.begin, end, reading.grammar, reading.folded, strong and len(text) < 400)
    names = subject.names or next(iter(found.values()), [])
    if len(names) == 1:
        name = names[0]
        if name.company is None or not name.company.members:
            reading.current = name
    elif len(names) > 1 or (heading and row and not any(kind in row for kind in "SAD")):
        reading.current = None


def _alone(folded: Folded, sentence: Sentence) -> bool:
    """Whether the sentence has its line for itself."""
    text = folded.text
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) - (sentence.end - sentence.start) <= 4


def _claims(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    found: dict[int, list[Name]],
) -> Iterator[Claim]:
    """The claims of one event: one for each organisation that acts, or one that says why nobody is named."""
    subject, speaker, path = _who(reading, sentence, tokens, parts, event, found)
    reporter = speaker.names[0] if speaker and speaker.names else None
    begin = max(subject.end, parts[event.clause].begin)
    reported = reporter is not None or any(
        token.kind == REPORT for token in tokens[: event.first] if token.word not in ("认为", "指出", "消息")
    )
    verdict = _stance(reading, sentence, tokens, parts, event, begin, reported)
    names = list(subject.names)
    besides = subject.besides + _besides(reading, tokens, parts[: event.clause])
    rules = (f"{event.form}:{event.verb.word if event.verb else '·'}", *path)
    if verdict.positive and names and subject.kind == "orgs":
        found[event.clause] = names
    official = reading.grammar.parts.get("official", ())
    said = max((token.start for token in tokens[: event.first] if token.word in official), default=0)
    for name in names:
        yield Claim(name, sentence, event, verdict, rules, tokens[event.first].start, subject.head, reporter, said)
    for name in besides:
        if verdict.name in ("asserted", "denied", "announced"):
            yield Claim(
                name, sentence, event, Stance("asserted"), (*rules, "besides"), name.start, subject.head, reporter
            )
    if not names:
        reason = Stance(verdict.name if not verdict.positive else f"nobody:{subject.kind}")
        yield Claim(None, sentence, event, reason, rules, tokens[event.first].start)


def _besides(reading: Reading, tokens: list[Token], parts: list[Clause]) -> list[Name]:
    """除 A、B 外，…; 继 A 之后，…: those who did the same before."""
    names: list[Name] = []
    for clause in parts:
        if match := _BESIDES.match(shape(tokens[clause.begin : clause.end])):
            first, last = clause.begin + match.start(1), clause.begin + match.end(1)
            names += listed(tokens, first, last, reading.grammar, reading.folded, True)
    return names


def _stance(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    begin: int,
    reported: bool,
) -> Stance:
    verdict = stance(tokens, event, begin, reported, sentence.question and event.clause == len(parts) - 1)
    if not verdict.positive:
        return verdict
    before = tokens[: event.first]
    if any(token.word in ("如果", "假如", "倘若", "一旦", "要是") for token in before[-40:]):
        return Stance("condition")
    if any(token.kind == RUMOUR for token in before) and not any(
        token.word in reading.grammar.parts.get("confirm", ()) for token in before
    ):
        return Stance("rumour")
    if reading.howto:
        return Stance("howto")
    return verdict


def _who(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    found: dict[int, list[Name]],
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """The subject of an event, the speaker who reports it, and the path of rules that led there."""
    grammar, folded = reading.grammar, reading.folded
    clause = parts[event.clause]
    report = next((i for i in range(event.left - 1, clause.begin - 1, -1) if tokens[i].kind == REPORT), None)
    begin = clause.begin if report is None else report + 1
    speaker = _speaker(reading, tokens, parts, event.clause, report, found)
    strong = sentence.title or report is not None or clause.begin == 0
    if event.form == "passive":
        last = event.first if event.verb is None else _index(tokens, event.verb)
        return read_subject(tokens, event.left, last, grammar, folded, True), speaker, ("passive subject",)
    if event.form == "towards":
        return _platform(reading, tokens, parts, event, speaker)
    subject = read_subject(tokens, begin, event.left, grammar, folded, strong)
    if (
        subject.kind == "orgs"
        and event.clause
        and re.match(r"以及|及|和|与|还有|乃至", shape(tokens[begin : begin + 2]))
    ):
        before = _earlier(reading, tokens, parts, event.clause, found)
        subject.names = [*(before.names if before and before.kind == "orgs" else ()), *subject.names]
    if subject.kind == "orgs":
        return _owned(subject, speaker), speaker, ("subject",)
    if subject.kind == "group":
        return _after_group(reading, tokens, parts, event, subject), speaker, ("unnamed subject",)
    if behind := _behind(reading, tokens, parts, event):
        return Subject("orgs", behind, event.left), speaker, ("named behind",)
    if subject.kind == "other" and report is None and not _continues(tokens, subject.end, event):
        return subject, speaker, ("no organisation",)
    if report is not None and speaker is not None and speaker.kind in ("orgs", "group"):
        named = Subject(speaker.kind, speaker.names, speaker.end, speaker.besides + subject.besides, head=speaker.head)
        return named, speaker, ("speaker", subject.kind)
    earlier = _earlier(reading, tokens, parts, event.clause, found)
    if earlier is not None:
        earlier.besides = subject.besides + earlier.besides
        earlier.end = subject.end
        return earlier, speaker, ("earlier clause", subject.kind)
    return _spoken_of(reading, sentence, tokens, event, subject)


def _spoken_of(
    reading: Reading, sentence: Sentence, tokens: list[Token], event: Event, subject: Subject
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """公司, 其, its product, or a subject left out: the company that the text speaks of."""
    marked = (
        any(token.kind in (ADVERB, LIGHT, REPORT) for token in tokens[subject.end : event.first])
        or tokens[min(event.last, len(tokens) - 1)].word in "了后"
    )
    if reading.current and (subject.kind == "self" or (subject.kind == "none" and marked)):
        return Subject("orgs", [reading.current], subject.end), None, ("spoken of", subject.kind)
    if (
        reading.current
        and subject.kind == "none"
        and not sentence.title
        and event.form in ("object", "turned")
        and event.left > 0
    ):
        return Subject("orgs", [reading.current], subject.end), None, ("spoken of", "left out")
    return subject, None, ("nobody",)


def _continues(tokens: list[Token], begin: int, event: Event) -> bool:
    """Whether the words before the verb are only circumstances (仅用2小时, 在短时间内), so that the subject was left out."""
    text = "".join(token.word for token in tokens[begin : event.left])
    return bool(
        re.match(
            r"^(?:仅|只|用|在|于|通过|以|从|近|经过|历时|花费|成为|利用|充分|进一步|全新|为|围绕|结合|依托|基于|借助|随着|凭借)",
            text,
        )
    )


def _index(tokens: list[Token], token: Token) -> int:
    return next(i for i, other in enumerate(tokens) if other is token)


def _owned(subject: Subject, speaker: Subject | None) -> Subject:
    """中国电信宣布…天翼云…: an announcement by the group about its own part is the group's."""
    if speaker and len(speaker.names) == 1 and (group := speaker.names[0].company):
        own = [name.company is not None and name.company.parent == group.name for name in subject.names]
        if all(own) or any(name.company is group for name in subject.names):
            names = [speaker.names[0] if mine else name for name, mine in zip(subject.names, own, strict=True)]
            subject.names = list(dict.fromkeys(names))
    return subject


def _speaker(
    reading: Reading,
    tokens: list[Token],
    parts: list[Clause],
    number: int,
    report: int | None,
    found: dict[int, list[Name]],
) -> Subject | None:
    """Who says so: the subject of 宣布, 表示 ... in this clause, or in the nearest earlier one that has such a verb."""
    clause = parts[number]
    if report is not None:
        first = next(i for i in range(clause.begin, report + 1) if tokens[i].kind == REPORT)
        said = _spoken(reading, tokens, clause.begin, first)
        if said.kind in ("orgs", "group") or any(token.kind == SPEAKER for token in tokens[clause.begin : first]):
            return said
        earlier = _earlier(reading, tokens, parts, number, found)
        if earlier is not None:
            earlier.besides = said.besides + earlier.besides
            earlier.end = said.end
            return earlier
        if said.kind == "self" and reading.current:
            return Subject("orgs", [reading.current], said.end)
        return said
    for earlier_clause in reversed(parts[:number]):
        verb = next((i for i in range(earlier_clause.begin, earlier_clause.end) if tokens[i].kind == REPORT), None)
        if verb is not None:
            said = _spoken(reading, tokens, earlier_clause.begin, verb)
            if said.kind in ("orgs", "group"):
                return said
            if said.kind == "self" and reading.current:
                return Subject("orgs", [reading.current], said.end)
    return None


def _spoken(reading: Reading, tokens: list[Token], begin: int, report: int) -> Subject:
    """The subject of a reporting verb. Of a bare unknown name only an announcement makes an organisation: people speak too."""
    official = tokens[report].word in reading.grammar.parts.get("official", ()) or any(
        word in "".join(token.word for token in tokens[begin:report]) for word in ("互动平台", "官微", "公众号", "官方")
    )
    said = read_subject(tokens, begin, report, reading.grammar, reading.folded, official)
    if said.kind in ("other", "self", "none", "group") and official and not said.names:
        name = last_unknown(tokens[begin:report], reading.grammar, reading.folded)
        if name:
            return Subject("orgs", [name], report)
    return said


def _earlier(
    reading: Reading, tokens: list[Token], parts: list[Clause], number: int, found: dict[int, list[Name]]
) -> Subject | None:
    """The subject of the nearest earlier clause of the sentence, an unnamed group included; None when there is none."""
    for back in range(number - 1, -1, -1):
        if back in found:
            return Subject("orgs", list(found[back]))
        clause = parts[back]
        if _BESIDES.match(shape(tokens[clause.begin : clause.end])):
            continue
        end = next((i for i in range(clause.begin, clause.end) if tokens[i].kind in (REPORT, VERB, LIGHT)), clause.end)
        if end < clause.end and tokens[end].kind == REPORT:
            subject = _spoken(reading, tokens, clause.begin, end)
        else:
            strong = clause.mark in "：:" and reading.number <= 1
            subject = read_subject(tokens, clause.begin, end, reading.grammar, reading.folded, strong)
            if not strong:
                subject.names = [name for name in subject.names if name.how != "place"]
                subject.kind = "other" if subject.kind == "orgs" and not subject.names else subject.kind
        if subject.kind == "orgs":
            return subject
        if subject.kind == "group" and clause.mark not in "：:":
            return subject
    return None


def _behind(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """接入 T 的 X, and 搭载 T，X…: the organisation stands behind verb and object."""
    clause = parts[event.clause]
    row = shape(tokens[event.last : clause.end])
    if match := re.match(
        r"^[^，]{0,10}的(?:A?(?:是|还有|有|包括|厂商有|企业有|公司有|厂商包括|企业包括)|[GQ]{1,2}(?:有|包括|是)|第.{1,3}家[^，]{0,8}是)",
        row,
    ):
        after = parts[event.clause + 1] if clause.mark == "-" and event.clause + 1 < len(parts) else None
        first, last = (after.begin, after.end) if after else (event.last + match.end(), clause.end)
        return listed(tokens, first, last, reading.grammar, reading.folded, False)
    if match := re.match(r"^[Q”」]{0,3}的", row):
        at = event.last + match.end()
        if any(tokens[i].kind == ORG for i in range(at, min(at + 4, clause.end))) and not re.search(
            r"[GS]", row[: match.end() + 8]
        ):
            return listed(tokens, at, clause.end, reading.grammar, reading.folded, False)[:3]
        return []
    if event.left > clause.begin or not re.fullmatch(r"[Qx]{0,6}.{0,4}", row) or event.clause + 1 >= len(parts):
        return []
    following = parts[event.clause + 1]
    end = next(
        (i for i in range(following.begin, following.end) if tokens[i].kind in (VERB, REPORT, LIGHT)), following.end
    )
    subject = read_subject(tokens, following.begin, end, reading.grammar, reading.folded, False)
    return (
        subject.names
        if subject.kind == "orgs" and len(subject.names) == 1 and tokens[following.begin].kind == ORG
        else []
    )


def _after_group(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event, subject: Subject) -> Subject:
    """多家企业接入 T，包括 A、B: the names stand behind."""
    for clause in parts[event.clause : event.clause + 3]:
        row = shape(tokens[max(clause.begin, event.last) : clause.end])
        behind = clause.begin >= event.last
        listing = behind and re.match(r"O[^，]{0,12}、", row) and parts[parts.index(clause) - 1].mark in "：:-"
        if (
            match := re.match(r"", row)
            if listing
            else re.search(r"(?:包括|分别是|分别为|比如|如|例如|其中有|即)了?", row)
        ):
            at = max(clause.begin, event.last) + match.end()
            names = listed(tokens, at, clause.end, reading.grammar, reading.folded, True)
            if names:
                return Subject("orgs", names, subject.end)
    return subject


def _platform(
    reading: Reading, tokens: list[Token], parts: list[Clause], event: Event, speaker: Subject | None
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """T 上线 X, T 在 X 上线: the organisation whose platform takes the topic in; else the one that reports it."""
    clause = parts[event.clause]
    verb = _index(tokens, event.verb) if event.verb else event.last
    topic = _index(tokens, event.topic)
    between = shape(tokens[topic + 1 : verb])
    directed = event.verb is not None and event.verb.word in reading.grammar.parts.get("towards", ())
    placed = re.search(r"[在于由被]", between)
    names = listed(tokens, topic + 1, verb, reading.grammar, reading.folded, False) if placed else []
    names = [name for name in names if name.how != "place"]
    if not names and directed:
        names = _target(reading, tokens, verb + 1, clause.end)
    if names:
        return _owned(Subject("orgs", names, topic), speaker), speaker, ("platform",)
    rest = shape(tokens[verb + 1 : clause.end])
    announced = any(token.word in reading.grammar.parts.get("official", ()) for token in tokens[: event.first])
    if directed and announced and speaker and speaker.kind == "orgs" and not re.match(r"^了?[^了，]", rest):
        return Subject("orgs", speaker.names, topic), speaker, ("speaker", "topic as subject")
    return Subject("none", end=topic), speaker, ("topic as subject",)


def _target(reading: Reading, tokens: list[Token], begin: int, end: int) -> list[Name]:
    """The platform behind 上线, 接入到 ...: registered names, or an unknown one with an organisation's suffix."""
    at = begin
    while at < end and (tokens[at].word in "了到至在进入于“「 " or tokens[at].kind == ADVERB):
        at += 1
    stop = next(
        (i for i in range(at, end) if tokens[i].kind in (VERB, REPORT, TOPIC, CONDITION, PLAN, DENIAL, FUTURE)), end
    )
    if re.match(r"^[^，]{0,10}(?:人员|用户|网友|员工|负责人|专家|后|时|的)", "".join(t.word for t in tokens[at:stop])):
        names = []
    else:
        names = listed(tokens, at, stop, reading.grammar, reading.folded, False)
    begun = tokens[at].start if at < len(tokens) else 0
    return [name for name in names if name.how != "place" and name.start - begun <= 16]


def _objects_left_out(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]
) -> Iterator[Claim]:
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
            subject = _after_group(reading, tokens, parts, event, subject)
        if subject.kind != "orgs" or sentence.question:
            continue
        for name in subject.names:
            if name.company is not None or len(subject.names) > 1:
                yield Claim(
                    name, sentence, event, Stance("asserted"), ("object left out",), tokens[verb].start, subject.head
                )


def _follow_ups(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
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
            earlier = _earlier(reading, tokens, parts, number, {})
            subject = earlier if earlier and earlier.kind == "orgs" else subject
        for name in subject.names:
            if name.how == "place":
                continue
            yield Claim(name, sentence, None, Stance("asserted"), ("follows",), tokens[at].start, subject.head)
