"""Relations: which verb of a clause has the topic as its object, in which direction, and where its subject stands."""

import re
from collections.abc import Iterator

from pipeline.meaning.bases import AT_WORK, BUILT, DRIVES, MADE_BY, TUNED, base, launched
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.reaching import among, means, one_of_several, onto
from pipeline.meaning.tokens import (
    ADVERB,
    DENIAL,
    LIGHT,
    ORG,
    OTHER,
    PRODUCT,
    REPORT,
    SELF,
    TOPIC,
    VERB,
    Grammar,
    Token,
    shape,  # fmt: skip
    text_of,
)

MOST = 16  # events read in one sentence; nobody writes more
REACH = 30  # characters between a verb and its object, at most


def events(tokens: list[Token], parts: list[Clause], grammar: Grammar) -> Iterator[Event]:
    """Every adoption verb that has the topic as its object, in reading order."""
    read = 0
    for number, clause in enumerate(parts):
        seen: set[int] = set()
        for at in range(clause.begin, clause.end):
            if tokens[at].kind == TOPIC and not _measured(tokens, clause, at):
                event = (
                    _object(tokens, clause, number, at, grammar)
                    or _other_forms(tokens, parts, clause, number, at, grammar)
                    or means(tokens, parts, number, at)
                )
                event = event or among(tokens, parts, number, at, grammar)
                event = event or one_of_several(tokens, parts, number, at, grammar)
                event = event or onto(tokens, parts, number, at, grammar)
                if event and event.first not in seen:
                    seen.add(event.first)
                    yield event
                    read += 1
                    if read >= MOST:
                        return


_EVEN = re.compile(
    r"^[^，。]{0,40}?(?:并列|持平|相当|互有|不相上下|不分伯仲|相比|对比|比较|比肩|看齐|同台|pk|旗鼓相当|相近|类似|相似|打平|齐名|放在同)"
)
_BEYOND = re.compile(
    r"(?:超过(?![\d一二三四五六七八九十百千两数几近])|超越|优于|媲美|对标|逊于|逊色于|不输|胜过|赶超|比肩|强于|不及)[了“「]?[^，。]{0,6}$"
)


def _measured(tokens: list[Token], clause: Clause, topic: int) -> bool:
    """Whether something is only compared with the topic: 与 T 并列第一, 在多项任务上超过 T."""
    before = text_of(tokens[max(clause.begin, topic - 8) : topic])
    if _BEYOND.search(before):
        return True
    behind = text_of(tokens[topic + 1 : clause.end])
    return bool(re.search(r"[与和跟同将、][“「]?$", before) and _EVEN.match(behind))


def _event(
    tokens: list[Token], number: int, form: str, left: int, verb: int | None, topic: int, grammar: Grammar
) -> Event:
    word = tokens[verb] if verb is not None else None
    first, last = (min(verb, topic), max(verb, topic)) if verb is not None else (topic, topic)
    weak = word is not None and word.word in grammar.parts.get("weak", ())
    kind = word.how if word and word.kind == VERB else "hosts"
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
            and (token.word not in grammar.parts.get("paired", ()) or _joins(tokens, i, topic))
            and (topic - i <= 2 or not _renewed(token, grammar))
        ):
            best = i
            while best > clause.begin and _chained(tokens, best, clause.begin):
                best = _previous_verb(tokens, best, clause.begin)
            break
    if best is None:
        return None
    rest = text_of(tokens[topic + 1 : clause.end])
    words = text_of(tokens[best + 1 : topic])
    by = "由" in text_of(tokens[max(clause.begin, best - 10) : best]) and words.startswith("的")
    if by and DRIVES.match(rest):
        return None  # 由医院机房内部署的 T 驱动
    if re.search(r"讲座|讲堂|课程|培训|论坛|沙龙", words):
        return None  # 推出“一小时讲座”之 T 专题
    if tokens[best].word.startswith("打造") and not _WARE.match(rest):
        return None  # 打造 T 产业生态
    if tokens[best].word == "支持" and re.search(
        r"(?:企业|机构|单位|医院|学校|高校)[^，]{0,4}(?:开展|进行|推进|探索)$", words
    ):
        return None  # 支持龙头企业开展 T 部署
    if re.search(r"被[视认看誉称]", words):
        return None  # X 的发布被视为对 T 的回应
    if any(token.kind == DENIAL for token in tokens[best + 1 : topic]):
        return None  # 在连接外网的电脑上屏蔽 T
    if words.startswith("、") or re.match(r"的[^，]*[中里]", words):
        return None  # 豆包上车、T 缺席; 发布的岗位描述中…T
    between = "".join(
        OTHER if token.word in grammar.others else token.word if token.kind == "x" else token.kind
        for token in tokens[best + 1 : topic]
    )
    marked = re.search(r"[将把让]$|[与和跟同][“「\"]?$", between)
    if marked and not re.search(r"[、OMT][和与及][“「\"]?$", between):
        later = _verb_after(tokens, topic, clause.end, grammar)
        if later is not None:
            return _event(tokens, number, "turned", topic, later, topic, grammar)
    if OTHER in between and not re.search(r"M[^，]{0,10}(?:[、和与及或/,+&加]|以及|同时|外)[^，]{0,10}$", between):
        return None  # the object is another model: 接入豆包的…
    if tokens[best].how == "hosts" and "其" not in between and _is_about(tokens[topic + 1 : clause.end]):
        return None
    left = _before_light(tokens, best, clause.begin)
    if _renewed(tokens[best], grammar):  # 助手由原先的 T 升级至 T
        left = next((i for i in range(clause.begin + 1, best) if tokens[i].word in ("由", "从")), left)
    return _event(tokens, number, "object", left, best, topic, grammar)


