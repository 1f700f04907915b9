"""Days: reads the date expressions of a folded text and resolves them against the publication day."""

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.items import DateBasis

_DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = {char: i for i, char in enumerate("一二三四五六日")} | {"天": 6}
# holidays on the same day each year, by their last two characters before 节
_FEASTS = {
    "妇女": (3, 8),
    "情人": (2, 14),
    "劳动": (5, 1),
    "儿童": (6, 1),
    "教师": (9, 10),
    "国庆": (10, 1),
    "元旦": (1, 1),
}
_CN = "[〇零一二三四五六七八九十]"
EXPRESSION = re.compile(
    rf"(?P<y>\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?P<m>\d{{1,2}}|{_CN}{{1,2}})月(?P<d>\d{{1,2}}|{_CN}{{1,3}})[日号]"
    rf"|(?<!\d)(?P<iso_y>20\d\d)[-/.](?P<iso_m>\d{{1,2}})[-/.](?P<iso_d>\d{{1,2}})(?!\d)"
    rf"|(?:(?P<ly>去年|今年|本年))?(?<![\d〇零一二三四五六七八九十])(?P<m2>\d{{1,2}}|{_CN}{{1,2}})月(?P<d2>\d{{1,2}}|{_CN}{{1,3}})[日号]"
    rf"|(?<![\d月年./:\-〇零一二三四五六七八九十第每])(?P<d3>\d{{1,2}})日(?![均线内元均游活涨跌起前后])"
    r"|(?<=同月)(?P<d4>\d{1,2})日"
    r"|(?P<rel>大前天|(?<![此之以目日年当])(?:前天|前日|前晚)|昨日|昨天|昨晚|昨夜|昨晨|昨午|昨(?=[表宣公披称举召与于])|今日|今天|今晨|今早|今晚|今午|刚刚|即日)"
    r"|(?P<next>次日|翌日|隔日|隔天|第二天|[一两二三四五六]天后|\b(?:two|three|four|five) days later|\b(?:a|one) day later|\bthe next day)"
    r"|(?P<eve>此前一天|前一天|前一日|头一天)"
    r"|(?P<feast>(?:三八)?妇女节|情人节|劳动节|儿童节|教师节|国庆节|元旦)(?=当[天日])"
    r"|(?P<same>同日|当天|当日|同一天|同天|当晚|几乎同时|(?:几乎)?同一时间)"
    r"|(?P<week>上周|上星期|本周|这周|周|星期)(?P<wd>[一二三四五六日天])(?![到至些])"
    r"|\b(?P<em>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? (?P<ed>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<ey>20\d\d))?"
    r"|\b(?P<ed2>\d{1,2}) (?P<em2>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b(?: (?P<ey2>20\d\d))?"
    r"|\b(?P<erel>today|yesterday)\b|\b(?:on |late |early )(?P<ewd>mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_AS_OF = re.compile(
    r"(?:截至|截止|截止到|截至到|止于|自|从|早在|预计|预期|发布于|成立于|定于|将于|将在|拟于|计划于|计划在|有望于|有望在|至|前往|之前于|\bsince|\bby|\buntil)[ 今年]{0,3}$"
)
_FUTURE_AFTER = re.compile(r"^.{0,6}(?:举办|召开|举行|开赛|之前|以前|前|收盘|开盘|早盘|午后|股价|发布会上将)")
_LATER = {"two": 2, "three": 3, "four": 4, "five": 5}
_HELD = re.compile(r"^.{0,6}(?:举办|召开|举行)")
_DATELINE = re.compile(r"^.{0,6}(?:电|讯|消息|晚间消息|早间消息|下午消息|上午消息)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date expression [start, end) and its day; `as_of` when it only bounds a period (截至, 预计, a market's day)."""

    start: int
    end: int
    day: dt.date
    basis: DateBasis
    as_of: bool = False


def days(text: str, published: dt.date | None) -> list[Day]:
    """Every date expression of a folded text that can be resolved, in order.

    A day without a year takes the latest one that is not more than a week after publication; where that is unknown,
    the only year that the text names. Of the holidays those with a fixed day
    are read, lunar dates are not. 同日 means the day named before it.
    """
    found: list[Day] = []
    years = set(_YEAR.findall(text)) if published is None else set()
    year = int(years.pop()) if len(years) == 1 else published.year if published else None
    for match in EXPRESSION.finditer(text):
        resolved = _resolve(match, published, found, year, _today(text, match, found, published))
        if resolved is None:
            continue
        day, basis = resolved
        before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 16]
        ahead = published is not None and basis is DateBasis.STATED and day > published + dt.timedelta(days=7)
        past = published is not None and day < published and bool(_HELD.match(after))
        as_of = ahead or bool(_AS_OF.search(before) or (_FUTURE_AFTER.match(after) and not past))
        as_of = as_of and not re.match(
            r"[^，。]{0,4}(?:接入|上线|部署|启用|引入)[^，。]{0,20}(?:以来|后)",
            after + text[match.end() + 16 : match.end() + 32],
        )
        as_of = as_of and not (not ahead and before.endswith(("自", "从", "自从")) and after.startswith("起"))
        as_of = as_of and not (not ahead and before.endswith("早在") and re.match(r"[^，。]{0,3}(?:就|便|已)", after))
        found.append(Day(match.start(), match.end(), day, basis, as_of))
    return found


