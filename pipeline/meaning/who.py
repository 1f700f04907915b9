"""Who acts in an event: its subject, the one who reports it, an earlier clause, or the company spoken of."""

import re

from pipeline.meaning.bodies import is_place
from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.extent import AMBIGUOUS
from pipeline.meaning.lists import listed
from pipeline.meaning.names import Name, registered
from pipeline.meaning.ownership import one_owner, owner_of
from pipeline.meaning.platforms import after_group, behind_names, index_of, platform, target
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.shapes import corporate, descriptive
from pipeline.meaning.speakers import branded, earlier_subject, named, owned, speaker_of
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import ABOUT, ADVERB, DATE, LIGHT, ORG, PRODUCT, REPORT, TOPIC, VERB, Token, shape


def who(
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
    speaker = speaker_of(reading, tokens, parts, event.clause, report, found)
    said = speaker is not None and speaker.kind == "orgs"
    strong = 2 if sentence.title and not said else 1
    if event.form == "passive":
        last = event.first if event.verb is None else index_of(tokens, event.verb)
        if any(token.kind in (TOPIC, ABOUT) for token in tokens[event.left : last]):
            return Subject("none", end=last), speaker, ("passive subject",)  # T 由其开发者推出
        by = read_subject(tokens, event.left, last, grammar, folded, 2)
        if by.kind == "none" and (into := target(reading, tokens, last + 1, clause.end)):
            return Subject("orgs", into, last), speaker, ("platform",)
        return by, speaker, ("passive subject",)
    if event.form == "towards":
        return platform(reading, tokens, parts, event, speaker)
    if event.kind == "deploys" and tokens[begin].word == "为" and tokens[begin + 1].kind == ORG:
        begin += 1  # 为青石银行部署 T: the bank gets it
    subject = read_subject(tokens, begin, event.left, grammar, folded, strong)
    if event.form == "object" and (other := _unlike(reading, tokens, clause, event)):
        return Subject("orgs", other, event.left), speaker, ("subject",)
    if named_with := owner_of(reading, tokens, begin, subject):
        return Subject("orgs", [named_with], subject.end), speaker, ("subject", "product")
    if (
        subject.kind == "orgs"
        and event.clause
        and re.match(r"以及|及|和|与|还有|乃至", shape(tokens[begin : begin + 2]))
    ):
        before = earlier_subject(reading, tokens, parts, event.clause, found)
        subject.names = [*(before.names if before and before.kind == "orgs" else ()), *subject.names]
    if subject.kind == "orgs" and all(name.text in grammar.others for name in subject.names) and event.form == "turned":
        subject = Subject("none", end=subject.end)  # 豆包和 T 上车: both are models
    if subject.kind == "orgs" and said and speaker and _only_a_product(reading, tokens, event, subject):
        return Subject("orgs", speaker.names, subject.end), speaker, ("speaker", "product")
    if subject.kind == "orgs" and said and speaker and _ITS_PRODUCTS.search(subject.head):
        return Subject("orgs", speaker.names, subject.end), speaker, ("speaker", "product")
    led = event.clause > 0 and parts[0].mark == "："
    if led and event.form == "noun" and tokens[event.first].word == "+":
        lead = earlier_subject(reading, tokens, parts, 1, found)
        if lead and lead.kind == "orgs" and lead.names[0].sure:
            return Subject("orgs", lead.names, event.left), speaker, ("lead", "product")  # 深蓝S09：高通8295+T
    actor = subject if subject.kind == "orgs" else speaker if speaker and subject.kind in ("none", "self") else None
    if led and actor and len(actor.names) == 1 and (own := actor.names[0].company):
        lead = earlier_subject(reading, tokens, parts, 1, found)
        owner = lead.names[0].company if lead and lead.names else None
        brand = actor.names[0].how == "brand" and owner is own  # 青石：小石大模型…: the name before the brand
        if lead and owner and (brand or owner.parent == own.name):  # 青石电子：青石电视…: the part of the group
            return Subject("orgs", lead.names[:1], subject.end), speaker, ("subject",)
    if (
        subject.kind == "orgs"
        and led
        and (_bare(subject) or _strange(reading, subject) or _is_product(tokens, subject))
    ):
        lead = earlier_subject(reading, tokens, parts, event.clause, found)
        if not lead or lead.kind != "orgs" or lead.names[0].company is None:
            lead = earlier_subject(reading, tokens, parts, 1, found)
        plain = subject.names[0].company is not None and lead is not None and not lead.names[:1][0].sure
        if plain:
            lead = None  # 上海车展：别克…: a heading
        if lead and lead.kind == "orgs" and (lead.names[0].sure or _fills(tokens, parts[0], lead.names[0])):
            return Subject("orgs", lead.names, subject.end), speaker, ("lead", "product")
    if subject.kind == "orgs" and sentence.title and event.clause and not led and _bare(subject):
        lead = earlier_subject(reading, tokens, parts, event.clause, found)  # 青石科技推新固件，家居管家接入 T
        if lead and lead.kind == "orgs" and len(lead.names) == 1 and lead.names[0].company:
            return Subject("orgs", lead.names, subject.end), speaker, ("earlier clause", "product")
    if subject.kind == "orgs" and len(subject.names) > 1 and _ITS_PRODUCTS.search(subject.head):
        subject.names = one_owner(reading, subject.names)
    if subject.kind == "orgs":
        return owned(reading, subject, speaker), speaker, ("subject",)
    if subject.kind in ("other", "none", "group") and (others := _one_of(reading, tokens, parts, event)):
        return Subject("orgs", others, event.left), speaker, ("one of those who",)
    if subject.kind == "group" and (meant := _its_kind(reading, tokens, parts, event, found)):
        return Subject("orgs", [meant], subject.end), speaker, ("earlier clause", "self")
    if subject.kind == "group" and event.clause and parts[0].mark == "：":
        lead = earlier_subject(reading, tokens, parts, 1, found)
        if lead and lead.kind == "orgs" and len(lead.names) > 1:  # A、B、C：三家厂商的 T 一体机
            return Subject("orgs", lead.names, subject.end), speaker, ("lead",)
    if subject.kind == "group" and (row := _trailing_off(reading, sentence)):
        return Subject("orgs", row, subject.end), speaker, ("named before",)
    if subject.kind == "group":
        return after_group(reading, tokens, parts, event, subject), speaker, ("unnamed subject",)
    if event.form == "object" and event.left == clause.begin and _NOMINAL.match(shape(tokens[event.last : clause.end])):
        return Subject("none", end=event.left), speaker, ("nominal",)
    if behind := behind_names(reading, tokens, parts, event):
        return Subject("orgs", behind, event.left), speaker, ("named behind",)
    if subject.kind == "other" and descriptive(tokens[subject.end : event.left], grammar):
        subject = Subject("self", end=subject.end, besides=subject.besides, own=True)
    if subject.kind in ("other", "none") and (names := _by_doing(reading, tokens, parts, event)):
        return Subject("orgs", names, event.left), speaker, ("named behind",)
    if subject.kind == "other" and not said and not led and not _continues(tokens, subject.end, event):
        return subject, speaker, ("no organisation",)
    if subject.kind == "other" and event.form == "noun":
        return subject, speaker, ("no organisation",)  # 客户对 T 一体机询单量上升
    if report is not None and speaker is not None and speaker.kind in ("orgs", "group"):
        if speaker.kind == "group":
            return after_group(reading, tokens, parts, event, speaker), speaker, ("unnamed speaker",)
        named = Subject(speaker.kind, speaker.names, speaker.end, speaker.besides + subject.besides, head=speaker.head)
        return named, speaker, ("speaker", subject.kind)
    earlier = earlier_subject(reading, tokens, parts, event.clause, found)
    if earlier is not None:
        earlier.besides = subject.besides + earlier.besides
        earlier.end = subject.end
        return earlier, speaker, ("earlier clause", subject.kind)
    if subject.kind == "other" and said and speaker and PRODUCT in {token.kind for token in tokens[begin : event.left]}:
        return Subject("orgs", speaker.names, subject.end), speaker, ("speaker", "product")  # 公司称，3月推出的学习机…
    return _spoken_of(reading, sentence, tokens, event, subject)


_UNLIKE = re.compile(r"的?(?:做法|策略|路线|思路|选择|方式|打法|路径|模式)(?:不同|相反|有别|不一样)?$")


def _unlike(reading: Reading, tokens: list[Token], clause: Clause, event: Event) -> list[Name]:
    """与 X 同时接入 T 的做法不同，…: X is told to have done it."""
    behind = "".join(token.word for token in tokens[event.last : clause.end])
    opening = "".join(token.word for token in tokens[clause.begin : clause.begin + 2])
    if not _UNLIKE.search(behind) or not opening.startswith(("与", "和", "不同于", "有别于")):
        return []
    at = next((i for i in range(clause.begin, event.left) if tokens[i].kind == ORG), event.left)
    return listed(tokens, at, event.left, reading.grammar, reading.folded, 1)


def _trailing_off(reading: Reading, sentence: Sentence) -> list[Name]:
    """上海银行、南京银行……城商行密集部署 T: the names before the dots are of the group that acts."""
    if not sentence.title or not reading.folded.text.endswith("…", 0, sentence.start):
        return []
    names = [name for number, name in reading.seen if number == reading.number - 1]
    return names if len(names) > 1 else []


_ONE_OF = re.compile(r"^[AD]*(?:作为|身为)")
_OF_THEM = re.compile(
    r"^[^，。]{0,12}?的[^，。]{0,8}(?:企业|公司|机构|平台|厂商|品牌|车企|银行|券商|医院|高校|大学|城市|单位|院校|运营商|产品|应用|之一)$"
)


def _one_of(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """作为首批接入 T 的企业，A …: the subject of the next clause is one of those who did it."""
    clause = parts[event.clause]
    if event.clause + 1 >= len(parts) or not _ONE_OF.match(shape(tokens[clause.begin : event.first])):
        return []
    if not _OF_THEM.match("".join(token.word for token in tokens[event.last : clause.end])):
        return []
    following = parts[event.clause + 1]
    end = next(
        (i for i in range(following.begin, following.end) if tokens[i].kind in (REPORT, VERB, LIGHT)), following.end
    )
    return read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 1).names[:1]


def _by_doing(reading: Reading, tokens: list[Token], parts: list[Clause], event: Event) -> list[Name]:
    """通过接入 T，X 实现了…: what X achieved by doing it."""
    clause = parts[event.clause]
    words = "".join(token.word for token in tokens[clause.begin : event.left])
    if event.form != "object" or not re.fullmatch(r"(?:同时|此外|目前|近日)?(?:通过|借助|依托|凭借)", words):
        return []
    for following in parts[event.clause + 1 : event.clause + 2]:
        end = next((i for i in range(following.begin, following.end) if tokens[i].kind in "VRLCFNPA"), following.end)
        subject = read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 1)
        if subject.kind == "orgs" and len(subject.names) == 1:
            return subject.names
    return []