# what is published is about the topic or around it, and no use of it: 推出 T 安全评估服务, 上线基于 T 的通识课程
_ABOUT_IT = re.compile(
    r"^[^，。]{0,16}?(?:(?:安装调试|安装|调试|维保|运维|实施)[^，。]{0,8}服务|课程|通识课|培训|讲座|讲堂|公开课|指南|手册|白皮书|蓝皮书|报告|论文|教程|攻略|防护|安全方案|安全服务|检测服务|排查|评估服务|加固|安全建议|风险提示|征文|(?:职场|实战|入门|精品|付费|线上|系列|实操)课|示例|样例|大赛|比赛|竞赛|比武|工作坊|沙龙|训练营|研讨会|榜单|测评|有关|相关的?(?:图文|文章|公告|说明|澄清))(?!的?(?:助手|助理|智能体|平台|系统|工具|生成|机器人|解读|写作|撰写|审核|推荐|问答|功能))"
)


def _is_about(behind: list[Token]) -> bool:
    return bool(_ABOUT_IT.match("".join(token.word for token in behind)))


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
        taken = tokens[i].word == "加入" and any(
            token.word in ("将", "把") for token in tokens[max(0, topic - 2) : topic]
        )
        if taken or (tokens[i].kind == VERB and (light or not _renewed(tokens[i], grammar))):
            return i
    return None


_MAKES = re.compile(r"(?:研发|打造|开发|推出|自研|构建|训练|公布)[的了]?$")  # 其研发的基于 T 的…


def _joins(tokens: list[Token], verb: int, topic: int) -> bool:
    """自研大模型结合 T: a product joins it."""
    own = verb and (tokens[verb - 1].kind == PRODUCT or tokens[verb - 1].word in ("”", "」"))
    return bool(own) and tokens[verb].word == "结合" and topic - verb <= 2


def _renewed(token: Token, grammar: Grammar) -> bool:
    """升级, 切换: somebody's act only where it is completed (完成 T 升级); else the maker's news."""
    return token.word in grammar.parts.get("renewed", ())


