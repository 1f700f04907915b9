"""Relations: which verb of a clause has the topic as its object, in which direction, and where its subject stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.meaning.tokens import (
    ADVERB,
    LIGHT,
    ORG,
    OTHER,
    REPORT,
    SELF,
    TOPIC,
    VERB,
    Grammar,
    Token,
    shape,
)  # fmt: skip

MOST = 16  # events read in one sentence; nobody writes more
REACH = 30  # characters between a verb and its object, at most
_CLAUSE = re.compile(r"[，,：:；;。|]")
_MARKER = re.compile(r"(?:将|把|使|让|与|和|跟|同|对|就|为|在|围绕|于)[“「\"]?$|F$")
_WORDED = re.compile(r"[“「\"的了]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [begin, end) of a sentence between two commas or colons; `mark` is what ends it."""

    begin: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Event:
    """A verb and the topic in one clause.

    `form`: "object" (接入 T), "turned" (将 T 接入, 与 T 融合, 完成 T 的部署), "towards" (T 上线 X 平台), "passive" (T 被 X 接入),
    "noun" (X DeepSeek 一体机, X × T). The subject stands in tokens[clause.begin:left]; `right` is behind verb and object.
    """

    clause: int
    verb: Token | None
    topic: Token
    form: str
    left: int
    right: int
    kind: str
    weak: bool
    first: int  # token index where verb or topic begins
    last: int  # token index behind the later of the two


def _inside(before: Token, mark: Token, after: Token) -> bool:
    """Whether a mark stands inside a number (1,000) or a model's name (R1:671b)."""
    if mark.word == ",":
        return before.word.isdigit() and after.word.isdigit()
    return mark.word == ":" and before.kind in ("T", "x") and before.word[-1:].isascii() and after.word[:1].isdigit()


def clauses(tokens: list[Token]) -> list[Clause]:
    """The clauses of a sentence. A comma inside a number or between Latin list members does not part them."""
    found = []
    begin = 0
    for i, token in enumerate(tokens):
        if token.kind == "x" and _CLAUSE.match(token.word):
            if 0 < i < len(tokens) - 1 and _inside(tokens[i - 1], token, tokens[i + 1]):
                continue
            found.append(Clause(begin, i, token.word))
            begin = i + 1
        elif token.word == "-" and i + 1 < len(tokens) and tokens[i + 1].word == "-":
            found.append(Clause(begin, i, "-"))
            begin = i + 2
    found.append(Clause(begin, len(tokens), ""))
    return [clause for clause in found if clause.end > clause.begin]


def events(tokens: list[Token], parts: list[Clause], grammar: Grammar) -> Iterator[Event]:
    """Every adoption verb that has the topic as its object, in reading order."""
    read = 0
    for number, clause in enumerate(parts):
        seen: set[int] = set()
        for at in range(clause.begin, clause.end):
            if tokens[at].kind == TOPIC:
                event = (
                    _object(tokens, clause, number, at, grammar)
                    or _other_forms(tokens, parts, clause, number, at, grammar)
                    or _means(tokens, parts, number, at, grammar)
                )
                event = event or _among(tokens, parts, number, at, grammar)
                event = event or _onto(tokens, parts, number, at, grammar)
                if event and event.first not in seen:
                    seen.add(event.first)
                    yield event
                    read += 1
                    if read >= MOST:
                        return


def _event(
    tokens: list[Token], number: int, form: str, left: int, verb: int | None, topic: int, grammar: Grammar
) -> Event:
    word = tokens[verb] if verb is not None else None
    first, last = (min(verb, topic), max(verb, topic)) if verb is not None else (topic, topic)
    weak = word is not None and word.word in grammar.parts.get("weak", ())
    kind = word.how if word else "hosts"
    return Event(number, word, tokens[topic], form, left, last + 1, kind, weak, first, last + 1)


