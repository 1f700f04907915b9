"""Who acts in an event: its subject, the one who reports it, an earlier clause, or the company spoken of."""

import re

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.kinds import house_of, meant_by, of_its_kind
from pipeline.meaning.lists import listed
from pipeline.meaning.names import Name, registered
from pipeline.meaning.ownership import one_owner, owner_of
from pipeline.meaning.platforms import after_group, behind_names, index_of, platform, target
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.shapes import descriptive
from pipeline.meaning.speakers import earlier_subject, owned, speaker_of
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import (
    ABOUT,
    ADVERB,
    GROUP,
    LIGHT,
    ORG,
    PRODUCT,
    REPORT,
    SELF,
    SPEAKER,
    TOPIC,
    Token,
    shape,
    text_of,
)
from pipeline.meaning.told import by_doing, one_of, trailing_off, unlike
from pipeline.meaning.wares import (
    ITS_PRODUCTS,
    fills,
    in_quotes,
    is_bare,
    is_department,
    is_place_named,
    is_product,
    is_strange,
    is_strange_product,
    only_a_product,
)


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
    made = event.verb is not None and event.verb.word in _PUBLISHES
    if event.form == "object" and made and any(token.kind in (TOPIC, ABOUT) for token in tokens[begin : event.left]):
        return Subject("none", end=event.left), speaker, ("topic as subject",)  # 深度求索于9月29日发布 V3.2
    relative = event.verb is not None and tokens[event.first + 1].word == "的" and tokens[event.first] is event.verb
    if event.form == "object" and made and relative and subject.kind in ("none", "other"):
        return Subject("none", end=event.left), speaker, ("nominal",)  # 1月发布的 R1
    other = unlike(reading, tokens, clause, event) if event.form == "object" else None
    if other is not None:
        return Subject("orgs" if other else "group", other, event.left), speaker, ("subject",)
    if event.form == "noun" and tokens[event.last : event.last + 1] and tokens[event.last].word in "×✕":
        crossed = listed(tokens, event.last + 1, clause.end, grammar, folded, strong)
        return Subject("orgs" if crossed else "none", crossed, event.left), speaker, ("named behind",)  # T×青石
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
    if subject.kind == "orgs" and said and speaker:
        product = not is_place_named(subject, grammar) and only_a_product(reading, tokens, event, subject)
        strange = speaker.names[0].company is not None and is_strange_product(reading, tokens, event, subject)
        if product or strange or ITS_PRODUCTS.search(subject.head):
            return Subject("orgs", speaker.names, subject.end), speaker, ("speaker", "product")
    led = event.clause > 0 and parts[0].mark == "："
    head = earlier_subject(reading, tokens, parts, 1, found) if led else None  # who stands before the colon
    heads = head.names if head and head.kind == "orgs" else []
    if heads and event.form == "noun" and tokens[event.first].word == "+" and heads[0].sure:
        return Subject("orgs", heads, event.left), speaker, ("lead", "product")  # 深蓝S09：高通8295+T
    if heads and subject.kind == "orgs":
        latin = all(not name.sure and name.text.isascii() for name in subject.names)  # 瀚博：SV/VA系列
        if (latin and heads[0].company) or _makes_of(heads, subject, tokens[subject.end : event.left]):
            return Subject("orgs", heads, subject.end), speaker, ("lead", "product")
    actor = subject if subject.kind == "orgs" else speaker if speaker and subject.kind in ("none", "self") else None
    if heads and actor and len(actor.names) == 1 and (own := actor.names[0].company):
        owner = heads[0].company
        brand = actor.names[0].how == "brand" and owner is own  # 青石：小石大模型…: the name before the brand
        if owner and (brand or owner.parent == own.name):  # 青石电子：青石电视…: the part of the group
            return Subject("orgs", heads[:1], subject.end), speaker, ("subject",)
    if (
        subject.kind == "orgs"
        and led
        and (is_bare(subject) or is_department(subject) or is_strange(reading, subject) or is_product(tokens, subject))
    ):
        lead = earlier_subject(reading, tokens, parts, event.clause, found)
        leads = lead.names if lead and lead.kind == "orgs" and lead.names[0].company else heads
        unknown = subject.names[0].company is None  # 上海车展：别克…: a heading
        if leads and (leads[0].sure or (unknown and fills(tokens, parts[0], leads[0]))):
            return Subject("orgs", leads, subject.end), speaker, ("lead", "product")
    aside = sentence.title or (subject.kind == "orgs" and in_quotes(tokens, subject))
    if subject.kind == "orgs" and aside and event.clause and not led and is_bare(subject):
        lead = earlier_subject(reading, tokens, parts, event.clause, found)  # 青石科技推新固件，家居管家接入 T
        if lead and lead.kind == "orgs" and len(lead.names) == 1 and lead.names[0].company:
            return Subject("orgs", lead.names, subject.end), speaker, ("earlier clause", "product")
    if subject.kind == "orgs" and len(subject.names) > 1 and ITS_PRODUCTS.search(subject.head):
        subject.names = one_owner(reading, subject.names)
    if subject.kind == "orgs":
        return owned(reading, subject, speaker), speaker, ("subject",)
    if subject.kind in ("other", "none", "group") and (others := one_of(reading, tokens, parts, event)):
        return Subject("orgs", others, event.left), speaker, ("one of those who",)
    if subject.kind == "group" and _offered(reading, tokens, event, begin) and reading.current:
        return Subject("orgs", [reading.current], subject.end), speaker, ("spoken of", "offer")
    if subject.kind == "group" and (meant := of_its_kind(reading, tokens, parts, event, found)):
        return Subject("orgs", [meant], subject.end), speaker, ("earlier clause", "self")
    some = text_of(tokens[begin : begin + 4]).startswith(("一家", "其中一", "有的", "有一"))
    if subject.kind == "group" and len(heads) > 1 and not some:  # A、B、C：三家厂商的 T 一体机
        return Subject("orgs", heads, subject.end), speaker, ("lead",)
    if subject.kind == "group" and (row := trailing_off(reading, sentence)):
        return Subject("orgs", row, subject.end), speaker, ("named before",)
    if subject.kind == "group":
        inside = event.clause > 0 and re.fullmatch(r"[AD而且]*在O", shape(tokens[parts[0].begin : parts[0].end]))
        named = after_group(reading, tokens, parts, event, subject)
        if inside and named.kind == "group" and tokens[parts[1].begin].kind in (SPEAKER, GROUP):
            seen = listed(tokens, parts[0].begin, parts[0].end, grammar, folded, 1, place=True)
            return Subject("orgs", seen[-1:], subject.end), speaker, ("earlier clause",)  # 在青石局，记者看到每位…
        return named, speaker, ("unnamed subject",)
    nominal = _NOMINAL.match(shape(tokens[event.last : clause.end])) or _praised(tokens, parts, event)
    if event.form == "object" and event.left == clause.begin and nominal:
        return Subject("none", end=event.left), speaker, ("nominal",)
    if behind := behind_names(reading, tokens, parts, event):
        return Subject("orgs", behind, event.left), speaker, ("named behind",)
    if subject.kind == "other" and descriptive(tokens[subject.end : event.left], grammar):
        subject = Subject("self", end=subject.end, besides=subject.besides, own=True)
    if subject.kind in ("other", "none") and (names := by_doing(reading, tokens, parts, event)):
        return Subject("orgs", names, event.left), speaker, ("named behind",)
    rests_on = event.form == "turned" and event.verb is None and any(t.kind == SELF for t in tokens[: clause.begin])
    if subject.kind == "other" and rests_on:
        subject = Subject("self", end=subject.end, besides=subject.besides, own=True)  # 该助手…，推理则由 T 承担
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
    if earlier is not None and earlier.kind == "group" and subject.kind == "self" and _names_itself(tokens, event):
        earlier = speaker if said else Subject("orgs", [reading.current]) if reading.current else earlier
    if earlier is not None and earlier.kind == "group" and reading.quoted == reading.number and reading.current:
        ours = any(
            tokens[i].word == "我们" for part in parts[: event.clause] for i in range(part.begin, part.begin + 3)
        )
        earlier = Subject("orgs", [reading.current]) if ours else earlier  # “我们先用甲，又部署了 T。”青石资产…说
    if earlier is not None:
        which = {"前者": 0, "后者": -1}.get(tokens[begin].word)
        both = any(token.word == "后者" for token in tokens[begin + 1 : event.left])
        if which is not None and not both and len(earlier.names) > 1:
            earlier.names = [earlier.names[which]]
        earlier.besides = subject.besides + earlier.besides
        earlier.end = subject.end
        return earlier, speaker, ("earlier clause", subject.kind)
    words = text_of(tokens[begin : event.left])
    part = PRODUCT in {token.kind for token in tokens[begin : event.left]} or _ITS_PART.fullmatch(words)
    if subject.kind == "other" and said and speaker and part:
        return Subject("orgs", speaker.names, subject.end), speaker, ("speaker", "product")  # 公司称，3月推出的学习机…
    return _spoken_of(reading, sentence, tokens, event, subject)


