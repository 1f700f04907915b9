"""Organisations that stand behind the verb: platforms that take the topic in, relative clauses, lists after a group."""

import re

from pipeline.meaning.bases import launched
from pipeline.meaning.bodies import is_place
from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.lists import listed
from pipeline.meaning.names import Name
from pipeline.meaning.shapes import corporate
from pipeline.meaning.speakers import earlier_subject, owned
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import (
    ADVERB,
    CONDITION,
    DENIAL,
    FUTURE,
    LIGHT,
    ORG,
    PLAN,
    REPORT,
    SELF,
    TOPIC,
    VERB,
    Token,
    shape,
    text_of,
)


def index_of(tokens: list[Token], token: Token) -> int:
    return next(i for i, other in enumerate(tokens) if other is token)


def behind_names(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """接入 T 的 X, and 搭载 T，X…: the organisation stands behind verb and object."""
    clause = parts[event.clause]
    row = shape(tokens[event.last : clause.end])
    if match := re.match(
        r"^[^，]{0,10}的(?:A?(?:是|还有|有|包括|厂商有|企业有|公司有|厂商包括|企业包括)|[GQ]{1,2}(?:有|包括|是)|第.{1,3}家[^，]{0,8}是)",
        row,
    ):
        after = parts[event.clause + 1] if clause.mark == "-" and event.clause + 1 < len(parts) else None
        first, last = (after.begin, after.end) if after else (event.last + match.end(), clause.end)
        return listed(tokens, first, last, reading.grammar, reading.folded, 0)
    if match := re.match(r"^[Q”」]{0,3}(?:之?后)?的", row):
        at = event.last + match.end()
        if not re.search(r"[GSQ]", row[match.end() : match.end() + 2]):
            names = listed(tokens, at, clause.end, reading.grammar, reading.folded, 0)[:1]
            if names and names[0].how == "shape" and corporate(names[0].text) and names[0].start - tokens[at].start < 2:
                return names
        if any(tokens[i].kind == ORG for i in range(at, min(at + 4, clause.end))) and not re.search(
            r"[GS]", row[: match.end() + 8]
        ):
            return listed(tokens, at, clause.end, reading.grammar, reading.folded, 0)[:3]
        return []
    if event.left > clause.begin or not re.fullmatch(r"[Qx]{0,6}.{0,4}", row) or event.clause + 1 >= len(parts):
        return []
    following = parts[event.clause + 1]
    end = next(
        (i for i in range(following.begin, following.end) if tokens[i].kind in (VERB, REPORT, LIGHT)), following.end
    )
    subject = read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 0)
    return (
        subject.names
        if subject.kind == "orgs" and len(subject.names) == 1 and tokens[following.begin].kind == ORG
        else []
    )


def after_group(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event, subject: Subject) -> Subject:
    """多家企业接入 T，包括 A、B: the names stand behind."""
    for clause in parts[event.clause : event.clause + 3]:
        row = shape(tokens[max(clause.begin, event.last) : clause.end])
        behind = clause.begin >= event.last
        listing = behind and re.match(r"O[^，]{0,12}、", row) and parts[parts.index(clause) - 1].mark in "：:-"
        if (
            match := re.match(r"", row)
            if listing
            else re.search(r"(?:包括(?:但不限于|但.限于)?|涵盖|涉及|分别是|分别为|比如|如|例如|其中有|即)了?", row)
        ):
            at = max(clause.begin, event.last) + match.end()
            names = listed(tokens, at, clause.end, reading.grammar, reading.folded, 2)
            if listing or not any(name.company or name.how == "code" or corporate(name.text) for name in names):
                names = [name for name in names if name.company or corporate(name.text)]
            if names:
                at = parts.index(clause) + 1
                more = (
                    parts[at]
                    if at < len(parts) and _AND_MORE.match(shape(tokens[parts[at].begin : parts[at].end]))
                    else None
                )
                if more is not None:  # 包括 A、B 等，以及 C、D 等品牌
                    names = names + listed(tokens, more.begin, more.end, reading.grammar, reading.folded, 1)
                return Subject("orgs", list(dict.fromkeys(names)), subject.end)
    return subject


_AND_MORE = re.compile(r"(?:以及|还有|还包括|和|及)[^，VRL]*O[^，VRL]*$")


