"""Calendar days as press pages write them: year-month-day in any shape, epochs, relative words, months by name."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipeline.items import DateBasis
from pipeline.reading import datepatterns as patterns

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAX_CHARS = 400  # of a text that is to be a date
OLDEST = dt.date(1995, 1, 1)  # before that nobody published on the web


class Found(NamedTuple):
    """A day found in a text: how it is known, the characters that give it, and whether they give day, month and year."""

    date: dt.date
    basis: DateBasis
    start: int
    end: int
    full: bool = False


def read_date(
    text: str, today: dt.date | dt.datetime, zone: dt.tzinfo | None = SHANGHAI
) -> tuple[dt.date, DateBasis] | None:
    """The first day that a short text gives, with its basis, or None.

    `today` is the day (better: the aware time) at which the text was fetched; relative words count from it, and a
    day without a year is the latest such day that is not after tomorrow. A stamp in UTC becomes a day of `zone`
    (None keeps the day as written); any other offset that the text states keeps its own day. Days before 1995 or
    more than two days after `today` are not believed.
    """
    text = text[:MAX_CHARS].strip()
    if not text:
        return None
    whole = patterns.EPOCH.fullmatch(text)
    if whole and not patterns.COMPACT.fullmatch(text):
        found = _epoch(whole, zone)
        return (found, DateBasis.STATED) if found and _believable(found, today) else None
    for day in find_dates(text, today, zone):
        return day.date, day.basis
    return None


def find_dates(
    text: str, today: dt.date | dt.datetime, zone: dt.tzinfo | None = SHANGHAI, *, loose: bool = True
) -> Iterator[Found]:
    """Every day in `text` that `read_date` would believe, in the order of trust: full dates, then relative, then the rest.

    Without `loose`, days without a year and bare clock times are left out. Offsets count characters of `text`.
    """
    text = text.translate(patterns.FULLWIDTH)
    taken: list[tuple[int, int]] = []
    for pattern, reader, basis in _FULL:
        for match in pattern.finditer(text):
            day = reader(match, zone)
            if day and _believable(day, today) and not _overlaps(match.span(), taken):
                taken.append(match.span())
                yield Found(day, basis, *match.span(), True)
    now = _moment(today, zone)
    for match in patterns.AGO.finditer(text):
        ago = _ago(match, now)
        if ago:
            taken.append(match.span())
            yield Found(ago, DateBasis.RELATIVE, *match.span())
    for match in patterns.WORD.finditer(text):
        days = patterns.WORD_DAYS.get(match[0].lower(), 0)
        yield Found(now.date() - dt.timedelta(days), DateBasis.RELATIVE, *match.span())
    if loose:
        yield from _loose(text, now, taken)


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def today_of(moment: dt.datetime, zone: dt.tzinfo | None = SHANGHAI) -> dt.date:
    """The calendar day of an aware moment in `zone` (Asia/Shanghai unless given)."""
    return moment.astimezone(zone or SHANGHAI).date()


def _loose(text: str, now: dt.datetime, taken: list[tuple[int, int]]) -> Iterator[Found]:
    for match in patterns.MD.finditer(text):
        if _overlaps(match.span(), taken):
            continue
        month, day = int(match["m"]), int(match["d"])
        years = (now.year + 1, now.year, now.year - 1, now.year - 2, now.year - 3, now.year - 4)
        past = (d for y in years if (d := day_of(y, month, day)) and d <= now.date() + dt.timedelta(1))
        latest = next(past, None)
        if latest:
            yield Found(latest, DateBasis.STATED, *match.span())
    if patterns.CLOCK_ONLY.match(text):
        yield Found(now.date(), DateBasis.RELATIVE, 0, len(text))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _believable(day: dt.date, today: dt.date | dt.datetime) -> bool:
    last = today.date() if isinstance(today, dt.datetime) else today
    return OLDEST <= day <= last + dt.timedelta(2)


def _moment(today: dt.date | dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """The moment from which relative words count; of a bare day, its last minute, so that hours ago stay that day."""
    if isinstance(today, dt.datetime):
        return today.astimezone(zone or SHANGHAI) if today.tzinfo else today
    return dt.datetime.combine(today, dt.time(23, 59))


def _epoch(match: re.Match[str], zone: dt.tzinfo | None) -> dt.date | None:
    seconds = int(match["s"]) if match["s"] else int(match["ms"]) // 1000
    return dt.datetime.fromtimestamp(seconds, zone or SHANGHAI).date()


def _numbers(match: re.Match[str], zone: dt.tzinfo | None) -> dt.date | None:
    return _in_zone(day_of(int(match["y"]), int(match["m"]), int(match["d"])), match, zone)


def _named(match: re.Match[str], zone: dt.tzinfo | None) -> dt.date | None:
    return _in_zone(day_of(int(match["y"]), patterns.MONTHS[match["name"].lower()], int(match["d"])), match, zone)


def _short_year(match: re.Match[str], _zone: dt.tzinfo | None) -> dt.date | None:
    return day_of(2000 + int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str], _zone: dt.tzinfo | None) -> dt.date | None:
    """Day or month first cannot be told below 13: day first (ISO 8601 aside, most of the world), month first if not."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    return day_of(year, second, first) or day_of(year, first, second)


