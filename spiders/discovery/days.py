"""Finds the calendar day in a listing row: in one text, split over several, in a JSON value, in an address.

Days are those of Asia/Shanghai. A moment in UTC is converted; any other stated offset keeps the day as written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.items import DateBasis

SHANGHAI = ZoneInfo("Asia/Shanghai")
OLDEST = 1995  # no press site is older; a smaller number is no year

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<mon>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_TIME = r"(?:[T\s,，]{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?)?"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_FULL = re.compile(
    # four digits and two separators; a title that ends in a digit may be glued to it
    r"(?P<y>(?:19|20)\d\d)(?:\s*年\s*|\s?[-/.]\s?|\s*[–—]\s*)(?P<m>1[0-2]|0?[1-9])(?:\s*月\s*|\s?[-/.]\s?|\s*[–—]\s*)"
    + _DAY
    + r"(?:\s*[日号]|(?=[01]\d:\d\d|2[0-3]:\d\d)|(?!\d))"
    + _TIME
)
_ENGLISH = re.compile(
    rf"\b(?:{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?\s*,?\s*(?P<y>20\d\d)(?!\d))"
    rf"|\b(?:{_DAY.replace('?P<d>', '?P<d2>')}(?:st|nd|rd|th)?[\s-]*{_MONTH.replace('?P<mon>', '?P<mon2>')}[\s,-]*(?P<y2>20\d\d)(?!\d))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?P<now>刚刚|刚才|just now)|(?P<n>\d{1,3})\s*(?P<unit>秒钟?|分钟?|小时|个小时|天|日|周|星期)之?前"
    r"|(?P<word>今天|今日|昨天|昨日|前天|前日|(?<![a-z])(?:today|yesterday)(?![a-z]))"
    r"|(?P<en>\d{1,3}|an?)\s*(?P<enunit>second|minute|min|hour|day|week)s?\s+ago",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"[\[(（【]?\s*(?P<m>1[0-2]|0?[1-9])\s*[-/.月]\s*{_DAY}\s*日?\s*[\])）】]?\s*(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?")
_SPLIT = (
    rf"{_DAY}\s*[日/-]?\|(?P<y>20\d\d)\s*[-./年]\s*(?P<m>1[0-2]|0?[1-9])\s*月?",
    rf"(?P<y>20\d\d)\s*[-./年]\s*(?P<m>1[0-2]|0?[1-9])\s*[月/.-]?\|{_DAY}\s*日?",
    rf"(?P<m>1[0-2]|0?[1-9])\s*[-./月]\s*{_DAY}\s*日?\|/?(?P<y>20\d\d)\s*年?",
    rf"(?P<y>20\d\d)\s*年?/?\|(?P<m>1[0-2]|0?[1-9])\s*[-./月]\s*{_DAY}\s*日?",
    rf"(?P<y>20\d\d)\s*[年/.-]?\|(?P<m>1[0-2]|0?[1-9])\s*[月/.-]?\|{_DAY}\s*日?",
    rf"{_DAY}\s*[日/.-]?\|(?P<m>1[0-2]|0?[1-9])\s*[月/.-]?\|(?P<y>20\d\d)\s*年?",
    rf"(?P<m>1[0-2]|0?[1-9])\s*[月/.-]?\|{_DAY}\s*[日/.-]?\|(?P<y>20\d\d)\s*年?",
    rf"{_DAY}\|{_MONTH},?(?:\||\s+)(?P<y>20\d\d)",
    rf"{_MONTH}\|?\s*{_DAY},?(?:\||\s+)(?P<y>20\d\d)",
    rf"{_DAY}\|{_MONTH}",
    rf"{_MONTH}\|{_DAY}",
    rf"(?P<m>1[0-2]|0?[1-9])\s*月\|{_DAY}\s*日?",
    rf"{_DAY}\s*日?\|(?P<m>1[0-2]|0?[1-9])\s*月",
)
_SPLITS = tuple(re.compile(rf"(?:^|\|)[\s\[(（]*{form}[\s\])）]*(?=\||$)", re.IGNORECASE) for form in _SPLIT)
_IN_URL = (
    re.compile(r"(?<!\d)(?P<y>20[0-3]\d)[-/_](?P<m>1[0-2]|0?[1-9])[-/_](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20[0-3]\d)[-/_]?(?P<m>1[0-2]|0[1-9])/?(?P<d>3[01]|[12]\d|0[1-9])(?:(?!\d)|(?=\d{4,}))"),
)
_ISO_ZONE = re.compile(r"\d[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]00:?00)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text at `text[start:end]`, and how it is known."""

    date: date
    basis: DateBasis
    start: int = 0
    end: int = 0


def today_of(fetched_at: datetime) -> date:
    """The calendar day in Shanghai on which a page was fetched."""
    return fetched_at.astimezone(SHANGHAI).date()


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if OLDEST <= year <= 2100 else None
    except ValueError:
        return None


def _without_year(month: int, day: int, today: date) -> date | None:
    """The latest such day that is not in the future; one day of grace covers clocks that differ."""
    this = _make(today.year, month, day)
    if this and this <= today + timedelta(days=1):
        return this
    return _make(today.year - 1, month, day)


