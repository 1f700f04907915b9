"""A second reader for sentences in which the grammar finds nobody: which of their organisations goes with the topic, by learnt weights."""

import re
from collections.abc import Iterator, Mapping

from pipeline.meaning.bodies import is_place
from pipeline.meaning.claim import NEAR, Claim, Pair, Reading
from pipeline.meaning.clauses import Clause
from pipeline.meaning.lists import EXPERT, NO_ACTOR
from pipeline.meaning.names import Name, registered
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.subjects import read_subject
from pipeline.meaning.surroundings import surroundings
from pipeline.meaning.tokens import DENIAL, FUTURE, ORG, OTHER, PLAN, RUMOUR, TOPIC, VERB, Token, shape, text_of

MOST = 24  # organisations considered in one sentence
LEAST = 1.2  # log odds from which a pair counts: where precision and recall gained most on texts kept back
_GAPS = (3, 8, 15, 25, 40, 70)  # characters
_MEANT = frozenset("VLNPFHCRGSQXYWMAD")


def pairs(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], claims: list[Claim]
) -> list[Pair]:
    """Every organisation of a sentence that names the topic with the features of the pair, in reading order.

    Left out are those of an accepted claim of this sentence, unless the reading is of everyone. Where the sentence
    names none, the company spoken of stands in.
    """
    accepted = {claim.name.text for claim in claims if claim.stance.positive and claim.name}
    taken = set() if reading.everyone else accepted
    topics = [i for i, token in enumerate(tokens) if token.kind == TOPIC]
    apart = not topics
    topics = [i for i in topics if _may_be_taken_in(tokens, parts, i)]
    if apart and _goes_on(reading, sentence, tokens):
        topics = [i for i, token in enumerate(tokens) if token.kind == VERB]
    if not topics or _ELSEWHERE.search(text_of(tokens)):
        return []
    spots = [(i, name) for i, name in _names(reading, sentence, tokens, parts) if name.text not in taken][:MOST]
    parted = tuple(word + text for word in ("旗下", "旗下的", "所属", "所属的") for text in taken)
    spots = [
        (i, name)
        for i, name in spots
        if not any(_peers(tokens, i, topic) for topic in topics)
        and not reading.folded.text.startswith(parted, name.end)  # A旗下|B: B did it
    ]
    common = _common(reading, sentence, claims)
    found = []
    for i, name in spots:
        topic = min(topics, key=lambda t: abs(t - i))
        seen = [*common, *_seen(reading, tokens, parts, i, topic, name, len(spots)), *surroundings(tokens, i, topic)]
        against = {claim.stance.name for claim in claims if claim.name and claim.name.text == name.text} & _AGAINST
        seen += [f"mine:{stance}" for stance in sorted(against)]
        seen += ["others"] if accepted - {name.text} else []
        if apart:
            seen += [f"since:{reading.away}", f"told:{min(reading.number - reading.told, 4)}"]
            seen += [f"verb:{tokens[topic].word}"]
            seen = ["apart", *(f"~{feature}" for feature in seen)]
        found.append(Pair(name, tuple(dict.fromkeys(seen)), tokens[topic].start))
    if not apart and not spots and not taken and reading.current is not None and reading.current.how != "words":
        topic = topics[0]
        seen = [*common, "spoken of", f"far:{min(reading.number - reading.since, 3)}"]
        seen += _around(tokens, topic)
        seen += [f"before:{kind}" for kind in sorted(set(shape(tokens[:topic])) & _MEANT)]
        seen += _words(tokens, 0, topic, "w")
        seen += surroundings(tokens, -1, topic)
        found.append(Pair(reading.current, tuple(dict.fromkeys(seen)), tokens[topic].start))
    return found


def _goes_on(reading: Reading, sentence: Sentence, tokens: list[Token]) -> bool:
    """Whether a sentence without the topic may go on with it: named shortly before, and something is taken in."""
    near = 0 <= reading.away <= NEAR and reading.refused < reading.named
    return near and not sentence.question and not {DENIAL, PLAN, FUTURE, OTHER, RUMOUR} & {t.kind for t in tokens}


def _peers(tokens: list[Token], i: int, topic: int) -> bool:
    """Whether an organisation stands in one row with the topic, as its like: T、青石智能、星河大模型."""
    between = tokens[min(i, topic) + 1 : max(i, topic)]
    return bool(between) and between[0].word == "、" and all(t.kind == ORG or t.word == "、" for t in between)