def _other_forms(
    tokens: list[Token], parts: list[Clause], clause: Clause, number: int, topic: int, grammar: Grammar
) -> Event | None:
    """The verb stands behind the topic, or there is none."""
    if text_of(tokens[topic + 1 : topic + 3]) in ("有关", "相关"):
        return None  # 任何与 T 有关的应用程序
    before = shape(tokens[clause.begin : topic])
    behind = text_of(tokens[topic + 1 : clause.end])
    if (left := base(tokens, clause.begin, topic, before, behind)) is not None:
        return _event(tokens, number, "turned", left, None, topic, grammar)
    if not before and behind[:1] in ("×", "✕") and topic + 2 < clause.end and tokens[topic + 2].kind == ORG:
        return _event(tokens, number, "noun", topic, None, topic, grammar)
    with_it = re.fullmatch(r"[AD]*(?:并|还)?(?:基于|依托|借助|利用|运用|采用|结合)[“「]?", before)
    if with_it and number and number + 1 < len(parts) and _launched_with(tokens, parts, number):
        return _event(tokens, number, "turned", clause.begin, None, topic, grammar)
    made_with = re.search(
        r"^(?!.*(?:由(?![SO企公集学医院校该本信技])|验证|测试|研究|[BP])).*(?:[利运]|[：，ORSADQ部处科组])用$", before
    ) and BUILT.match(behind)
    if re.search(r"[为给向替因用靠比像谈聊论评]$", before) and not made_with:
        return None
    if re.search(
        r"(?:学习|学用|讲授|讲解|培训|普及|演示|学会)了?[“「]?$",
        text_of(tokens[max(clause.begin, topic - 4) : topic]),
    ):
        return None  # 组织干部学习 T 应用
    if re.search(r"通过[“「]?$", before) and _WORKS.match(behind) and topic > clause.begin + 2:
        return _event(tokens, number, "turned", topic - 2, None, topic, grammar)  # 青石基金通过 T 开展了问答
    moved = text_of(tokens[parts[number - 1].begin : topic]) if number else text_of(tokens[clause.begin : topic])
    if re.search(r"(?:换|切换|迁移|更换|升级|改用)[^，。]{0,6}[：，]?从[^，。]{1,10}到[“「]?$", moved):
        return _event(tokens, number, "turned", clause.begin, None, topic, grammar)  # 换芯：从甲到 T
    if spans := re.search(r"(?:建成|建起|形成)了?[^，V]{0,4}(?:涵盖|囊括|包含)[“「]?$", before):
        return _event(tokens, number, "turned", clause.begin + spans.start(), None, topic, grammar)
    if tokens[topic - 1].word == "结合" and re.match(
        r"(?:自主|联合|共同)?(?:开发|打造|推出|构建|研发|搭建|训练)了", behind
    ):
        return _event(tokens, number, "turned", topic - 1, None, topic, grammar)  # …，结合 T 开发了值守助手
    if built := re.search(r"(?:基于|依托|借助|利用|运用|采用|(?<![使选通])用)[“「]?$", before):
        made = BUILT.search(text_of(tokens[topic + 1 : clause.end]))
        ahead = text_of(tokens[clause.begin : clause.begin + built.start()])
        made = made or (_MAKES.search(ahead) if not _is_about(tokens[topic + 1 : clause.end]) else None)
        if not made and built.start() and number + 1 < len(parts):
            made = BUILT.match(text_of(tokens[clause.end + 1 : clause.end + 5]))
            made = made or TUNED.match(text_of(tokens[clause.end + 1 : parts[number + 1].end]))
        if not made and number and not ahead.strip("并且它其") and not _is_about(tokens[topic + 1 : clause.end]):
            made = MADE_BY.search(text_of(tokens[parts[number - 1].begin : clause.begin]))
        if not made and number == 1 and parts[0].mark == "：" and not ahead:
            made = _ENTRY.match(text_of(tokens[topic + 1 : clause.end]))
        if made:
            return _event(tokens, number, "turned", clause.begin + built.start(), None, topic, grammar)
    if number and not before and AT_WORK.match(behind) and launched(tokens, parts, number - 1):
        return _event(tokens, number, "turned", clause.begin, None, topic, grammar)
    if re.search(r"(?:在|随着|值)[“「]?$", before) and re.match(
        r"[^，]{0,14}(?:之际|之时|一周年|周年|的当[天日下]|的背景下)", behind
    ):
        return None  # 在 T 发布一周年之际
    verb = _verb_after(tokens, topic, clause.end, grammar)
    if verb == topic + 1 == clause.end - 1 and tokens[max(clause.begin, topic - 1)].word == "回应":
        return None  # A、B 回应 T 接入: what they said is told below
    if verb is None or re.match(r"^.{0,8}一体机", text_of(tokens[topic + 1 : topic + 7])):
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
        project = before.endswith(ORG) and re.match(r"^[^，]{0,6}(?:项目|工程|Q)[A在“「]*$", between)
        if project or re.search(r"^[^，]{0,8}在$", between) or re.match(r"^(?:免费|限时|[A在C“「])*$", between):
            return _event(tokens, number, "turned", topic, verb, topic, grammar)
        return _nominal(tokens, clause, number, topic, before, grammar)
    return _event(tokens, number, "towards", topic, verb, topic, grammar)


