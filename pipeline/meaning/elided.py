"""Adoptions whose object or verb is left out: A、B 已相继接入; C 也纷纷跟进."""

import re
from collections.abc import Iterator

from pipeline.meaning.claim import FAR, Claim, Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.lists import listed
from pipeline.meaning.names import registered
from pipeline.meaning.platforms import after_group, target
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.speakers import earlier_subject
from pipeline.meaning.stance import Stance
from pipeline.meaning.subjects import read_subject
from pipeline.meaning.tokens import (
    ABOUT,
    ADVERB,
    CONDITION,
    DATE,
    DENIAL,
    FOLLOW,
    FUTURE,
    LIGHT,
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

_MODEL_ONLY = re.compile(r"(?:大)?模型(?:api|服务|接口)?")
_SOLD = re.compile(r"在[^，]{0,8}(?:电商|商城|京东|天猫|淘宝|旗舰店|门店)")


def objects_left_out(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], told: set[int]
) -> Iterator[Claim]:
    """A、B 已相继接入。 The topic was just named, the verb ends its clause: it is the object. `told` clauses are left out."""
    row = shape(tokens)
    if TOPIC not in row and ABOUT not in row and not reading.still_meant:
        return
    if TOPIC not in row and OTHER in row:
        return  # another model may be meant
    if TOPIC not in row and reading.refused >= max(reading.told, reading.named) and reading.refused >= 0:
        return  # the topic was just refused
    joined = reading.folded.text[max(0, sentence.start - 1) : sentence.start] in "；;" and sentence.start > 0
    for number, clause in enumerate(parts):
        if number in told:
            continue
        near = reading.away <= (2 if joined else 1) and (joined or sentence.title)
        in_row = (bool(number) and TOPIC in row) or (near and not number)
        verb = _bare_verb(tokens, clause)
        if (
            verb <= clause.begin
            or tokens[verb].kind != VERB
            or any(
                tokens[verb].word in reading.grammar.parts.get(part, ())
                for part in _parts_refused(tokens, clause, verb)
            )
        ):
            continue
        said = next((i for i in range(verb, clause.begin, -1) if tokens[i].kind == REPORT), None)
        middle = shape(tokens[clause.begin if said is None else said : verb])
        clause_row = shape(tokens[clause.begin : verb])
        marked = (
            ADVERB in clause_row
            or clause_row.startswith("由")
            or LIGHT in middle
            or tokens[verb].word.endswith("了")
            or "吸引" in middle
            or (DATE in clause_row and bool(number) and parts[0].mark == "：")
            or (DATE in clause_row and in_row and "在" not in clause_row)
            or (said is not None and verb + 1 >= clause.end)
            or tokens[min(verb + 1, len(tokens) - 1)].word == "后"
            or (sentence.title and number > 0 and tokens[0].kind == TOPIC)  # T 上线…，A 接入，B 适配
        )
        middle = re.sub(r"VA*$", "", middle)  # 支持一键部署
        middle = re.sub(r"(?:依托|基于|利用|通过|借助)[^，L]{1,16}(?=L|$)", "", middle)  # 依托运行管理平台完成部署
        if _SOLD.search(text_of(tokens[clause.begin : verb])):
            continue  # 在电商平台上架后售罄
        by = re.search(r"(?<!^)由O", clause_row)  # 全部由 B 支持: B does it
        if not reading.titled and re.search(r"(?:推进|推动|加速|启动)$", text_of(tokens[clause.begin : verb])):
            continue  # 自2023年起推进私有化部署
        if re.search(r"在[^，]{2,24}才有?$", clause_row):
            continue  # 只有在 X 硬件上才有支持
        if by or re.search(r"[TZMNFPHCV]", middle) or not marked:
            continue
        end = verb if said is None else said
        subject = read_subject(tokens, clause.begin, end, reading.grammar, reading.folded, 0)
        event = Event(
            number, tokens[verb], tokens[verb], "object", verb, verb + 1, tokens[verb].how, False, verb, verb + 1
        )
        reported = any(tokens[i].kind == REPORT for i in range(clause.begin)) and not clause_row.strip("AD ")
        if subject.kind in ("none", "self", "other") and number and (parts[0].mark == "：" or reported):
            back = 1 if parts[0].mark == "：" else number  # 青石：当日实现支持; 青石表示，您好，已接入
            lead = earlier_subject(reading, tokens, parts, back, {})
            subject = lead if lead and lead.kind == "orgs" else subject
        if subject.kind == "group":
            subject = after_group(reading, tokens, parts, event, subject)
        if number and parts[0].mark == "：" and subject.names and all(name.company is None for name in subject.names):
            lead = earlier_subject(reading, tokens, parts, 1, {})  # 青石：…，全系机型已支持
            subject = lead if lead and lead.kind == "orgs" else subject
        if subject.kind != "orgs" or (sentence.question and number == len(parts) - 1):
            continue
        for name in subject.names:
            if name.sure or len(subject.names) > 1:
                yield Claim(
                    name, sentence, event, Stance("asserted"), ("object left out",), tokens[verb].start, subject.head
                )