def platform(
    reading: Reading, tokens: list[Token], parts: list[Clause], event: Event, speaker: Subject | None
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """T 上线 X, T 在 X 上线: the organisation whose platform takes the topic in; else the one that reports it."""
    clause = parts[event.clause]
    verb = index_of(tokens, event.verb) if event.verb else event.last
    topic = index_of(tokens, event.topic)
    between = shape(tokens[topic + 1 : verb])
    directed = event.verb is not None and event.verb.word in reading.grammar.parts.get("towards", ())
    if event.verb is not None and event.verb.word in _RELEASES and re.search(r"在|(?<!基)于|[与和同跟]", between):
        return Subject("none", end=topic), speaker, ("topic as subject",)  # T 在 X 发布…: its maker's release
    placed = re.search(r"[在于由被对与和]|作为(?=O)", between)
    first = topic + 1 + (placed.end() if placed else 0)
    names = listed(tokens, first, verb, reading.grammar, reading.folded, 0, True) if placed else []
    names = [name for name in names if name.sure]
    if _IN_CENTRES.search(text_of(tokens[first:verb])):
        names = [name for name in names if not (name.company and is_place(name.company))]
    if not names and directed:
        names = target(reading, tokens, verb + 1, clause.end)
    if not names and directed and verb + 2 < clause.end and tokens[verb + 1].word in "到至在于":
        home = tokens[verb + 2].kind == SELF  # T 部署到集团内网
        if home and speaker and speaker.kind == "orgs":
            return Subject("orgs", speaker.names, topic), speaker, ("speaker", "topic as subject")
        if home and reading.current and reading.current.sure:
            return Subject("orgs", [reading.current], topic), speaker, ("spoken of", "topic as subject")
    inside = placed and directed and _INSIDE.search(text_of(tokens[first:verb]))
    if not names and inside and reading.current and reading.current.sure:
        return Subject("orgs", [reading.current], topic), speaker, ("spoken of", "topic as subject")
    led = clause.begin > 0 and event.clause == 1 and parts[0].mark == "："
    if names and led and all(name.company is None for name in names):
        lead = read_subject(tokens, parts[0].begin, parts[0].end, reading.grammar, reading.folded, 1)
        if lead.kind == "orgs" and len(lead.names) == 1 and lead.names[0].sure:
            return Subject("orgs", lead.names, topic), speaker, ("lead", "platform")  # 青石集团：T 入驻“青石云”
    if names and speaker and speaker.kind == "orgs" and all(n.company and is_place(n.company) for n in names):
        return (
            Subject("orgs", speaker.names, topic),
            speaker,
            ("speaker", "platform"),
        )  # 江岚市数据局宣布 T 在江岚市政务外网上线
    if names:
        return owned(reading, Subject("orgs", names, topic), speaker), speaker, ("platform",)
    if clause.mark in "：:" and event.clause + 1 < len(parts) and _ROLL.match(shape(tokens[verb + 1 : clause.end])):
        following = parts[event.clause + 1]
        rolled = listed(tokens, following.begin, following.end, reading.grammar, reading.folded, 1)
        if rolled and all(name.sure for name in rolled):
            return Subject("orgs", rolled, topic), speaker, ("named behind",)
    own = read_subject(tokens, clause.begin, topic, reading.grammar, reading.folded, 0)
    if own.kind == "orgs" and directed and topic > clause.begin:
        return own, speaker, ("subject",)
    rest = shape(tokens[verb + 1 : clause.end])
    announced = any(token.word in reading.grammar.parts.get("official", ()) for token in tokens[: event.first])
    if directed and announced and speaker and speaker.kind == "orgs" and not re.match(r"^了?[^了，]", rest):
        return Subject("orgs", speaker.names, topic), speaker, ("speaker", "topic as subject")
    ended = text_of(tokens[verb + 1 : clause.end])
    finished = event.kind == "deploys" and re.match(
        r"^(?:已|全部|正式|顺利)*(?:完成|落地|到位|成功|收官)[！”」]?$", ended
    )
    if finished and announced and event.clause == 1 and parts[0].mark == "：":
        lead = read_subject(tokens, parts[0].begin, parts[0].end, reading.grammar, reading.folded, 2)
        if lead.kind == "orgs" and all(name.sure for name in lead.names):
            return Subject("orgs", lead.names, topic), speaker, ("lead", "topic as subject")  # A、B 官宣：T 部署完成
    used = event.verb is not None and event.verb.word in _USED
    since = re.match(r"^(?:首[日周月批]|以来|后|[一半两三]个?[周月年天]|满月|\d+天)", rest)
    if (
        directed
        and parts[0].mark == "："
        and event.clause == 1
        and (used or since or not re.match(r"^了?[^了，！]", rest))
    ):
        lead = read_subject(tokens, parts[0].begin, parts[0].end, reading.grammar, reading.folded, 1)
        if lead.kind == "orgs" and len(lead.names) <= 3 and all(_speaks_for_itself(name) for name in lead.names):
            return Subject("orgs", lead.names, topic), speaker, ("lead", "topic as subject")
    place = parts[event.clause - 1] if event.clause else clause
    if place is not clause and _HOUSED.match(text_of(tokens[place.begin : place.end])):
        housed = listed(tokens, place.begin, place.end, reading.grammar, reading.folded, 0, True)
        if housed and housed[0].sure:
            return Subject("orgs", housed[:1], topic), speaker, ("platform",)  # 在青石证券的机房，T 已运行两个月
    if event.clause and _MACHINE.match(text_of(tokens[topic + 1 : verb])):
        maker = earlier_subject(reading, tokens, parts, event.clause, {})  # A 与 B 携手，T 一体机正式发布
        if maker and maker.kind == "orgs" and maker.names[0].sure:
            return Subject("orgs", maker.names[:1], topic), speaker, ("earlier clause", "topic as subject")
    boards = event.verb is not None and event.verb.word in _BOARDS
    if boards and event.clause and not re.sub(r"[”」！了]", "", rest) and launched(tokens, parts, event.clause - 1):
        renewed = earlier_subject(reading, tokens, parts, event.clause, {})  # A、B 座舱升级，T“上车”
        if renewed and renewed.kind == "orgs" and all(name.sure for name in renewed.names):
            return renewed, speaker, ("earlier clause", "topic as subject")
    return Subject("none", end=topic), speaker, ("topic as subject",)


_ROLL = re.compile(r"^(?:的?[GQ]{0,2}|的?[^，]{0,4})(?:名单|一览|清单|汇总|名录)$")  # T 接入企业名单：A、B
# places of whoever is spoken of: T 在内网正式上线
_INSIDE = re.compile(r"^[^，]{0,6}(?:内网|专网|机房|本地|数据中心|政务云|校园网|院内|校内|行内)")
_IN_CENTRES = re.compile(r"等[^，]{0,6}(?:中心|机房|集群|地|城市)")  # 在庆阳、无锡等智算中心
_HOUSED = re.compile(r"在[^，]{2,24}(?:数据中心|智算中心|机房|内网|机柜|服务器上|总部)里?$")
_MACHINE = re.compile(r"[^，]{0,6}一体机")
_BOARDS = ("上车", "入驻", "上线", "落地", "上岗", "接入", "登陆", "搭载", "入职")
_RELEASES = ("发布", "发布了", "推出", "推出了", "更新", "更新了")
_USED = ("用于", "已用于", "应用于", "投用", "投入使用")  # X：T 已用于…


def _speaks_for_itself(name: Name) -> bool:
    """Whether 「X：T 上线」 is news of X itself: brokers and outlets talk of others there."""
    if name.company is None:
        return name.how == "shape"
    return name.how == "name" and name.company.sector not in ("securities_fund", "media_publishing", "fintech")


def target(reading: Reading, tokens: list[Token], begin: int, end: int) -> list[Name]:
    """The platform behind 上线, 接入到 ...: registered names, or an unknown one with an organisation's suffix."""
    at = begin
    while at < end and (tokens[at].word in "了到至在进入于“「 " or tokens[at].kind == ADVERB):
        at += 1
    stop = next(
        (i for i in range(at, end) if tokens[i].kind in (VERB, REPORT, TOPIC, CONDITION, PLAN, DENIAL, FUTURE)), end
    )
    if re.match(r"^[^，]{0,10}(?:人员|用户|网友|员工|负责人|专家|后|时)|^.?的", text_of(tokens[at:stop])):
        names = []
    else:
        names = listed(tokens, at, stop, reading.grammar, reading.folded, 0, True)
    begun = tokens[at].start if at < len(tokens) else 0
    return [name for name in names if name.sure and name.start - begun <= 16]