def _relative(match: re.Match[str], today: date) -> date:
    """The day that '3小时前' or '昨天' means; hours count as today, the exact clock is not known here."""
    if match["now"]:
        return today
    if match["word"]:
        back = {"昨": 1, "前": 2, "y": 1}.get(match["word"][0].lower(), 0)
        return today - timedelta(days=back)
    unit = (match["unit"] or match["enunit"] or "").lower()
    count = int(match["n"] or 1) if match["n"] else (1 if (match["en"] or "a").startswith("a") else int(match["en"]))
    if unit[:1] in ("天", "日") or unit == "day":
        return today - timedelta(days=count)
    if unit in ("周", "星期", "week"):
        return today - timedelta(days=7 * count)
    hours = count if unit.endswith(("小时", "hour")) else 0
    return today - timedelta(days=hours // 24)


def find_day(text: str, today: date, *, whole: bool = False) -> Day | None:
    """The first full date in a text; with `whole`, also a relative day, a date without a year, a clock alone.

    `whole` is for a text that stands alone (a date column), where '02-07' or '12:30' cannot be anything else.
    """
    for match in _FULL.finditer(text):
        if found := _make(int(match["y"]), int(match["m"]), int(match["d"])):
            if utc := _ISO_ZONE.search(text):
                found = _from_utc(text[match.start() : utc.end()]) or found
            return Day(found, DateBasis.STATED, match.start(), match.end())
    if english := _ENGLISH.search(text):
        month = _MONTHS[(english["mon"] or english["mon2"]).lower()]
        if found := _make(int(english["y"] or english["y2"]), month, int(english["d"] or english["d2"])):
            return Day(found, DateBasis.STATED, english.start(), english.end())
    return _alone(text, today) if whole else None


def _alone(text: str, today: date) -> Day | None:
    """The day of a text that is nothing but a short or relative date."""
    stripped = text.strip()
    if short := _NO_YEAR.fullmatch(stripped):
        found = _without_year(int(short["m"]), int(short["d"]), today)
        return Day(found, DateBasis.STATED, 0, len(text)) if found else None
    if _CLOCK.fullmatch(stripped):
        return Day(today, DateBasis.RELATIVE, 0, len(text))
    if len(stripped) <= 20 and (relative := _RELATIVE.search(text)):
        return Day(_relative(relative, today), DateBasis.RELATIVE, relative.start(), relative.end())
    return None


def _from_utc(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT|Z)\s*$", "+00:00", text.strip(), flags=re.IGNORECASE))
    except ValueError:
        return None
    return moment.astimezone(SHANGHAI).date()


def join_day(parts: Sequence[str], today: date) -> Day | None:
    """The day that neighbouring short texts give together: '07' beside '2025-02', '2025' '02' '07', '07' 'Feb'."""
    joined = "|".join(part.strip().strip("·") for part in parts if part.strip())
    for form in _SPLITS:
        if match := form.search(joined):
            groups = match.groupdict()
            month = int(groups["m"]) if groups.get("m") else _MONTHS[groups["mon"].lower()]
            year = groups.get("y")
            found = _make(int(year), month, int(groups["d"])) if year else _without_year(month, int(groups["d"]), today)
            if found:
                return Day(found, DateBasis.STATED)
    return None


def url_day(url: str) -> date | None:
    """The day that an address carries (`/2025/02/07/`, `t20250207_1.html`, `20250207120000123.html`)."""
    path = url.split("://", 1)[-1].partition("/")[2]
    for form in _IN_URL:
        for match in form.finditer(path):
            if found := _make(int(match["y"]), int(match["m"]), int(match["d"])):
                return found
    return None


def _from_number(number: float) -> date | None:
    """Epoch seconds or milliseconds by size, `yyyymmdd`, `yyyymmddHHMMSS`."""
    digits = str(int(number)) if number >= 0 else ""
    if len(digits) in (8, 12, 14) and digits.startswith(("19", "20")):
        return _make(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    seconds = number / 1000 if len(digits) in (12, 13) else number
    if not 800_000_000 <= seconds <= 4_200_000_000:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI).date()


def read_day(value: object, today: date) -> tuple[date | None, DateBasis]:
    """The day in a JSON value: text, epoch number, `{"time": ms}`, `[2025, 2, 7]`, `/Date(ms)/`."""
    if isinstance(value, bool) or value is None:
        return None, DateBasis.UNKNOWN
    if isinstance(value, int | float):
        found = _from_number(value)
        return found, DateBasis.STATED if found else DateBasis.UNKNOWN
    if isinstance(value, Mapping):
        for key in ("time", "timestamp", "$date", "date", "value"):
            if key in value:
                return read_day(value[key], today)
        return None, DateBasis.UNKNOWN
    if isinstance(value, list) and len(value) >= 3 and all(isinstance(part, int) for part in value[:3]):
        found = _make(*value[:3])
        return found, DateBasis.STATED if found else DateBasis.UNKNOWN
    if not isinstance(value, str) or not value.strip() or len(value) > 60:
        return None, DateBasis.UNKNOWN
    text = value.strip()
    if wrapped := re.fullmatch(r"/Date\((-?\d+)(?:[+-]\d+)?\)/|(\d{8,14})(?:\.\d+)?", text):
        found = _from_number(float(wrapped[1] or wrapped[2]))
        return found, DateBasis.STATED if found else DateBasis.UNKNOWN
    day = find_day(text, today, whole=True)
    return (day.date, day.basis) if day else (None, DateBasis.UNKNOWN)


def data_day(value: str, today: date) -> date | None:
    """The day in a machine-readable attribute (`datetime=`, `data-time=`); None for anything else."""
    found, _ = read_day(value, today)
    return found