def _object(tokens: list[Token], clause: Clause, number: int, topic: int, grammar: Grammar) -> Event | None:
    """接入 … T: the nearest verb on the left, or the strong one that governs it (支持接入 T)."""
    best = None
    for i in range(topic - 1, clause.begin - 1, -1):
        token = tokens[i]
        if tokens[topic].start - token.end > REACH or token.kind == REPORT:
            break
        if token.kind == TOPIC and not re.fullmatch(
            r"[、和与及/&,+ ]|以及|[^，]{0,12}[、和与及以+]{1,2}[^，]{0,8}", shape(tokens[i + 1 : topic])
        ):
            break
        if (
            token.kind == VERB
            and token.word not in grammar.parts.get("paired", ())
            and (topic - i <= 2 or not _renewed(token, grammar))
        ):
            best = i
            while best > clause.begin and _chained(tokens, best, clause.begin):
                best = _previous_verb(tokens, best, clause.begin)
            break
    if best is None:
        return None
    if tokens[best + 1 : best + 2] and tokens[best + 1].word == "、":
        return None  # 豆包上车、T 缺席
    between = "".join(
        OTHER if token.word in grammar.others else token.word if token.kind == "x" else token.kind
        for token in tokens[best + 1 : topic]
    )
    marked = re.search(r"[将把让]$|[与和跟同][“「\"]?$", between)
    if marked and not re.search(r"[、OMT][和与及][“「\"]?$", between):
        later = _verb_after(tokens, topic, clause.end, grammar)
        if later is not None:
            return _event(tokens, number, "turned", topic, later, topic, grammar)
    if OTHER in between and not re.search(r"M[^，]{0,10}(?:[、和与及或/,+&]|以及|同时|外)[^，]{0,10}$", between):
        return None  # the object is another model: 接入豆包的…
    if (
        tokens[best].how == "hosts"
        and "其" not in between
        and _ABOUT_IT.match("".join(t.word for t in tokens[topic + 1 : clause.end]))
    ):
        return None
    left = _before_light(tokens, best, clause.begin)
    return _event(tokens, number, "object", left, best, topic, grammar)


# what is published is about the topic or around it, and no use of it: 推出 T 安全评估服务, 上线基于 T 的通识课程
_ABOUT_IT = re.compile(
    r"^[^，。]{0,16}?(?:课程|通识课|培训|讲座|讲堂|公开课|指南|手册|白皮书|蓝皮书|报告|论文|教程|攻略|防护|安全方案|安全服务|检测服务|排查|评估服务|加固|安全建议|风险提示|征文|大赛|比赛|竞赛|比武|工作坊|沙龙|训练营|研讨会|榜单|测评|有关|相关的?(?:图文|文章|公告|说明|澄清))"
)


def _chained(tokens: list[Token], verb: int, begin: int) -> bool:
    """接入并部署, 支持接入, 上线和适配: the verb stands directly behind another one."""
    gap = 0
    for i in range(verb - 1, begin - 1, -1):
        if tokens[i].kind == VERB:
            return True
        if tokens[i].kind == ADVERB or tokens[i].word in "并和及与、了/或以":
            gap += 1
            if gap > 4:
                return False
            continue
        return False
    return False


def _previous_verb(tokens: list[Token], verb: int, begin: int) -> int:
    return next(i for i in range(verb - 1, begin - 1, -1) if tokens[i].kind == VERB)


def _before_light(tokens: list[Token], verb: int, begin: int) -> int:
    """完成接入: the subject ends before a light verb that stands with the verb."""
    at = verb
    for i in range(verb - 1, max(begin - 1, verb - 8), -1):
        if tokens[i].kind == LIGHT:
            return i
        if tokens[i].kind != ADVERB and tokens[i].word not in "了对与的":
            break
    return at


def _verb_after(tokens: list[Token], topic: int, end: int, grammar: Grammar) -> int | None:
    light = any(token.kind == LIGHT for token in tokens[max(0, topic - 3) : topic])
    for i in range(topic + 1, end):
        if tokens[i].start - tokens[topic].end > REACH + 15:
            return None
        if tokens[i].kind == VERB and (light or not _renewed(tokens[i], grammar)):
            return i
    return None


def _renewed(token: Token, grammar: Grammar) -> bool:
    """升级, 切换: somebody's act only where it is completed (完成 T 升级); else the maker's news."""
    return token.word in grammar.parts.get("renewed", ())


# what the topic does in a product of somebody's: …上线，T 替农技员答疑
_AT_WORK = re.compile(
    r"^(?:来|也来)?(?:替|给|为|帮|教|陪|当|做|答|解|写|读|判|看|查|管|审|助力|加持|赋能|支持|辅助|生成|解答|驱动|回答|上阵|担纲|接棒|坐镇|领衔)(?!了?(?:人类|大家|你|我))"
)