def _makes_of(heads: list[Name], subject: Subject, behind: list[Token]) -> bool:
    """奇瑞汽车：星途、捷途车型…: whether all are makes of the one before the colon, and called so or named with it."""
    owner = heads[0].company if len(heads) == 1 else None
    if owner is None:
        return False
    called = re.search(r"车型|品牌|产品|机型", "".join(token.word for token in behind))
    mixed = any(name.company is owner for name in subject.names) and len(subject.names) > 1
    return bool(called or mixed) and all(
        name.company and owner.name in (name.company.name, name.company.parent) for name in subject.names
    )


def _names_itself(tokens: list[Token], event: Event) -> bool:
    """Whether 公司, 该公司, 集团 stands close before the verb."""
    return any(
        token.word in ("公司", "该公司", "集团", "该集团", "我司")
        for token in tokens[max(0, event.left - 10) : event.left]
    )


_NOMINAL = re.compile(
    r"^[^，。]{0,24}?的(?:人|受访者|用户|投资者|企业)?占(?:比|了)?[^，。]{0,4}\d|^[Q”」]{0,3}的[^，。]{0,12}?(?:不足|超过|已超|已有|达到?|约|近|共|仅|只有)[^，。]{0,8}[家所个款]|^[Q”」]{0,3}(?:F|是|成为|能|可|C|有助|意味|已成|A?成为|对|需|的(?:成本|关键|意义|好处|优势|风险|过程|原因|价值))"
)


