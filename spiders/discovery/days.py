"""Finds the day of a listing row where `pipeline.reading.dates` alone does not: split texts, glued titles, JSON, addresses.

Days are those of Asia/Shanghai. `now` is the aware time at which the page was fetched; relative words count from it.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from pipeline.items import DateBasis
from pipeline.reading.dates import Found, day_of, find_dates, today_of

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<mon>(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_Y = r"(?P<y>20\d\d)"
# a title that ends in a digit right before a date, or a clock right behind one
_GLUED = re.compile(rf"{_Y}([-/.])(?P<m>1[0-2]|0[1-9])\2(?P<d>3[01]|[12]\d|0[1-9])(?=[01]\d:\d\d|2[0-3]:\d\d|\D|$)")
_SPLIT = (
    rf"{_D}\s*[日/-]?\|{_Y}\s*[-./年]\s*{_M}\s*月?",
    rf"{_Y}\s*[-./年]\s*{_M}\s*[月/.-]?\|{_D}\s*日?",
    rf"{_M}\s*[-./月]\s*{_D}\s*日?\|/?{_Y}\s*年?",
    rf"{_Y}\s*年?/?\|{_M}\s*[-./月]\s*{_D}\s*日?",
    rf"{_Y}\s*[年/.-]?\|{_M}\s*[月/.-]?\|{_D}\s*日?",
    rf"{_D}\s*[日/.-]?\|{_M}\s*[月/.-]?\|{_Y}\s*年?",
    rf"{_M}\s*[月/.-]?\|{_D}\s*[日/.-]?\|{_Y}\s*年?",
    rf"{_D}\|{_MONTH},?(?:\||\s+){_Y}",
    rf"{_MONTH}\|?\s*{_D},?(?:\||\s+){_Y}",
    rf"{_D}\|{_MONTH}",
    rf"{_MONTH}\|{_D}",
    rf"{_M}\s*月\|{_D}\s*日?",
    rf"{_D}\s*日?\|{_M}\s*月",
)
_SPLITS = tuple(re.compile(rf"(?:^|\|)[\s\[(（]*{form}[\s\])）]*(?=\||$)", re.IGNORECASE) for form in _SPLIT)
_IN_URL = (
    re.compile(r"(?<!\d)(?P<y>20[0-3]\d)[-/_](?P<m>1[0-2]|0?[1-9])[-/_](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<y>20[0-3]\d)[-/_]?(?P<m>1[0-2]|0[1-9])/?(?P<d>3[01]|[12]\d|0[1-9])(?:(?!\d)|(?=\d{4}(?!\d))|(?=\d{6}))"
    ),
)
_NO_YEAR = re.compile(rf"[\s\[(（【]*{_M}\s?[-/.月]\s?{_D}\s?日?[\s\])）】]*(?:\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?\s*")


def find_day(text: str, now: dt.datetime, *, whole: bool = False) -> Found | None:
    """The first stated full date in a text; with `whole` also a relative day, one without a year, a clock alone.

    `whole` is for a text that stands alone (a date column), where '02-07' or '12:30' cannot be anything else.
    """
    if whole and (short := _NO_YEAR.fullmatch(text)) and (latest := _latest(int(short["m"]), int(short["d"]), now)):
        return Found(latest, DateBasis.STATED, 0, len(text))
    if not whole and not re.search(r"\d", text):
        return None
    full = [found for found in find_dates(text, now, loose=False) if found.basis is DateBasis.STATED]
    if full:
        first = min(full, key=lambda found: found.start)
        return first._replace(end=first.end + 1) if text[first.end : first.end + 1] in ("日", "号") else first
    if (glued := _GLUED.search(text)) and (day := day_of(int(glued["y"]), int(glued["m"]), int(glued["d"]))):
        return Found(day, DateBasis.STATED, *glued.span())
    return next(find_dates(text, now), None) if whole and len(text.strip()) <= 24 else None


def _latest(month: int, day: int, now: dt.datetime) -> dt.date | None:
    """The latest such day that is not after tomorrow (clocks differ)."""
    today = today_of(now)
    years = (day_of(year, month, day) for year in range(today.year, today.year - 5, -1))
    return next((found for found in years if found and found <= today + dt.timedelta(1)), None)


def join_day(parts: Sequence[str], now: dt.datetime) -> Found | None:
    """The day that neighbouring short texts give together: '07' beside '2025-02', '2025' '02' '07', '07' 'Feb'."""
    joined = "|".join(part.strip().strip("·") for part in parts if part.strip())
    for form in _SPLITS:
        if not (match := form.search(joined)):
            continue
        groups = match.groupdict()
        month = int(groups["m"]) if groups.get("m") else _MONTHS.index(groups["mon"][:3].lower()) + 1
        year, day = groups.get("y"), int(groups["d"])
        found = day_of(int(year), month, day) if year else _latest(month, day, now)
        if found and found <= today_of(now) + dt.timedelta(2):
            return Found(found, DateBasis.STATED, 0, 0)
    return None


def url_day(url: str) -> dt.date | None:
    """The day that an address carries (`/2025/02/07/`, `t20250207_1.html`, `20250207120000123.html`)."""
    path = url.split("://", 1)[-1].partition("/")[2]
    for form in _IN_URL:
        for match in form.finditer(path):
            if found := day_of(int(match["y"]), int(match["m"]), int(match["d"])):
                return found
    return None


def _from_number(number: float) -> dt.date | None:
    """Epoch seconds or milliseconds by size, `yyyymmdd`, `yyyymmddHHMMSS`."""
    digits = str(int(number)) if number >= 0 else ""
    if len(digits) in (8, 12, 14) and digits.startswith(("19", "20")):
        return day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    seconds = number / 1000 if len(digits) in (12, 13) else number
    if not 800_000_000 <= seconds <= 4_200_000_000:
        return None
    return today_of(dt.datetime.fromtimestamp(seconds, dt.UTC))


def read_day(value: object, now: dt.datetime) -> tuple[dt.date | None, DateBasis]:
    """The day in a JSON value: text, epoch number, `{"time": ms}`, `[2025, 2, 7]`, `/Date(ms)/`."""
    nothing = (None, DateBasis.UNKNOWN)
    found: dt.date | None = None
    if isinstance(value, Mapping):
        return next(
            (read_day(value[key], now) for key in ("time", "timestamp", "$date", "date") if key in value), nothing
        )
    if isinstance(value, list) and len(value) >= 3 and all(isinstance(part, int) for part in value[:3]):
        found = day_of(*value[:3])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_number(value)
    elif isinstance(value, str) and 0 < len(value) <= 60:
        number = re.fullmatch(r"\s*/?(?:Date\()?(-?\d{8,14})(?:\.\d+)?(?:[+-]\d+)?(?:\)/)?\s*", value)
        if not number:
            day = find_day(value.strip(), now, whole=True)
            return (day.date, day.basis) if day else nothing
        found = _from_number(float(number[1]))
    return (found, DateBasis.STATED) if found else nothing
