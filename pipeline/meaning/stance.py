"""Polarity and modality: does the text assert the event, deny it, plan it, rumour it, or only ask?"""

import re
from dataclasses import dataclass

from pipeline.meaning.clauses import Event
from pipeline.meaning.tokens import (
    ADVERB,
    CONDITION,
    DENIAL,
    FUTURE,
    LIGHT,
    PLAN,
    REPORT,
    RUMOUR,
    VERB,
    Token,  # fmt: skip
    text_of,
)

_ABILITY = ("可以", "可", "能", "能够")
_ENDED = (
    "误读",
    "不实",
    "不属实",
    "假消息",
    "谣言",
    "误传",
    "误发",
    "子虚乌有",
    "辟谣",
    "被叫停",
    "叫停",
    "搁置",
    "被搁置",
    "终止",
    "取消",
    "放弃",
    "停用",
    "下线",
)
_AVAILABLE = (
    "唤醒",
    "唤起",
    "呼出",
    "畅用",
    "畅享",
    "切换",
    "选用",
    "选择",
    "启用",
    "支援",
    "使用",
    "可用",
    "可使用",
    "体验",
    "调用",
    "部署",
    "运行",
    "支持",
    "提供",
    "适配",
    "兼容",
)


_HEARSAY = re.compile(r"^[^，。]{0,6}?[”」\"]?的?(?:截图|传闻|传言|说法|讨论|疑问|质疑|谣言|谣传|假消息|网传)")
_UNDER_STUDY = re.compile(
    r"^[^，。]{0,12}?(?:仍|尚|还|正|目前)*(?:在|处于|处在|处|停留在|有待|尚待|尚需)[^，。]{0,8}?(?:论证|评估|预研|调研|研究中|研究阶段|筹备|规划|洽谈|商谈|沟通|讨论|探索|考察|选型|招标)"
    r"|^[^。]{0,14}?(?:公开招标|启动招标|发布招标|进行招标|公开询价|竞争性磋商)"
    r"|^[^，。]{0,8}?(?:评测|测试|评估|备选|候选|观察|选型)(?:清单|名单|范围|库)"
    r"|^的?(?:规划|计划|筹备|立项|申报|方案设计|前期)"
    r"|^[ “\"']*(?:可以期待|值得期待|敬请期待|拭目以待|指日可待)"
    r"|^[^，。]{0,8}?持[^，。]{0,8}(?:态度|意见|立场|观点)|^[^，。]{0,4}?的(?:预研|调研|论证|可行性|探索)|^[^，。]{0,12}?(?:做|开展)[^，。]{0,6}(?:论证|预研|可行性|调研|研究|评估)|^[^，。]{0,12}?进行了?(?:沟通|交流|洽谈|商谈|论证|评估|调研|研究)"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text stands to an event: "asserted", "announced" (officially, for later) or the reason why not."""

    name: str

    @property
    def positive(self) -> bool:
        """Whether the event counts as an adoption."""
        return self.name in ("asserted", "announced")


def stance(tokens: list[Token], event: Event, begin: int, reported: bool, question: bool) -> Stance:
    """The stance of one event; tokens[begin:event.last] is everything from its subject's end to verb and topic.

    `reported` says that a company's own 宣布/表示 governs the clause, `question` that its sentence ends in a question mark.
    """
    middle = [token for token in tokens[begin : event.last] if token.kind != "x"]
    before_verb = [token for token in middle if event.verb is None or token.start < event.verb.start]
    kinds = {token.kind for token in before_verb}
    if DENIAL in kinds and _governs(tokens, before_verb, event):
        return Stance("denied")
    ahead = text_of(tokens[begin : event.first])
    if "继续" not in ahead and any(
        token.word in _ENDED for token in tokens[event.last : event.last + 24] if token.kind == DENIAL
    ):
        return Stance("denied")
    if _UNDER_STUDY.match(text_of(tokens[event.last : event.last + 24])):
        return Stance("plan")
    if RUMOUR in kinds or _HEARSAY.match(text_of(tokens[event.last : event.last + 8])):
        return Stance("rumour")
    if _CONTRACT.match(ahead) and _PROJECT.match(text_of(tokens[event.last : event.last + 12])):
        return Stance("plan")
    if PLAN in kinds or any(token.word in _SHUNS for token in middle):
        return Stance("plan")
    if CONDITION in kinds and not _available(before_verb, event):
        return Stance("condition")
    if question:
        return Stance("question")
    if FUTURE in kinds and _is_future(tokens, begin, event):
        return Stance("announced" if reported else "future")
    return Stance("asserted")


_CONTRACT = re.compile(
    r"[^，。]{0,14}?(?:签约|中标(?!后)|承建|承接|拿下|签下|斩获|预中标)"
)  # 青石签约某银行 T 部署项目
_PROJECT = re.compile(r"[^，。]{0,12}?(?:项目|订单|大单|合同|标段)")
_SHUNS = ("避免", "防止", "警惕", "切忌")


def _governs(tokens: list[Token], before_verb: list[Token], event: Event) -> bool:
    """A denial counts when only adverbs and light verbs, or few words, part it from the verb."""
    denials = [token for token in before_verb if token.kind == DENIAL]
    if len(denials) > 1 and denials[0].word in ("并非", "不是"):
        return False  # 并非没有接入
    denial = max(token.end for token in denials)
    if event.verb is None:
        return True
    between = [token for token in tokens if denial <= token.start < event.verb.start]
    if re.fullmatch(r"[在于][^，。]{2,12}[中里内上]", "".join(token.word for token in between)):
        return True  # 尚未在已上线产品中采用
    plain = sum(token.kind == "x" for token in between)
    if "为了" in "".join(token.word for token in between[:3]):
        return True  # 不会为了接入而接入
    return plain <= 12 and not any(token.kind == VERB for token in between[:-1] if token.end <= event.topic.start)


def _available(before_verb: list[Token], event: Event) -> bool:
    """可使用 T, 可一键部署 T: an ability that is an offer of the platform."""
    words = [token.word for token in before_verb if token.kind == CONDITION]
    return event.verb is not None and event.verb.word in _AVAILABLE and all(word in _ABILITY for word in words)


def _is_future(tokens: list[Token], begin: int, event: Event) -> bool:
    """将 is the future when it stands at the verb, and 'take' (将 DeepSeek 接入) when the topic follows it."""
    for i in range(begin, event.last):
        token = tokens[i]
        if token.kind != FUTURE or (event.verb is not None and token.start > event.verb.start):
            continue
        if not token.word.endswith("将") or token.word in ("即将", "或将"):
            return True  # 也将 T 接入 takes it, as 将 does
        follow = next((t for t in tokens[i + 1 : event.last] if t.kind != ADVERB), None)
        if follow is None or follow.kind in (VERB, LIGHT, CONDITION, FUTURE, REPORT):
            return True
        if follow.word in ("与", "和", "跟", "同", "对"):
            return True
        taken = text_of(tokens[i + 1 : event.last])
        if event.form == "object" and re.match(r"[^，]{0,4}(?:进一步|持续|继续|全面|逐步|陆续|很快|正式|在|于)", taken):
            return True
    return False