_PUBLISHES = ("发布", "发布了", "推出", "推出了", "更新", "更新了", "首发")
_USERS = re.compile(
    r"(?:用户|客户|开发者|企业|商家|车主)们?(?:现在|也|均|还|已|都|即)?(?:可以?|能够?)?(?:自由|直接|免费|自主)?$"
)
_CHOSEN = ("使用", "选择", "选用", "切换", "体验", "调用", "可使用", "可选择")


def _offered(reading: Reading, tokens: list[Token], event: Event, begin: int) -> bool:
    """青石助手更新…。用户可使用 T: the product spoken of offers it."""
    ahead = text_of(tokens[begin : event.first])
    recent = reading.current is not None and reading.current.sure and reading.number - reading.since <= 1
    may = event.verb is not None and event.verb.word in _CHOSEN and ("可" in ahead + event.verb.word or "能" in ahead)
    return recent and may and bool(_USERS.fullmatch(ahead))


# 公司总监介绍，…，最终国内站点采用 T
_ITS_PART = re.compile(
    r"(?:最终|最后|目前|如今|现在|其中)?[^，]{0,8}(?:站点|端|侧|场景|环节|业务|部分|条线|产线|网点|门店)[都均也已]?"
)
_THINKS = re.compile(r"(?:看来|认为|指出|表示|称|说)$")
_PRAISES = re.compile(r"(?:不仅|不但|不只|既|一方面|有助于|有利于|能够为|可以为|能为|可为)")


def _praised(tokens: list[Token], parts: list[Clause], event: Event) -> bool:
    """在青石基金看来，引入 T 等开源模型，不仅能…: what it would be good for."""
    if not event.clause or event.clause + 1 >= len(parts):
        return False
    before, clause, behind = parts[event.clause - 1 : event.clause + 2]
    said = text_of(tokens[before.begin : before.end])
    words = text_of(tokens[behind.begin : behind.begin + 6])
    done = any(token.kind in (ADVERB, LIGHT) or token.word in "后了" for token in tokens[clause.begin : clause.end])
    return bool(_THINKS.search(said) and _PRAISES.match(words)) and not done


def _spoken_of(
    reading: Reading, sentence: Sentence, tokens: list[Token], event: Event, subject: Subject
) -> tuple[Subject, Subject | None, tuple[str, ...]]:
    """公司, 其, its product, or a subject left out: the company that the text speaks of."""
    marked = (
        any(token.kind in (ADVERB, LIGHT, REPORT) for token in tokens[subject.end : event.first])
        or tokens[min(event.last, len(tokens) - 1)].word == "了"
    )
    meant = meant_by(reading, tokens, subject)
    if meant is not None:
        return Subject("orgs", [meant], subject.end), None, ("spoken of", "self")
    if reading.current is None and subject.kind in ("self", "none") and (house := house_of(reading, tokens)):
        return Subject("orgs", [house], subject.end), None, ("spoken of", "self")
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
    opened = next(
        (n for n in range(event.first - 1, 0, -1) if tokens[n - 1].word in ("针对", "对于", "关于", "对", "就")), 0
    )
    if opened and tokens[opened].kind == ORG and _MATTER.match(text_of(tokens[event.last : event.last + 6])):
        told = [registered(tokens[opened], reading.folded)]
        return Subject("orgs", told, opened + 1), None, ("subject",)  # 针对青石宣布引入 T 一事，B 回复称…
    return subject, None, ("nobody",)


_MATTER = re.compile(r"的?(?:一事|一举|这一?(?:消息|举动|做法|动作)|的(?:消息|举动|做法|决定))")


def _continues(tokens: list[Token], begin: int, event: Event) -> bool:
    """Whether the words before the verb are only circumstances (仅用2小时, 在短时间内), so that the subject was left out."""
    text = text_of(tokens[begin : event.left])
    return bool(
        re.match(
            r"^(?:仅|只|用|在|于|通过|以|从|近|经过|历时|花费|成为|利用|充分|进一步|全新|为|围绕|结合|依托|基于|借助|随着|凭借)",
            text,
        )
    )