def _common(reading: Reading, sentence: Sentence, claims: list[Claim]) -> list[str]:
    """What holds for every pair of a sentence: what it is part of, and what the grammar refused in it."""
    told = {"title": sentence.title, "howto": reading.howto, "question": sentence.question}
    told |= {"tender": reading.tender, "titled": reading.titled}
    stances = sorted({claim.stance.name for claim in claims} & _REFUSED)
    return [word for word, holds in told.items() if holds] + [f"verdict:{stance}" for stance in stances]


# behind these the topic is only what something is measured against
_COMPARED = re.compile(
    r"(?:逊色于|逊于|超越|超过|媲美|对标|优于|领先|比肩|比|挑战|击败|赶超|接近|类似|不同于|强于|胜过|看齐|只有|仅为|仅是|不到|低于|相当于|高于)[^，。]{0,12}$"
)


_ELSEWHERE = re.compile(
    r"一家[^，；]{2,24}[，；]一家|选型|评测|参与测试|招聘|岗位|求职|加分项|诈骗|短信|课题"
)  # the talk is of something else
# what the model maker does itself with the topic
_OWN_NEWS = re.compile(
    r"(?:今日|今天|昨日|昨晚|近日|正式|即将|宣布|又|再|将|再度|突然|悄然)*(?:发布|开源|推出|更新|涨价|降价|回应|来了|上新|升级|爆火|走红|崛起|刷屏|登顶|概念)"
)
_OTHERS = re.compile(r"[^，。]{0,4}的(?:单位|企业|机构|用户|客户|服务器|主机|组织|公司|个人)")
# what the grammar is sure of stands: an organisation that it refused for this is not asked about
_AGAINST = frozenset(("denied", "plan", "rumour", "question", "howto"))
_MINE = frozenset(f"mine:{stance}" for stance in _AGAINST)
_REFUSED = _AGAINST | {"condition", "future"}


def _may_be_taken_in(tokens: list[Token], parts: list[Clause], topic: int) -> bool:
    """Whether the topic stands for more than a measure, and its clause does not tell its maker's own news."""
    before = text_of(tokens[max(0, topic - 18) : topic])
    clause = next(part for part in parts if part.begin <= topic < part.end)
    first = next(i for i in range(clause.begin, clause.end) if tokens[i].kind == TOPIC)
    behind = text_of(tokens[first + 1 : first + 8])
    unsure = re.search(r"是否|能否|不了解|不清楚|不知|并非", text_of(tokens[clause.begin : topic]))
    unsure = unsure or re.search(r"(?:谈到|谈及|谈起|提到|提及|评价|点评|称赞)了?[“「]?$", before)
    unsure = unsure or re.match(r"[^。]{0,8}(?:没有|无)(?:任何)?(?:关系|关联|合作|关)", behind)
    others = tokens[max(0, topic - 1)].kind == VERB and _OTHERS.match(behind)  # 面向已部署 T 的单位
    unsure = unsure or re.search(r"(?:推出|发布|开源|公布)的[“「]?$", before)
    unsure = unsure or re.match(r"的?[^，。]{0,4}(?:技术报告|论文|技术路线|训练方法)", behind)
    unsure = unsure or re.match(
        r"[^，。]{0,8}(?:方案|规划)[^，。]{0,14}(?:评审|论证|立项|审议)",
        text_of(tokens[topic + 1 : topic + 24]),
    )
    unsure = unsure or others or re.match(r"[^，。]{0,4}的(?:[一二三四五六七八九十\d]+分之|一半|\d|约)", behind)
    return not (unsure or _COMPARED.search(before) or _OWN_NEWS.match(behind))


def associated(reading: Reading) -> Iterator[Claim]:
    """The pairs of a whole text whose log odds reach LEAST, as claims by the rule "goes with", each organisation once.

    Those of an accepted claim are left out. Nothing where the topic has no weights.
    """
    weights = reading.grammar.topic.association
    if not weights:
        return
    accepted = [claim for claim in reading.claims if claim.stance.positive and claim.name]
    taken = {claim.name.who for claim in accepted if claim.name}
    told = {claim.sentence for claim in accepted}
    best: dict[str, tuple[float, Sentence, Pair]] = {}
    for sentence, pair in reading.pairs:
        if refused(pair.seen) or (reading.howto and sentence.title):
            continue
        if sentence in told and _is_source(reading.folded.text, pair.name):
            continue
        who, odds = pair.name.who, score(pair.seen, weights)
        if who not in taken and odds >= LEAST and odds > best.get(who, (LEAST - 1,))[0]:
            best[who] = odds, sentence, pair
    for odds, sentence, pair in best.values():
        if not _has_done_it(pair.name, sentence, accepted):
            yield Claim(pair.name, sentence, None, Stance("asserted"), ("goes with",), pair.at, odds=odds)


