"""Verdicts: the stance of an event in its whole sentence and text, whether somebody else says it, asks it or teaches it."""

import re

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance, stance
from pipeline.meaning.tokens import HOWTO, ORG, REPORT, RUMOUR, Token, shape, text_of


def _only_quoted(tokens: list[Token], event: Event) -> bool:
    """X 回应“将接入 T”：…: what others say, which X neither says nor confirms."""
    for i in range(event.first - 1, 0, -1):
        if tokens[i].word in "“「" and tokens[i - 1].word in ("回应", "回复", "澄清", "谈", "辟谣"):
            closed = next((n for n in range(i, len(tokens)) if tokens[n].word in "”」"), len(tokens))
            rest = text_of(tokens[closed:])
            return event.last <= closed and not re.search(r"属实|确[认有]|证实|已(?:经)?(?:接入|上线|部署|完成)", rest)
    return False


def _asked_of(tokens: list[Token], event: Event) -> bool:
    """如何看待 X 宣布接入 T? What is asked about has been announced."""
    before = text_of(tokens[: event.first])
    return before.startswith(("如何看", "怎么看", "怎样看待", "如何评价")) and ("宣布" in before or "官宣" in before)


def officially(tokens: list[Token], event: Event) -> bool:
    """Whether a tool that people connect themselves (Dify 接入 T) is said to have done it by its maker."""
    return any(
        token.kind == REPORT or token.word.startswith(("正式", "已", "全面", "率先", "首批"))
        for token in tokens[: event.last]
    )


def verdict_of(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    begin: int,
    reported: bool,
) -> Stance:
    """Whether what an event tells has come about: asserted, announced, or what speaks against it."""
    begun, ended = parts[event.clause].begin, parts[event.clause].end
    asking = sentence.question or tokens[-1].word in ("吗", "么")
    asked = asking and event.clause == len(parts) - 1 and not _asked_of(tokens, event)
    verdict = stance(tokens, event, begin, reported, asked)
    if re.search(r"N[^，]{0,14}R[AD]*$", shape(tokens[begun : event.left])):
        return Stance("denied")  # 没有像其他车企一样官宣接入 T
    if verdict.name == "future" and sentence.title and _in_full(tokens, event):
        verdict = Stance("announced")
    if not verdict.positive:
        return verdict
    before, here = tokens[: event.first], tokens[begun : event.first]
    ahead, behind = text_of(before), text_of(tokens[event.last : event.last + 20])
    if any(token.word == "下架" for token in tokens[event.last : ended]):
        return Stance("denied")  # T 应用已从 X 商店下架
    if _CHOSEN.search(text_of(here)) and _CHOICE.match(behind):
        return Stance("opinion")
    if _ABOUT_USE.search(text_of(here)) and _RISK.match(behind):
        return Stance("opinion")  # 就企业使用 T 的外泄风险发出提示
    if text_of(tokens[:2]) in ("建议", "建议：", "提示：", "注意："):
        return Stance("opinion")  # 建议：更新至最新版本
    if reading.tender and not any(token.word in _DONE for token in before):
        return Stance("plan")
    if any(token.word in _WHETHER for token in here):
        return Stance("question")
    if any(token.word in ("如果", "假如", "倘若", "一旦", "要是") for token in before[-40:]):
        return Stance("condition")
    hearsay = any(token.kind == RUMOUR for token in before) or _NO_SOURCE.search(ahead)
    if hearsay and not any(token.word in reading.grammar.parts.get("confirm", ()) for token in before):
        return Stance("rumour")
    if _only_quoted(tokens, event):
        return Stance("question")
    if asking and _ASKED.search(ahead):
        return Stance("question")
    if _MISREAD.search(ahead):
        return Stance("denied")
    done = event.verb is not None and event.verb.word.endswith("了")  # 几乎所有的云都支持了 T，比如 A、B
    teaches = reading.howto or any(token.kind == HOWTO for token in before) or _TEACHES.search(ahead)
    teaches = teaches or _EXPLAINED.match(behind)
    if teaches and not done and not any(token.word in _DONE for token in before):
        return Stance("howto")
    return verdict


def _in_full(tokens: list[Token], event: Event) -> bool:
    """百度搜索将全面接入 T: a headline that says so flatly of a known company reports its announcement."""
    at = next((i for i in range(event.first) if tokens[i].word in ("将", "即将")), -1)
    known = any(t.kind == ORG and t.company for t in tokens[: max(at, 0)])
    return known and any(t.word in ("全面", "正式", "陆续", "全线", "全系") for t in tokens[at + 1 : event.last])


# 成为客户部署 T 的优先选择: nobody has done it
_CHOSEN = re.compile(r"(?:成为|成了|正是|是|作为)[^，。]{0,12}(?:客户|用户|企业|单位|机构|行业|市场|大家|人们|部门)$")
_CHOICE = re.compile(r"的[^，。]{0,4}(?:选择|首选|选项|入口|途径|方式|路径|利器|载体|捷径|敲门砖)")
_ABOUT_USE = re.compile(r"[就对针][^，。]{0,3}(?:企业|用户|单位|机构|员工|学生|公众)[^，。]{0,4}$")
_RISK = re.compile(r"的?[^，。]{0,12}(?:风险|隐患|问题|安全|指南|建议)")
_NO_SOURCE = re.compile(  # 有网友称…
    r"有(?:投资者|网友|网民|股民|短视频|自媒体|帖子|博主)(?!关系)[^，。：问复答]{0,10}[称传曝](?![赞为道号])|有(?:媒体|外媒)(?:报道|消息|爆料)?称[^。]{0,14}(?:将|拟|考虑)|有(?:报道|消息|传言)称"
)
_ASKED = re.compile(r"(?:投资者|网友|股民|有人|读者)[^。]{0,30}?(?:追问|提问|询问|发问|问道|问)[：，]")


# 被转载为“青石接入 T”: what others made of it
_MISREAD = re.compile(r"(?:转载|误传|误读|解读|曲解|讹传|改写|炒作|误会)(?:为|成|作)[“「][^”」]{0,20}$")


_EXPLAINED = re.compile(
    r"[^，。：]{0,14}?(?:方法|步骤|流程|教程)(?:详解|全解|分享|总结|整理|$|[：:])|[^，。：]{0,10}?(?:详解|教程|攻略)(?:$|[：:])"
)


_TEACHES = re.compile(
    r"如何在[^，。]{2,40}$|第[一二三四五六七八九十\d]{1,2}[讲课期]：|(?:讲座|公开课|微课)[^，。]{0,6}："
)


_WHETHER = ("是否", "能否", "会否", "有否")


# in a headline these do not make the whole text a tutorial: 三家品牌怎么用AI
MILD = ("怎么选", "怎么用", "选购", "使用方法", "技巧", "课程", "教学")


_DONE = ("已", "已经", "现已", "正式", "宣布", "官宣", "率先", "首批")
