"""The day of a claim: the announcement's own date, the nearest one in its sentence, or the day of publication."""

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.items import DateBasis
from pipeline.meaning.claim import Claim
from pipeline.meaning.dates import Day, is_dateline
from pipeline.meaning.fold import Folded, fold_name


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with the folded text it was read in and every day that text names."""

    claim: Claim
    folded: Folded
    in_title: bool
    days: tuple[Day, ...]


def day_of(found: Found, published: dt.date | None) -> tuple[dt.date | None, DateBasis]:
    """The day of a claim, else the day of publication.

    The date before 宣布 is the announcement's; then the nearest before the verb, one just behind it, and for a company
    only spoken of the date of the sentence that names it.
    """
    claim = found.claim
    inside = _days_in(found, claim.sentence.start, claim.sentence.end)
    if claim.stance.name == "announced":
        inside = [
            day
            for day in inside
            if (day.start < claim.at or _SAID.search(found.folded.text, claim.at, day.start))
            and (published is None or day.day <= published)
        ]
    before = [day for day in inside if day.start < claim.at]
    said = [day for day in before if day.start < claim.said]
    later = [day for day in before if day.start > claim.said and day.basis is not DateBasis.PUBLISHED]
    if said and later and is_dateline(found.folded.text, said[-1]) and later[-1].day <= said[-1].day:
        said = later  # 财联社9月30日电，X 消息，9月29日，X 已完成…
    behind = [day for day in inside if day.start >= claim.at and _is_near(found, day)]
    if (
        "roll" in claim.rules
        and behind
        and behind[0].start - claim.at <= len(claim.name.text if claim.name else "") + 1
    ):
        said = behind[:1]  # 包括 A（12月1日）、B（12月2日）
    chosen = said[-1] if said else before[-1] if before else behind[0] if behind else None
    chosen = chosen or _begun(found, inside) or _carried(found) or _at_meeting(found)
    if chosen is None and "spoken of" in claim.rules and claim.name and not found.in_title:
        begin = _opening(found.folded.text, "\n。；", claim.name.start)
        told = _days_in(found, begin, claim.name.end + 40)
        chosen = next((day for day in told if found.folded.text.count("\n", day.end, claim.at) <= 8), None)
    chosen = chosen or _since(found) or _told_before(found) or _announced_near(found) or _release_day(found, published)
    chosen = chosen or _opened_with(found, published)
    if chosen is not None:
        return chosen.day, chosen.basis
    if published is not None:
        return published, DateBasis.PUBLISHED
    lines = [(day.day, day.basis) for day in found.days if is_dateline(found.folded.text, day)]
    return lines[0] if lines else (None, DateBasis.UNKNOWN)


def long_past(found: Found, published: dt.date | None) -> bool:
    """Whether a sentence that leaves the topic out tells of a day more than a year ago: X 于2019年11月20日上线."""
    claim = found.claim
    if published is None or not {"object left out", "status row"} & set(claim.rules):
        return False
    return any(
        day.day < published - dt.timedelta(days=400)
        for day in _days_in(found, claim.sentence.start, claim.sentence.end)
    )


def _begun(found: Found, inside: list[Day]) -> Day | None:
    """接入 T，2月8日起提供服务: the next clause opens with the day from which it is offered; in English, on which it was said."""
    text = found.folded.text
    for day in inside:
        between = text[found.claim.at : day.start]
        if day.start > found.claim.at and re.fullmatch(r"[^，。；]{2,40}[，,](?:并|也|还)?(?:于|自|从)?", between):
            return day
        if day.start > found.claim.at and _SAID.search(between):
            return day
    return None


_AT_WORK = re.compile(r"(?:正式)?(?:上线|投用|启用|投入使用|试运行|运行|上岗)以来")


def _since(found: Found) -> Day | None:
    """X 已接入 T。5月20日上线以来，…: the sentence behind opens with the day from which it has been at work."""
    text, end = found.folded.text, found.claim.sentence.end
    for day in found.days:
        if end <= day.start <= end + 3 and _AT_WORK.match(text, day.end):
            return day
        if end <= day.start <= end + 30 and _WORK_AT.search(text, end, day.start) and _FINISHED.match(text, day.end):
            return day  # X 接入 T。公司介绍，接入工作于2月14日晚间完成
    return None


_WORK_AT = re.compile(r"(?:接入|部署|上线|适配|改造|对接|升级|切换)(?:工作|任务|服务)?[^，。]{0,4}(?:已?于|在)$")
_FINISHED = re.compile(r"[^，。]{0,6}(?:完成|上线|投用|启用|开放|推送)")


_THERE = re.compile(r"(?:会议?上|现场|活动上|论坛上|发布会上|座谈会上|会议?期间|活动期间|\d{1,2}时(?:前后|许|左右)?，)")


_SAID = re.compile(r"\b(?:said|says|announced|told|wrote)\b[^.;]{0,60}$")
_FIRST_DAY = re.compile(r"首日|同日|当[天日晚]|day[- ]?0|0 ?day|零日")
_RELEASE = re.compile(r"开源|发布|推出|放出|上线|亮相")


def _release_day(found: Found, published: dt.date | None) -> Day | None:
    """4月24日，T 开源。A 完成首日适配: the day of the release, told before, where the adoption is said to be of the same day."""
    claim, text = found.claim, found.folded.text
    if found.in_title or not _FIRST_DAY.search(text, claim.sentence.start, claim.sentence.end):
        return None
    for day in reversed(_days_in(found, max(0, claim.sentence.start - 300), claim.sentence.start)):
        end = _stop(text, "。\n", day.end)
        near = published is None or dt.timedelta(0) <= published - day.day <= dt.timedelta(days=4)
        if near and _RELEASE.search(text, day.end, end):
            return day
    return None


def _told_before(found: Found) -> Day | None:
    """3月6日，A 上线服务。该服务采用 T: the day that opens the sentence before, in the same paragraph, which names the company."""
    claim, text = found.claim, found.folded.text
    if claim.name is None or found.in_title:
        return None
    end = claim.sentence.start
    for _ in range(2):
        start = _opening(text, "。\n！？", end - 1)
        if start >= end or "\n" in text[start:end]:
            return None
        opening = [day for day in _days_in(found, start, end) if day.start - start <= 14]
        known = fold_name(claim.name.company.name) if claim.name.company else claim.name.text
        follows = end == claim.sentence.start
        of_it = follows and bool(_OF_IT.match(text, end))
        if follows and opening and _GOES_ON.match(text, end):
            of_it = of_it or bool(_ANNOUNCES.search(text, opening[0].end, end))
        if opening and (of_it or claim.name.text in text[start:end] or known in text[start:end]):
            return opening[-1] if is_dateline(text, opening[0]) else opening[0]
        end = start
    return None


_GOES_ON = re.compile(r"经自查|经核查|公告[称显]|公司|该公司")  # A 2月18日晚披露公告。经自查，公司…
_OF_IT = re.compile(r"(?:据[悉介绍了解]{1,2}[，,])?(?:该|这[一款个套项位名])")  # 5月9日起，…咨询“小税”。该数字人基于 T
_EVENT = re.compile(
    r"论坛|大会|峰会|开幕|展会|车展|广交会|进博会|服贸会|说明会|发布会|发布活动|推介会|沙龙|研讨会|博览会|展览|年会|日活动|生态会"
)
_EARLIER = re.compile(
    r"此前|早在|早些时候|去年|前年|年初|年底|上半年|下半年|上月|上个月|月底|月初|[一二三四五六七八九十\d]月|春节|当时|之前|最早|曾"
)


def _opened_with(found: Found, published: dt.date | None) -> Day | None:
    """3月13日，在…论坛上，多家厂商展示…。A 带来了 T 一体机: the recent day of the event with which the text opens."""
    claim, text = found.claim, found.folded.text
    if found.in_title or published is None or _EARLIER.search(text, claim.sentence.start, claim.sentence.end):
        return None
    end = _stop(text, "。\n", 0)
    opening = [day for day in _days_in(found, 0, end) if day.start <= 16 and day.basis is DateBasis.STATED]
    if len(opening) != 1 or not _EVENT.search(text, opening[0].end, end):
        return None
    return opening[0] if dt.timedelta(0) <= published - opening[0].day <= dt.timedelta(days=3) else None


def _at_meeting(found: Found) -> Day | None:
    """3月20日，…召开座谈会。会上，A 介绍…: the day of the meeting, told in the sentence before."""
    text, start = found.folded.text, found.claim.sentence.start
    if not _THERE.match(text, start):
        return None
    earlier = _days_in(found, max(0, start - 120), start)
    return earlier[-1] if earlier else None


def _carried(found: Found) -> Day | None:
    """当天，A 宣布…；B 表示…: in a row of semicolons the day that opens an earlier member goes on."""
    text = found.folded.text
    at = found.claim.sentence.start
    while at > 0 and text[at - 1] in "；; ":
        start = _opening(text, "。；\n;!？！", at - 1)
        inside = _days_in(found, start, at)
        opening = [day for day in inside if day.start - start <= 3]
        if inside[1:] and is_dateline(text, inside[0]):
            opening = inside[-1:]  # 财联社9月30日电，9月29日 T 发布后，A 当日…；B…
        if opening:
            return opening[0]
        at = start
    return None


_ANNOUNCES = re.compile(r"公告|宣布|官宣|表示|披露|回应|回复|透露|发文|公布")
_STOPS = "。\n！？!?"
_NEARBY = 400  # characters between the two sentences, at most


def _announced_near(found: Found) -> Day | None:
    """2月17日晚，A、B 发布公告。… A：已接入 T: the one day of the nearest other sentence in which the company announces."""
    claim, text = found.claim, found.folded.text
    if claim.name is None or len(claim.name.text) < 2 or found.in_title:
        return None
    near: list[tuple[int, Day]] = []
    at = text.find(claim.name.text)
    while at >= 0:
        start = _opening(text, _STOPS, at)
        end = _stop(text, _STOPS, at)
        days = _days_in(found, start, end)
        days = days[1:] if len(days) == 2 and is_dateline(text, days[0]) else days  # 3月26日消息，A 昨晚披露年报
        away = claim.sentence.start - end if end <= claim.sentence.start else start - claim.sentence.end
        alone = len(days) == 1 and 0 <= away <= _NEARBY and days[0].end <= at + len(claim.name.text) + 4
        if alone and _ANNOUNCES.search(text, days[0].end, end):
            near.append((away, days[0]))
        at = text.find(claim.name.text, at + 1)
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _opening(text: str, marks: str, at: int) -> int:
    """Where the stretch of text begins that reaches to `at`: behind the last of the marks before it."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def _stop(text: str, marks: str, at: int) -> int:
    """The first of the marks from `at` on, or the end of the text."""
    return min((i for mark in marks if (i := text.find(mark, at)) >= 0), default=len(text))


def _days_in(found: Found, start: int, end: int) -> list[Day]:
    return [day for day in found.days if start <= day.start < end and not day.as_of]


def _is_near(found: Found, day: Day) -> bool:
    """A date behind the verb counts within its own clause."""
    between = found.folded.text[found.claim.at : day.start]
    return len(between) <= (90 if between.isascii() else 40) and not any(mark in between for mark in "，,；;：")