_NOMINAL = re.compile(
    r"^[Q”」]{0,3}(?:F|是|成为|能|可|C|有助|意味|已成|A?成为|对|需|的(?:成本|关键|意义|好处|优势|风险|过程|原因|价值))"
)


def _only_a_product(reading: Reading, tokens: list[Token], event: Event, subject: Subject) -> bool:
    """途远科技宣布，途远翻译机接入…: an unknown bare name that a company speaks of is its product."""
    opinion = any(token.word in ("认为", "指出", "强调", "提到", "显示") for token in tokens[: event.first])
    return not opinion and (_bare(subject) or _quoted_product(tokens, subject))


def _quoted_product(tokens: list[Token], subject: Subject) -> bool:
    """“元冶·钢铁大模型”: the unknown name stands in quotes with a product's noun."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is not None:
        return False
    at = next((i for i, token in enumerate(tokens) if token.start >= name.end), len(tokens) - 1)
    return tokens[at].kind == PRODUCT and any(token.word in "“「" for token in tokens if token.end == name.start)


def _bare(subject: Subject) -> bool:
    if len(subject.names) != 1:
        return False
    name = subject.names[0]
    if name.company is not None:
        return False
    return not name.sure or bool(_A_PRODUCT.search(name.text)) or name.text.endswith(AMBIGUOUS)


def _is_product(tokens: list[Token], subject: Subject) -> bool:
    """船舶通信|管理平台, 知行交通|大模型: nouns of a product follow the one unregistered name."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is not None or (corporate(name.text) and name.how == "code"):
        return False
    return bool(_MADE.match("".join(token.word for token in tokens[subject.end : subject.end + 8])))


