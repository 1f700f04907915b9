"""Rows found on a listing, of whatever shape, become its links: absolute, titled, dated, each article once."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.items import DateBasis, Link, Source
from pipeline.reading.dates import Found, today_of
from spiders.discovery import addresses, days

TITLE_LENGTH = 6  # characters; shorter texts are icons, categories or 更多

_MORE = re.compile(
    r"(?:点击)?(?:查看|阅读|了解|浏览)?(?:更多|详情|详细|全文|原文)(?:信息|内容|资讯|新闻|动态)?|查看|阅读|点击这里|进入|下载"
    r"|(?:read|learn|see|view|load|show|find out)?\s*(?:more|full story|details?|the (?:full )?(?:story|article|release))|continue reading|go"
)
_MORE_TAIL = re.compile(rf"\s*(?:{_MORE.pattern})?\s*(?:>>|>|»|›|→|\+|\.\.\.|…|\[\s*\])+\s*$", re.IGNORECASE)
_BADGE = re.compile(
    r"^\s*(?:[\[【(（]?(?:置顶|顶|TOP|NEW|HOT|new|hot|最新|热|推荐)[\]】)）](?=.)|(?:置顶|TOP|NEW!?)[\s:：]+(?=[^\sA-Za-z]))"
)
_BADGE_TAIL = re.compile(
    r"\s*(?:[\[【(（](?:置顶|顶|TOP|NEW|HOT|new|hot|最新|图)[\]】)）]|(?<=[^\sA-Za-z])\s?NEW!?)\s*$"
)
_BULLET = re.compile(r"^[\s·•●▪■◆◇►▶▷›»>*|\-–—]+(?=\S)")
_LEADS_TO_DAY = re.compile(r"[至于自从在到将为](?:即日起)?$")
_DATE_TAIL = re.compile(r"[\s\[(（【|/·:：>—–-]+$")
_DATE_HEAD = re.compile(r"^[\s\])）】|/·:：>—–-]+")


@dataclass(slots=True, kw_only=True)
class Row:
    """One row as found: the link as written and whatever the row says about it."""

    url: str  # absolute
    title: str = ""
    date: dt.date | None = None
    basis: DateBasis = DateBasis.UNKNOWN
    text: str = ""


def weight(text: str) -> float:
    """The length of a title in Chinese characters; a Latin letter or digit counts a third."""
    return sum(1.0 if char >= "\u2e80" else 0.34 for char in text if not char.isspace())


def is_more(text: str) -> bool:
    """Whether a link text is only an invitation to read on ('查看详情', 'Read more »')."""
    bare = re.sub(r"[\s>»›→+\[\]【】…._-]+$|^[\s>»›→+\[\]【】_-]+", "", text)
    return not bare or bool(_MORE.fullmatch(bare.lower()))


def split_title(text: str, now: dt.datetime) -> tuple[str, Found | None]:
    """A title without the date glued to its start or end, and that date.

    A date in the middle belongs to the title, unless the same title stands on both sides of it.
    """
    text = " ".join(text.split())
    day = days.find_day(text, now)
    if not day:
        return _tidy(text), None
    before, after = text[: day.start], text[day.end :]
    head, tail = _DATE_TAIL.sub("", before), _DATE_HEAD.sub("", after)
    if not head.strip("[(（【 ") or (weight(head) < TITLE_LENGTH <= weight(tail) and _is_label(head)):
        # '2025年2月6日起' opens a sentence, '2025-02-06 ' and '[2025年2月6日]' stand before one
        title = (
            tail if after[:1] in (" ", "]", ")", "】", "）", "|", ":", "：") or "年" not in text[: day.end] else text
        )
    elif ((not tail or tail == head or _is_label(tail)) and not _LEADS_TO_DAY.search(head)) or before.endswith(
        ("\u3000", "|", "--> ", ">")
    ):
        title = head
    else:
        title = text
    return _tidy(title), day if title != text else None


def _is_label(text: str) -> bool:
    """Whether a short text beside a date is a category or a clock rather than a part of the title."""
    return weight(text) <= 6 and not re.search(r"[，。！？；、《》“”]|[的了在与和至日起]$", text)


def _tidy(title: str) -> str:
    """Without bullets, badges, a trailing '查看详情 >' and a second copy of itself."""
    title = _BADGE_TAIL.sub("", _BADGE.sub("", _BULLET.sub("", title)))
    cut = _MORE_TAIL.sub("", title)
    if weight(cut) >= TITLE_LENGTH and not title.endswith(("...", "…")):
        title = cut
    half = len(title) // 2
    for middle in (half, half + 1):
        first, second = title[:middle].strip(), title[middle:].strip()
        if first and first == second:
            return first
    return title.strip(" |")


def better_title(first: str, second: str) -> str:
    """Of two titles of one article the whole one: the longer, where a cut one ends in dots."""
    if not first or not second:
        return first or second
    for short, long in ((first, second), (second, first)):
        bare = short.rstrip(".… ")
        if bare != short and long.startswith(bare) and len(long) > len(bare):
            return long
    return max(first, second, key=weight) if is_more(first) or is_more(second) else first


def make_links(rows: Iterable[Row], source: Source, listing_url: str, fetched_at: dt.datetime) -> tuple[Link, ...]:
    """The links of these rows: filtered by what the source says, one per article, in page order.

    A row without a date takes the one in its address.
    """
    wanted = re.compile(source.article_url) if source.article_url else None
    found: dict[str, Row] = {}
    itself = addresses.same_article(listing_url)
    for row in rows:
        if wanted and not wanted.search(row.url):
            continue
        key = addresses.same_article(row.url)
        if key == itself:
            continue
        seen = found.get(key)
        if seen is None:
            found[key] = replace(row)
            continue
        seen.title = better_title(seen.title, row.title)
        if seen.date is None:
            seen.date, seen.basis = row.date, row.basis
        if len(row.text) > len(seen.text):
            seen.text = row.text
    return tuple(_link(row, fetched_at) for row in found.values())


def _link(row: Row, now: dt.datetime) -> Link:
    day, basis = row.date, row.basis
    if day is None and (in_url := days.url_day(row.url)) and in_url <= today_of(now):
        day, basis = in_url, DateBasis.STATED
    return Link(url=row.url, title=row.title, date=day, date_basis=basis, text=row.text)


def mostly(values: Sequence[bool]) -> bool:
    """Whether at least half of these hold."""
    return bool(values) and sum(values) * 2 >= len(values)