_TODAY = ("今日", "今天", "今晨", "今早", "今晚", "今午")
_DASH = re.compile(r"[^.;]{0,24}?-")
_YEAR = re.compile(r"(?<!\d)(20[12]\d)年")


def _today(text: str, match: "re.Match[str]", before: list[Day], published: dt.date | None) -> dt.date | None:
    """The day from which a relative word counts: that of a dateline where one opens the text, else that of publication."""
    if published is None or not before:
        return published
    opening = before[0]
    if match["erel"] and opening.start < 60 and _DASH.match(text, opening.end):
        return opening.day  # SHENZHEN, March 13, 2025 — A today …
    late = dt.timedelta(0) < published - opening.day <= dt.timedelta(days=3)
    if match["rel"] in _TODAY and late and opening.start < 40 and is_dateline(text, opening):
        return opening.day  # 界面新闻3月3日消息，A 今日…
    return published


def _resolve(
    match: "re.Match[str]",
    published: dt.date | None,
    before: list[Day],
    this_year: int | None,
    today: dt.date | None,
) -> tuple[dt.date, DateBasis] | None:
    part = match.groupdict()
    last = next((day for day in reversed(before) if not day.as_of), None)
    if part["same"]:
        return (last.day, last.basis) if last else (published, DateBasis.PUBLISHED) if published else None
    if part["next"]:
        later = number(part["next"][0]) if part["next"].endswith("天后") else _LATER.get(part["next"].split()[0], 1)
        if last and published and last.day + dt.timedelta(days=later) > max(published, last.day):
            return last.day, last.basis  # 8月22日讯，T 发布次日，A…: the day after is the dateline's own
        return (last.day + dt.timedelta(days=later), last.basis) if last else None
    if part["eve"]:
        return (last.day - dt.timedelta(days=1), last.basis) if last else None
    if part["y"] or part["iso_y"]:
        year, month, day = (
            (part["y"], part["m"], part["d"]) if part["y"] else (part["iso_y"], part["iso_m"], part["iso_d"])
        )
        return _stated(_year(year), number(month), number(day), None)
    if part["d4"]:
        return _stated(last.day.year, last.day.month, number(part["d4"]), None) if last else None
    if part["m2"]:
        year = this_year - (part["ly"] == "去年") if this_year else None
        return _stated(year, number(part["m2"]), number(part["d2"]), published if part["ly"] != "去年" else None)
    if part["em"] or part["em2"]:
        month = _MONTHS.index((part["em"] or part["em2"])[:3]) + 1
        year = int(part["ey"] or part["ey2"] or 0) or None
        given = year is not None
        return _stated(
            year or this_year,
            month,
            int(part["ed"] or part["ed2"]),
            None if given else published,
        )
    return _relative(part, today)


def _relative(part: dict[str, str | None], published: dt.date | None) -> tuple[dt.date, DateBasis] | None:
    if published is None:
        return None
    if part["d3"]:
        return _day_of_month(number(part["d3"]), published)
    if feast := part["feast"]:
        month, of_month = _FEASTS[feast.removesuffix("节")[-2:]]
        day = dt.date(published.year, month, of_month)
        return (day if day <= published else day.replace(year=day.year - 1)), DateBasis.STATED
    if word := part["rel"] or part["erel"]:
        back = 3 if word == "大前天" else 2 if word.startswith("前") else 1 if word.startswith(("昨", "yes")) else 0
        return published - dt.timedelta(days=back), DateBasis.RELATIVE
    if part["wd"] or part["ewd"]:
        names = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]
        weekday = _WEEKDAYS[part["wd"]] if part["wd"] else names.index(part["ewd"] or "mon")
        back = (published.weekday() - weekday) % 7
        if part["week"] in ("上周", "上星期"):
            back = published.weekday() + 7 - weekday
        elif part["week"] in ("本周", "这周"):
            back = published.weekday() - weekday
        return (published - dt.timedelta(days=back), DateBasis.RELATIVE) if back >= 0 else None
    return None


def _day_of_month(day: int, published: dt.date) -> tuple[dt.date, DateBasis] | None:
    """8日 is the latest 8th that is not after publication (one day of grace for time zones)."""
    first = published.replace(day=1)
    for month in (first, (first - dt.timedelta(days=1)).replace(day=1)):
        try:
            found = month.replace(day=day)
        except ValueError:
            continue
        if found <= published + dt.timedelta(days=1):
            return found, DateBasis.STATED
    return None


def _stated(year: int | None, month: int, day: int, published: dt.date | None) -> tuple[dt.date, DateBasis] | None:
    if year is None:
        return None
    try:
        found = dt.date(year, month, day)
        if published and found > published + dt.timedelta(days=150):
            found = dt.date(year - 1, month, day)
    except ValueError:
        return None
    return found, DateBasis.STATED


def _year(text: str) -> int:
    return int(text) if text.isdigit() else int("".join(str(_DIGITS[char]) for char in text))


def number(text: str | None) -> int:
    """A number below 100 in Arabic or Chinese digits: 12, 十二, 二十."""
    if not text:
        return 0
    if text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[char]) for char in text))
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def is_dateline(text: str, day: Day) -> bool:
    """Whether the date belongs to an agency's opening (财联社2月10日电)."""
    return bool(_DATELINE.match(text[day.end : day.end + 10]))