_MADE = re.compile(
    r"(?:管理|服务|运维|监控|调度|支撑|智能|业务|分析|办公){0,2}(?:大模型|模型|平台|系统|助手|智能体|一体机|机器人|软件|app)"
)
# behind a list these say that its members are products of whoever speaks
_ITS_PRODUCTS = re.compile(r"产品|车型|机型|型号|功能|业务线")


def _strange(reading: Reading, subject: Subject) -> bool:
    """Whether the one name is a brand whose owner the article names nowhere: 一加 13：小布助手支持 T."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is None:
        return False
    placed = name.how == "brand" and is_place(name.company)  # 苏周到: whichever office speaks of it
    return placed or name.how == "weak" or (branded(name, reading) and not named(name, reading))


_A_PRODUCT = re.compile(r"(?:芯片|平台|系统|大模型|智能体|助手|机器人|终端|软件|服务器|app)$")


def _fills(tokens: list[Token], clause: Clause, name: Name) -> bool:
    """Whether a clause is nothing but the name."""
    return tokens[clause.begin].start >= name.start and tokens[clause.end - 1].end <= name.end


def _spoken_of(
    reading: Reading, sentence: Sentence, tokens: list[Token], event: Event, subject: Subject
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """公司, 其, its product, or a subject left out: the company that the text speaks of."""
    marked = (
        any(token.kind in (ADVERB, LIGHT, REPORT) for token in tokens[subject.end : event.first])
        or tokens[min(event.last, len(tokens) - 1)].word == "了"
    )
    meant = _meant(reading, tokens, subject)
    if meant is not None:
        return Subject("orgs", [meant], subject.end), None, ("spoken of", "self")
    if reading.current and (subject.kind == "self" or (subject.kind == "none" and marked)):
        return Subject("orgs", [reading.current], subject.end), None, ("spoken of", subject.kind)
    if (
        reading.current
        and subject.kind == "none"
        and (not sentence.title or (reading.since == reading.number - 1 and reading.current.how != "words"))
        and event.form in ("object", "turned")
        and (event.left > 0 or sentence.title or (reading.number == 0 and reading.current is reading.lead))
    ):
        return Subject("orgs", [reading.current], subject.end), None, ("spoken of", "left out")
    if subject.instead:
        return Subject("orgs", subject.instead, subject.end), None, ("subject",)
    return subject, None, ("nobody",)


_KINDS = {
    "院": re.compile(r"院$"),
    "行": re.compile(r"(?:银行|农商行|信用社|联社)$"),
    "校": re.compile(r"(?:大学|学院|中学|小学|学校|党校|附中)$"),
    "局": re.compile(r"局$"),
    "中心": re.compile(r"中心$"),
    "馆": re.compile(r"馆$"),
    "社": re.compile(r"社$"),
}


def _meant(reading: Reading, tokens: list[Token], subject: Subject) -> Name | None:
    """该院, 我行, 校方: the organisation of that kind that was named last, where the one spoken of is of another kind."""
    if subject.kind != "self" or subject.end < 1:
        return None
    word = tokens[subject.end - 1].word
    pattern = next((pattern for kind, pattern in _KINDS.items() if _SAID_OF.fullmatch(word) and kind in word), None)
    if pattern is None or (reading.current and pattern.search(reading.current.text)):
        return None
    for number, name in reversed(reading.seen):
        if reading.number - number > 3:
            return None
        known = name.company.name if name.company else ""
        if pattern.search(name.text) or pattern.search(known):
            return name
    return None


# common nouns that mean the one of that kind which was just named: X医院院长介绍，医院已部署 T
_BARE_KINDS = {"医院": "院", "银行": "行", "我们": ""}


def _its_kind(
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
    if any(
        token.kind not in (ADVERB, DATE, LIGHT) and token.word not in "于在将把对"
        for token in tokens[begin + 1 : event.left]
    ):
        return None
    earlier = earlier_subject(reading, tokens, parts, event.clause, found)
    names = earlier.names if earlier and earlier.kind == "orgs" else [reading.current] if reading.current else []
    if tokens[begin].word == "我们":
        line = "".join(token.word for token in tokens[parts[0].begin : parts[0].end])
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


def _continues(tokens: list[Token], begin: int, event: Event) -> bool:
    """Whether the words before the verb are only circumstances (仅用2小时, 在短时间内), so that the subject was left out."""
    text = "".join(token.word for token in tokens[begin : event.left])
    return bool(
        re.match(
            r"^(?:仅|只|用|在|于|通过|以|从|近|经过|历时|花费|成为|利用|充分|进一步|全新|为|围绕|结合|依托|基于|借助|随着|凭借)",
            text,
        )
    )