def _has_done_it(name: Name, sentence: Sentence, accepted: list[Claim]) -> bool:
    """Whether what is accepted tells it already: of the operator whose cloud this is, or of a subsidiary in this sentence."""
    company = name.company
    if company is None:
        return False
    known = [(claim.name.company, claim.sentence) for claim in accepted if claim.name and claim.name.company]
    if "telecom" in company.sectors and any(other.name == company.parent for other, _ in known):
        return True
    return any(other.parent == company.name and where == sentence for other, where in known)


def _is_source(text: str, name: Name) -> bool:
    """记者从 X 获悉，Y…; X 官网消息，旗下 Y…: X only tells of it."""
    if _ITS_MEDIUM.match(text, name.end):
        return True
    return text.endswith("从", 0, name.start) and bool(re.match(r"(?:处|方面)?(?:获悉|了解到|得知)", text[name.end :]))


_ITS_MEDIUM = re.compile(r"(?:官网|官微|官方微信|微信公众号|公众号|官方微博)[^，。]{0,4}(?:消息|显示|发布)")


def refused(seen: tuple[str, ...]) -> bool:
    """Whether the grammar refused this organisation in the sentence for good: denied, planned, rumoured, asked, taught."""
    return not _MINE.isdisjoint(seen)


def score(seen: tuple[str, ...], weights: Mapping[str, float]) -> float:
    """The summed weights of what is seen: log odds."""
    return weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in seen)


def _names(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]
) -> Iterator[tuple[int, Name]]:
    for i, token in enumerate(tokens):
        if token.kind != ORG or token.how == "weak" or (token.company and token.company.members):
            continue
        owns = re.match(
            r"(?:旗下|所属)的?O", "".join(t.kind if t.kind == ORG else t.word for t in tokens[i + 1 : i + 6])
        )
        if owns or (i and tokens[i - 1].word == "官方"):
            continue  # 青石集团旗下的 …, 官方微信
        if _MEANS.search("".join(t.word if t.kind != VERB else "V" for t in tokens[max(0, i - 12) : i])):
            continue  # 基于 vLLM、SGLang 等框架
        ahead = i - 1 if i > 1 and tokens[i - 1].kind == ORG else i
        if i and _CARRIED_IN.match(tokens[ahead - 1].word) and _PART.match(text_of(tokens[i + 1 : i + 24])):
            continue  # 搭载英特尔酷睿处理器
        if _ASKED_THERE.match(text_of(tokens[i + 1 : i + 10])):
            continue  # 网友在 X 官方微博下询问
        if token.how == "brand" and i and tokens[i - 1].word in ("旗下", "“", "「") and _owner_before(tokens, i):
            continue  # its owner stands in front
        if token.word in reading.grammar.others or _SURVEY.match(text_of(tokens[i + 1 : i + 16])):
            continue  # 盘古, 青石安全监测数据显示
        if i and tokens[i - 1].word in ("与", "和", "同") and _JOINTLY.match(text_of(tokens[i + 1 : i + 8])):
            continue  # 公司与青石科技合作的…
        if _inside_quotes(tokens, i):
            continue  # “青石智脑”
        if not NO_ACTOR.search(text_of(tokens[max(0, i - 4) : i])):
            yield i, registered(token, reading.folded)
    first = parts[0]
    if (sentence.title or (first.mark in "：:" and first.mark)) and not any(
        t.kind == ORG for t in tokens[first.begin : first.end]
    ):
        subject = read_subject(tokens, first.begin, first.end, reading.grammar, reading.folded, 1)
        for name in subject.names[:1]:
            if subject.kind == "orgs" and name.how in ("shape", "code", "place"):
                yield next(i for i, token in enumerate(tokens) if token.end > name.start), name


_MEANS = re.compile(r"(?:基于|依托|借助|利用)[^，。V]{1,24}[、和与及]$")
_ASKED_THERE = re.compile(r"[^，。]{0,6}(?:官方)?(?:微博|评论区|公众号|直播间)(?:下|里|中)")


