"""The topic as the base of something: X 以 T 为底座, X 由 T 驱动, X 的底座是 T; and at work in what was launched."""

import re

from pipeline.meaning.clauses import Clause
from pipeline.meaning.tokens import ORG, VERB, Token, text_of

_ADDS = re.compile(r"加入了?(?:基于|依托|由)[“「]?$")  # 在新版中加入基于 T 的问答
_UPON = re.compile(r"在[“「]?$")  # 在 T 基础上微调
_TUNED_ON = re.compile(
    r"[”」]?(?:[、和与及][^，。]{2,10}?)?(?:大?模型)?的?双?(?:基础|底座|基座)之?上，?[^，。]{0,10}?(?:微调|训练|精调|二次开发|研发|开发|打造|构建|建成|搭建|建起)"
)
_TAKEN_AS = re.compile(r"(?:F|将|把)(?:[^，OT]{0,8}V的)?[“「]?$")  # 将 T 作为研判引擎
_AS_BASE = re.compile(r"以(?:[^，OT]{0,8}V的)?[“「]?$")
_BASE = re.compile(
    r"^(?:[、和与及][^，]{2,16}?)?[^，]{0,6}?(?:为|作为|做|作)(?:其|双|研判|分析|决策|问答|语义|两大|共同|主要|核心|统一|推理|技术|智能|底层|基础|AI|ai|的|主|重要|关键)*(?:底座|基座|核心|基础|引擎|内核|底层|底模|基模|大脑|依托|支撑|模型|驱动|主力|骨干|首选|主流)"
)
_BY = re.compile(r"由(?:[^，OT]{0,10}V的)?[“「]?$")
DRIVES = re.compile(
    r"^(?:[与和及][^，]{2,12}?)?[^，]{0,8}?(?:驱动|提供[^，]{0,10}(?:支持|能力|支撑|服务|引擎|推理|分析)|支持|支撑|赋能|加持|承担|负责|完成|处理)"
)
_USES = re.compile(r"Q[A则]*([用跑接])[“「]?$")  # 客服大模型用 T
_WORKS_WITH = re.compile(r"O(用)[“「]?$")  # 青石银行用 T 做合同质检
_WORK = re.compile(r"(?:来)?(?:做|写|审|查|管|处理|辅助|生成|识别|分析|撰写|审核|质检|答|编)")
_PEOPLE = (
    "团队",
    "实验室",
    "研究院",
    "编辑部",
    "员工",
    "全员",
    "开发者",
    "企业",
    "个人",
    "官方",
    "教师",
    "人工智能",
    "ai",
)
_IS_BASE = re.compile(
    r"(?:技术|模型|推理|底层|默认|主力|主)?(?:默认|底座|基座|底层|底层模型|基础模型|模型|基模|底模|背后|后台|内核|引擎|大脑|底层V|(?:用|接|选|跑|VA?|装)的)[^，VLN]{0,8}?(?:正是|就是|同样是|[同均皆都也]?[是为]|V的是|[用选]的是|来自|出自|选用|基于|采用)[“「AD]*"
    r"|(?:技术|模型|推理|底层)?(?:底座|基座|内核)[“「AD]*"
)
BUILT = re.compile(
    r"^优化(?!版)|^.{0,16}?(?:升级了|改进|改造|重构|重塑|开发|打造|研发|搭建|构建|建成|训练|微调|定制|推出|上线|推送|上车|启用|投用|投入使用|发布|亮相|落地|交付|面世|问世|上岗|自动生成|生成|提供|(?:本地化|私有化|本地)部署|通过验收|实现|试运行|试点|开放|进行[^，]{0,8}?(?:推理|分析|问答|审核|识别|质检|解读|生成|研判|总结|处理|检索|校验))"
)
TUNED = re.compile(r"(?:结合|融合|利用|使用|采用|通过|经过|并|用)[^，]{0,24}?(?:微调|训练|优化|打造|研发|开发|构建)")
# 助手由青石大学牵头开发，(基于 T)
MADE_BY = re.compile(
    r"由[^，]{2,20}?(?:牵头|联合|自主|独立)?(?:开发|研发|打造|推出|建设|研制)|(?:助手|系统|平台|智能体|机器人|服务|应用)[^，]{0,8}(?:部署完毕|上线|投用|启用|投入使用|开发完成|上岗)$"
)
# what the topic does in a product of somebody's: …上线，T 替农技员答疑
AT_WORK = re.compile(
    r"^(?:来|也来)?(?:替|给|为|帮|教|陪|当|做|答|解|写|读|判|看|查|管|审|助力|加持|赋能|支持|辅助|生成|解答|驱动|回答|上阵|担纲|接棒|坐镇|领衔)(?!了?(?:人类|大家|你|我))"
)


def base(tokens: list[Token], begin: int, topic: int, before: str, behind: str) -> int | None:
    """X 以 T 为底座, X 由 T 驱动, X 的底座是 T: the token at which the words about the topic begin."""
    if (match := _AS_BASE.search(before)) and _BASE.match(behind):
        return begin + match.start()
    if (match := _TAKEN_AS.search(before)) and _BASE.match(behind):
        return begin + match.start()
    if (match := _USES.search(before)) and tokens[begin + match.start()].word not in _PEOPLE:
        return begin + match.start(1)
    if (match := _WORKS_WITH.search(before)) and _WORK.match(behind):
        return begin + match.start(1)
    if (match := _ADDS.search(before)) and behind.startswith(("的", "”的", "驱动", "打造", "开发")):
        return begin + match.start()
    if (match := _UPON.search(before)) and _TUNED_ON.match(behind):
        return begin + match.start()
    if (match := _BY.search(before)) and DRIVES.match(behind):
        return begin + match.start()
    for i in range(max(begin, topic - 14), topic):
        row = "".join(token.word if token.kind in "xQ" else token.kind for token in tokens[i:topic])
        if _IS_BASE.fullmatch(row):
            return i
    return None


def launched(tokens: list[Token], parts: list[Clause], number: int) -> bool:
    """Whether a clause launches or renews something of somebody's: X“小禾”上线, X：智能体上线."""
    clause = parts[number]
    words = text_of(tokens[clause.begin : clause.end])
    if re.search(r"[不未没]", words):
        return False
    launched = [
        t for t in tokens[clause.begin : clause.end] if t.kind == VERB and t.how in ("hosts", "deploys", "integrates")
    ]
    named = (number > 0 and parts[0].mark == "：") or any(
        t.kind == ORG for t in tokens[clause.begin : clause.begin + 6]
    )
    return bool(launched or "换" in words) and named