def _parts_refused(tokens: list[Token], clause: Clause, verb: int) -> tuple[str, ...]:
    """Kinds of verbs that need their object; 实现无缝运行 does not."""
    smooth = tokens[verb].word == "运行" and any(token.kind == LIGHT for token in tokens[clause.begin : verb])
    return ("renewed", "paired") if smooth else ("weak", "renewed", "paired")


_GOES_ON = re.compile(
    r"(?=[^，]{0,4}?[A和且随])[AD]*(?:[和且]|同时|随后)?[AD]*(?:(?:在|于)(?P<place>[^，VTM]{1,24}?)[上中里内]?)?[AL]*V"
)
_HELD = frozenset((DENIAL, PLAN, RUMOUR, CONDITION, FUTURE, OTHER, REPORT))


def goes_on(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """T 登陆江岚，并在江岚算力平台完成部署; T 被 A 接入，还上线 B: what the topic, as the subject, does next."""
    first = parts[0] if parts and not shape(tokens[parts[0].begin : parts[0].end]).strip("AD") else None
    opening = parts[1] if first and len(parts) > 1 else parts[0] if parts else None
    said = shape(tokens[opening.begin : opening.end]) if opening else ""
    if opening is None or not re.match(r"[AD]*T", said) or not _HELD.isdisjoint(said):
        return
    for number, clause in enumerate(parts):
        row = shape(tokens[clause.begin : clause.end])
        match = _GOES_ON.match(row) if clause.begin > opening.begin else None
        if match is None or not _HELD.isdisjoint(row):
            continue
        verb = clause.begin + match.end() - 1
        if tokens[verb].word not in reading.grammar.parts.get("towards", ()) and not match.group("place"):
            continue
        if match.group("place"):
            begin, end = clause.begin + match.start("place"), clause.begin + match.end("place")
            names = listed(tokens, begin, end, reading.grammar, reading.folded, 0, True)
        else:
            names = target(reading, tokens, verb + 1, clause.end)
        event = Event(number, tokens[verb], tokens[verb], "towards", verb, verb + 1, "hosts", False, verb, verb + 1)
        for name in names:
            if name.sure:
                yield Claim(name, sentence, event, Stance("asserted"), ("goes on", "platform"), tokens[verb].start)


def _bare_verb(tokens: list[Token], clause: Clause) -> int:
    """Index of a verb without object: at the end of its clause, or before 并, 加 ...; -1 when there is none."""
    for i in range(clause.end - 1, clause.begin, -1):
        if tokens[i].kind == VERB:
            behind = tokens[i + 1].word if i + 1 < clause.end else ""
            last = i + 2 >= clause.end
            if _MODEL_ONLY.fullmatch(text_of(tokens[i + 1 : clause.end])):
                return i  # 同日上架模型API
            if behind in ("", "后") or behind in "并加且及" or (last and behind in ("了", "服务", "支持")):
                return i
    return -1


def follow_ups(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> Iterator[Claim]:
    """随后，A、B 也纷纷跟进: the same as was just told, for further organisations."""
    for number, clause in enumerate(parts):
        at = next((i for i in range(clause.begin, clause.end) if tokens[i].kind == FOLLOW), None)
        if at is None:
            continue
        middle = shape(tokens[clause.begin : at])
        if not re.search(r"[A也]|随后|紧接着|之后", middle) or re.search(rf"[{DENIAL}{PLAN}{RUMOUR}]", middle):
            continue
        subject = read_subject(tokens, clause.begin, at, reading.grammar, reading.folded, 0)
        if subject.kind != "orgs":
            earlier = earlier_subject(reading, tokens, parts, number, {})
            subject = earlier if earlier and earlier.kind == "orgs" else subject
        for name in subject.names:
            if not name.sure:
                continue
            yield Claim(name, sentence, None, Stance("asserted"), ("follows",), tokens[at].start, subject.head)


_STATUS = re.compile(r"[| \d]*(?P<who>O)[^，。：]{0,40}?(?:[|：] ?)[AD已]*L?V+(?: ?[|，。；]| ?$)")


def status_rows(reading: Reading, sentence: Sentence, tokens: list[Token]) -> Iterator[Claim]:
    """| 青石云 | 已上线 | 支持联网 |, 青石云：已上线: a row of a table or list of the topic that says how far each one is."""
    row = shape(tokens)
    match = _STATUS.match(row)
    if not match or {TOPIC, OTHER, DENIAL, PLAN, FUTURE, RUMOUR} & set(row) or sentence.title or sentence.question:
        return
    near = reading.away <= FAR or (reading.told >= reading.number - 2 and reading.told >= 0)
    if not near or reading.refused >= max(reading.named, 0):
        return
    at = next(i for i, token in enumerate(tokens) if token.kind == ORG)
    verb = next(i for i in range(at, len(tokens)) if tokens[i].kind == VERB)
    name = registered(tokens[at], reading.folded)
    done = {ADVERB, DATE} & set(row[match.start("who") : match.end()])
    if done and name.sure and name.how != "weak":
        yield Claim(name, sentence, None, Stance("asserted"), ("status row",), tokens[verb].start)