_CARRIED_IN = re.compile(r"搭载|采用|配备|基于|使用|内置")
_PART = re.compile(r"[^，。、]{0,16}(?:酷睿|至强|骁龙|天玑|锐龙|处理器|芯片|显卡|平台|gpu|cpu|npu)")


_SURVEY = re.compile(r"[^，。]{0,10}?(?:数据|监测|统计|报告|研究|调研)[^，。]{0,4}(?:显示|发现|表明|指出)")


_JOINTLY = re.compile(r"(?:合作|联合|共同|共建|携手)[^，。]{0,4}的")


def _inside_quotes(tokens: list[Token], i: int) -> bool:
    """Whether the name only begins what stands in quotes, behind its owner: 公司“青石|智脑”."""
    opened = i and tokens[i - 1].word in "“「"
    whole = tokens[i + 1 : i + 2] and tokens[i + 1].word in "”」"
    others = (token for token in tokens[:i] if token.kind == ORG and token.how != "weak")
    return bool(opened and not whole) and any(other.company is not tokens[i].company for other in others)


def _owner_before(tokens: list[Token], i: int) -> bool:
    return any(token.kind == ORG and token.how != "weak" for token in tokens[:i])


def _seen(
    reading: Reading, tokens: list[Token], parts: list[Clause], i: int, topic: int, name: Name, count: int
) -> Iterator[str]:
    before = i < topic
    first, last = (i + 1, topic) if before else (topic + 1, i)
    side = "b" if before else "a"
    distance = max(0, tokens[last].start - tokens[first - 1].end)
    yield f"side:{side}"
    yield f"gap:{side}{sum(distance > gap for gap in _GAPS)}"
    mine = next((n for n, part in enumerate(parts) if part.begin <= i < part.end), 0)
    its = next((n for n, part in enumerate(parts) if part.begin <= topic < part.end), 0)
    yield f"clauses:{side}{min(abs(mine - its), 3)}"
    others = sum(token.kind == ORG for token in tokens[first:last])
    yield f"between:{side}{min(others, 2)}"
    yield f"count:{min(count, 4)}"
    if not any(token.kind == ORG for token in tokens[:i]):
        yield "first"
    yield f"how:{name.how}"
    if name.company:
        yield f"sector:{name.company.sector}"
        if is_place(name.company):
            yield "place"
    if reading.grammar.supports(name.text):
        yield "in title"
    behind = text_of(tokens[i + 1 : i + 9])
    ahead = text_of(tokens[max(0, i - 6) : i])
    if EXPERT.match(behind):
        yield "expert"
    for n in (1, 2):
        yield f"o{n}:{behind[:n]}"
        yield f"p{n}:{ahead[-n:]}"
    yield from (f"{side}:{kind}" for kind in sorted(set(shape(tokens[first:last])) & _MEANT))
    clause = parts[its]
    start = max(first, clause.begin) if before else first
    yield from _words(tokens, start, last, "w")
    yield from (f"then:{kind}" for kind in sorted(set(shape(tokens[topic + 1 : clause.end])) & _MEANT))
    yield from (f"ere:{kind}" for kind in sorted(set(shape(tokens[clause.begin : topic])) & _MEANT))
    if mine != its:
        own = parts[mine]
        yield from (f"own:{kind}" for kind in sorted(set(shape(tokens[i + 1 : own.end])) & _MEANT))
    yield from _around(tokens, topic)


def _around(tokens: list[Token], topic: int) -> Iterator[str]:
    left = text_of(tokens[max(0, topic - 6) : topic])
    right = text_of(tokens[topic + 1 : topic + 7])
    for n in (1, 2, 3):
        yield f"l{n}:{left[-n:]}"
        yield f"r{n}:{right[:n]}"


_RUN = re.compile(r"[\u4e00-\u9fff]+")


def _words(tokens: list[Token], first: int, last: int, mark: str) -> Iterator[str]:
    """Words of the grammar and pairs of plain characters in tokens[first:last]."""
    for token in tokens[first:last]:
        if token.kind in _MEANT and len(token.word) > 1:
            yield f"{mark}:{token.word}"
    plain = "".join(token.word if token.kind in ("x", "V", "L") else " " for token in tokens[first:last])
    for run in _RUN.findall(plain):
        yield from (f"{mark}:{run[n : n + 2]}" for n in range(len(run) - 1))