def _chinese(match: re.Match[str], _zone: dt.tzinfo | None) -> dt.date | None:
    year = match["y"].translate(patterns.CHINESE_DIGITS)
    month, day = _small_number(match["m"]), _small_number(match["d"])
    return day_of(int(year), month, day) if year.isdecimal() and month and day else None


def _small_number(written: str) -> int | None:
    """十 -> 10, 十二 -> 12, 二十一 -> 21, 三 -> 3."""
    tens, ten, ones = written.rpartition("十")
    parts = [part.translate(patterns.CHINESE_DIGITS) for part in (tens, ones)]
    if not all(part.isdecimal() or not part for part in parts) or len(parts[0]) > 1 or len(parts[1]) > 1:
        return None
    return (int(parts[0] or 1) * 10 if ten else 0) + int(parts[1] or 0)


def _in_zone(day: dt.date | None, match: re.Match[str], zone: dt.tzinfo | None) -> dt.date | None:
    """Shifts a stamp that says UTC into `zone`; one with another offset keeps the day that its own place has."""
    groups = match.groupdict()
    if day is None or zone is None or not groups.get("h") or not groups.get("zone"):
        return day
    written = groups["zone"].upper().replace(" ", "")
    if re.sub(r"[^1-9]", "", written):
        return day
    clock = dt.time(int(groups["h"]), int(groups.get("mi") or 0))
    if (groups.get("ampm") or "").lower().startswith("p") and clock.hour < 12:
        clock = clock.replace(hour=clock.hour + 12)
    return dt.datetime.combine(day, clock, dt.UTC).astimezone(zone).date()


def _ago(match: re.Match[str], now: dt.datetime) -> dt.date | None:
    written, unit = match["n"].lower(), match["unit"].lower()
    if written.isdecimal():
        count = float(written)
    else:
        count = {"半": 0.5, "a": 1, "an": 1, "两": 2}.get(written) or float(_small_number(written) or 0)
    if unit.endswith("月") or unit.startswith("month"):
        return (now - dt.timedelta(days=30 * count)).date()
    if unit == "年" or unit.startswith("year"):
        return (now - dt.timedelta(days=365 * min(count, 50))).date()
    for starts, length in _UNITS:
        if unit.startswith(starts):
            return (now - count * length).date()
    return None


_UNITS: tuple[tuple[tuple[str, ...], dt.timedelta], ...] = (
    (("秒", "sec"), dt.timedelta(seconds=1)),
    (("分", "min"), dt.timedelta(minutes=1)),
    (("小时", "钟头", "hour", "hr"), dt.timedelta(hours=1)),
    (("天", "day"), dt.timedelta(days=1)),
    (("周", "星期", "week"), dt.timedelta(weeks=1)),
)
_FULL: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.tzinfo | None], dt.date | None], DateBasis], ...] = (
    (patterns.YMD, _numbers, DateBasis.STATED),
    (patterns.CHINESE, _chinese, DateBasis.STATED),
    (patterns.MDY, _named, DateBasis.STATED),
    (patterns.DMY, _named, DateBasis.STATED),
    (patterns.DOTTED, _numbers, DateBasis.STATED),
    (patterns.SLASHED, _slashed, DateBasis.STATED),
    (patterns.COMPACT, _numbers, DateBasis.STATED),
    (patterns.SHORT_YEAR, _short_year, DateBasis.STATED),
)