_WORKS = re.compile(r"[^，。]{0,6}?(?:开展|实现|搭建|构建|打造|赋能)了")
_LAUNCHES = re.compile(r"(?:推出|发布|上线|打造|研发|开发|升级)(?!.*(?:报告|论文|文章|白皮书|指南))")
_SERVES = re.compile(r"(?:帮助|助力|赋能|为[^，]{2,}?(?:提供|打造|带来)|提升|实现|可以?[^能]|能够|支持|让|使)")


def _launched_with(tokens: list[Token], parts: list[Clause], number: int) -> "re.Match[str] | None":
    """青石科技推出知识库，利用 T 等模型，帮助企业…: what was just launched works with the topic."""
    before = text_of(tokens[parts[0].begin : parts[number - 1].end])
    behind = text_of(tokens[parts[number + 1].begin : parts[number + 1].end])
    return _SERVES.match(behind) if _LAUNCHES.search(before) else None


_ENTRY = re.compile(  # 青石银行：基于 T 的授信报告撰写平台
    r"的[^，。：]{2,24}?(?:平台|系统|助手|智能体|应用|机器人|工具|知识库|一体机|实践|项目)[”」]?(?:$|[（(，])"
)
_MODELS = re.compile(
    r"(?:机型|车型|版[^，权]{0,6}?)(?:已|正式|全面|首批)?(?:开售|上市|发布|上线|亮相|推送|首发|面世|开卖|预售)"
)
_WARE = re.compile(r"[^，。]{0,6}?(?:智能体|助手|助理|平台|系统|一体机|机器人|知识库|大脑)")
_PLUS = re.compile(r"[+·][^”」]{1,6}[”」][^，]{0,4}?(?:助手|平台|系统|智能体|大模型|机器人)")
_TWO_BEHIND = re.compile(r"[+、与和加][^，。]{2,10}?双(?:模型|引擎|擎)")
_TWO = re.compile(r"的?[“「]?双(?:模型|引擎|模|擎)")


def _nominal(
    tokens: list[Token], clause: Clause, number: int, topic: int, before: str, grammar: Grammar
) -> Event | None:
    """X × DeepSeek, X DeepSeek 一体机: no verb, the names stand side by side."""
    if topic and tokens[topic - 1].word == "灰度测试" and topic - 1 > clause.begin:
        return _event(tokens, number, "object", topic - 1, None, topic, grammar)
    words = text_of(tokens[topic + 1 : clause.end])
    if before.endswith((ORG, "O“", "O「")) and _PLUS.match(words):
        left = topic if before.endswith(ORG) else topic - 1
        return _event(tokens, number, "noun", left, None, topic, grammar)  # 青石集团“T+调度”助手
    if number and ((re.search(r"[与和加+、]$", before) and _TWO.match(words)) or _TWO_BEHIND.match(words)):
        return _event(tokens, number, "noun", clause.begin, None, topic, grammar)  # …，自研模型与 T 双模型答疑
    if ORG in before and _MODELS.match(words):
        return _event(tokens, number, "noun", topic, None, topic, grammar)  # 美的空调首批 T 机型开售
    crossed = re.search(r"(?:[×✕]|(?<=^O)[^，]{0,8}\+|[\u4e00-\u9fffA-Z]x) ?$", before)
    if crossed and len(before) > 1 and not _is_about(tokens[topic + 1 : clause.end]):
        return _event(tokens, number, "noun", topic - 1, None, topic, grammar)
    behind = text_of(tokens[topic + 1 : topic + 6])
    if before.endswith(ORG) and re.match(r"^.{0,4}一体机[”」]?(?:性能|配置|价格|型号|方案)", behind):
        return _event(tokens, number, "noun", topic, None, topic, grammar)  # 青石科技 T 一体机性能配置
    if before and re.match(
        r"^.{0,6}一体机(?![”」]?(?:搜索|销量|成交|热搜|订单|询单|概念)|性能|测评|评测|市场|概念|价格|选型|报告|行业|热|的|.{0,4}采购|.{0,4}招标|.{0,4}项目)",
        behind,
    ):
        return _event(tokens, number, "noun", topic, None, topic, grammar)
    return None