def _launched(tokens: list[Token], parts: list[Clause], number: int) -> bool:
    """Whether a clause launches or renews something of somebody's: X“小禾”上线, X：智能体上线."""
    clause = parts[number]
    launched = [
        t for t in tokens[clause.begin : clause.end] if t.kind == VERB and t.how in ("hosts", "deploys", "integrates")
    ]
    named = (
        (number > 0 and parts[0].mark == "：")
        or tokens[clause.begin].kind == ORG
        or any(t.kind == ORG for t in tokens[clause.begin : clause.begin + 6])
    )
    return bool(launched or "换" in "".join(t.word for t in tokens[clause.begin : clause.end])) and named


def _other_forms(
    tokens: list[Token], parts: list[Clause], clause: Clause, number: int, topic: int, grammar: Grammar
) -> Event | None:
    """The verb stands behind the topic, or there is none."""
    before = shape(tokens[clause.begin : topic])
    behind = "".join(token.word for token in tokens[topic + 1 : clause.end])
    if (left := _base(tokens, clause.begin, topic, before, behind)) is not None:
        return _event(tokens, number, "turned", left, None, topic, grammar)
    if re.search(r"[为给向替因用靠比像]$", before):
        return None
    if built := re.search(r"(?:基于|依托|借助)[“「]?$", before):
        made = _BUILT.search("".join(token.word for token in tokens[topic + 1 : clause.end]))
        if not made and built.start() and number + 1 < len(parts):
            made = _BUILT.match("".join(token.word for token in tokens[clause.end + 1 : clause.end + 5]))
        if made:
            return _event(tokens, number, "turned", clause.begin + built.start(), None, topic, grammar)
    if number and not before and _AT_WORK.match(behind) and _launched(tokens, parts, number - 1):
        return _event(tokens, number, "turned", clause.begin, None, topic, grammar)
    verb = _verb_after(tokens, topic, clause.end, grammar)
    if verb is None or re.match(r"^.{0,8}一体机", "".join(token.word for token in tokens[topic + 1 : topic + 7])):
        return _nominal(tokens, clause, number, topic, before, grammar)
    between = shape(tokens[topic + 1 : verb])
    if match := re.search(r"[被获由]", between):
        return _event(tokens, number, "passive", topic + 1 + match.end(), verb, topic, grammar)
    if marker := re.search(r"(?:将|把|使|让|与|和|跟|同|对|就|F)(?:[^，VLR]{0,14}?)$|在$|L(?:[^，VR]{0,24}?)$", before):
        return _event(tokens, number, "turned", clause.begin + marker.start(), verb, topic, grammar)
    if not re.sub(r"[ “「\"AD]|截至|其中|此外", "", before) or before[-1] == REPORT or re.search(r"R[AD]*$", before):
        return _event(tokens, number, "towards", topic, verb, topic, grammar)
    if re.search(r"[为给向替因用靠比像]$", before):
        return None
    if ORG in before or SELF in before:
        project = before.endswith(ORG) and re.match(r"^[^，]{0,6}(?:项目|工程|Q)[A在]*$", between)
        if project or re.search(r"^[^，]{0,8}在$", between) or re.match(r"^[A在C“「]*$", between):
            return _event(tokens, number, "turned", topic, verb, topic, grammar)
        return _nominal(tokens, clause, number, topic, before, grammar)
    return _event(tokens, number, "towards", topic, verb, topic, grammar)


_AS_BASE = re.compile(r"以[“「]?$")
_BASE = re.compile(
    r"^[^，]{0,6}?(?:为|作为|做|作)(?:其|主要|核心|统一|推理|技术|智能|底层|基础|AI|ai|的|主|重要|关键)*(?:底座|基座|核心|基础|引擎|内核|底层|底模|基模|大脑|依托|支撑|模型|驱动)"
)
_BY = re.compile(r"由[“「]?$")
_DRIVES = re.compile(r"^[^，]{0,8}?(?:驱动|提供[^，]{0,10}(?:支持|能力|支撑|服务|引擎|推理|分析)|支持|支撑|赋能|加持)")
_IS_BASE = re.compile(
    r"(?:技术|模型|推理|底层)?(?:底座|基座|底层|底层模型|基础模型|模型|基模|底模|背后|后台|内核|引擎|大脑|底层V|(?:用|接|选|跑|VA?|装)的)[^，VLN]{0,8}?(?:正是|就是|同样是|[同均皆都也]?[是为]|V的是|[用选]的是|来自|出自|选用|基于|采用)[“「AD]*"
    r"|(?:技术|模型|推理|底层)?(?:底座|基座|内核)[“「AD]*"
)


def _base(tokens: list[Token], begin: int, topic: int, before: str, behind: str) -> int | None:
    """X 以 T 为底座, X 由 T 驱动, X 的底座是 T: the token at which the words about the topic begin."""
    if (match := _AS_BASE.search(before)) and _BASE.match(behind):
        return begin + match.start()
    if (match := _BY.search(before)) and _DRIVES.match(behind):
        return begin + match.start()
    for i in range(max(begin, topic - 14), topic):
        row = "".join(token.word if token.kind in "xQ" else token.kind for token in tokens[i:topic])
        if _IS_BASE.fullmatch(row):
            return i
    return None


def _means(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """依托 T，X 打造了…: the topic is the means, the next clause says who built what."""
    before = shape(tokens[parts[number].begin : topic])
    if number + 1 >= len(parts) or not re.fullmatch(r"[AD，]*(?:基于|依托|借助|依靠|通过|结合)V?[“「]?", before):
        return None
    following = parts[number + 1]
    for i in range(following.begin + 1, following.end):
        pair = "".join(token.word for token in tokens[i : i + 2])
        if tokens[i].word in _MADE or pair in _MADE:
            return Event(number + 1, None, tokens[topic], "turned", i, i + 1, "integrates", True, i, i + 1)
    return None


def _among(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """引入了多个开源大模型，包括 T: the topic is one of those that the clause before took in."""
    row = shape(tokens[parts[number].begin : topic])
    if not number or not re.fullmatch(r"(?:其中)?(?:包括了?|涵盖|涵括|含|包含|如|例如|比如)[^，OV]{0,12}", row):
        return None
    before = parts[number - 1]
    verb = next((i for i in range(before.end - 1, before.begin - 1, -1) if tokens[i].kind == VERB), None)
    if verb is None or "模型" not in "".join(token.word for token in tokens[verb + 1 : before.end]):
        return None
    weak = tokens[verb].word in grammar.parts.get("weak", ())
    return Event(
        number - 1, tokens[verb], tokens[topic], "object", verb, before.end, tokens[verb].how, weak, verb, before.end
    )


def _onto(tokens: list[Token], parts: list[Clause], number: int, topic: int, grammar: Grammar) -> Event | None:
    """T 等系列模型，已陆续上线 X 平台: the topic is the subject, and the next clause says where it went."""
    if number + 1 >= len(parts) or not re.fullmatch(r"[AD此外]*", shape(tokens[parts[number].begin : topic])):
        return None
    following = parts[number + 1]
    rest = shape(tokens[topic + 1 : parts[number].end])
    also = tokens[following.begin].word in ("还", "并", "也", "又", "同时")
    if not (also or re.fullmatch(r"[^，OGSVRNPF]{0,16}", rest)):
        return None
    verb = next((i for i in range(following.begin, following.end) if tokens[i].kind != ADVERB), following.end)
    if verb >= following.end or tokens[verb].word not in grammar.parts.get("towards", ()):
        return None
    return Event(
        number + 1, tokens[verb], tokens[topic], "passive", verb, verb + 1, tokens[verb].how, False, verb, verb + 1
    )


_MADE = (
    "打造",
    "推出",
    "推出了",
    "上线",
    "上线了",
    "开发",
    "研发",
    "搭建",
    "构建",
    "建成",
    "实现",
    "实现了",
    "升级",
    "完成",
)
_BUILT = re.compile(
    r"^.{0,16}?(?:开发|打造|研发|搭建|构建|建成|训练|微调|定制|推出|上线|推送|上车|启用|投用|投入使用|发布|亮相|落地|交付|面世|问世|上岗|自动生成|生成|提供|实现|试运行|试点|开放)"
)


def _nominal(
    tokens: list[Token], clause: Clause, number: int, topic: int, before: str, grammar: Grammar
) -> Event | None:
    """X × DeepSeek, X DeepSeek 一体机: no verb, the names stand side by side."""
    crossed = re.search(r"(?:[×✕]|[\u4e00-\u9fffA-Z]x) ?$", before)
    if crossed and len(before) > 1 and not _ABOUT_IT.match("".join(t.word for t in tokens[topic + 1 : clause.end])):
        return _event(tokens, number, "noun", topic - 1, None, topic, grammar)
    behind = "".join(token.word for token in tokens[topic + 1 : topic + 6])
    if before and re.match(
        r"^.{0,6}一体机(?!性能|测评|评测|市场|概念|价格|选型|报告|行业|热|的|.{0,4}采购|.{0,4}招标|.{0,4}项目)", behind
    ):
        return _event(tokens, number, "noun", topic, None, topic, grammar)
    return None
