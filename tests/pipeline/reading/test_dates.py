"""Days as press pages write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.items import DateBasis
from pipeline.reading.dates import find_dates, read_date

TODAY = dt.date(2025, 2, 8)


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-07",
        "2025/2/7",
        "2025.02.07",
        "2025年2月7日",
        "2025 年 2 月 7 日",
        "2025年02月07日08:18",
        "２０２５年２月７日",
        "发布时间：2025-02-07 09:30:00 来源：本站",
        "[2025-02-07]",
        "2025-02-07T09:30:00+08:00",
        "2025-02-06T17:00:00Z",
        "2025-02-06 16:00:00 UTC",
        "2025-02-07T22:00:00-08:00",
        "20250207",
        "20250207093000",
        "二〇二五年二月七日",
        "1738857600",
        "1738857600000",
        "1738900000",
        "Fri, 07 Feb 2025 01:00:00 GMT",
        "Thu, 06 Feb 2025 16:30:00 +0000",
        "Fri, 7 Feb 2025 23:53:46",
        "February 7, 2025",
        "Feb. 7, 2025 9:00 am",
        "7 February 2025",
        "7th of February, 2025",
        "07-Feb-2025",
        "7. Februar 2025",
        "07.02.2025, 09:30 Uhr",
        "7 de febrero de 2025",
    ],
)
def test_the_seventh_of_february_in_every_shape(written):
    assert read_date(written, TODAY) == (dt.date(2025, 2, 7), DateBasis.STATED)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("昨天 12:30", dt.date(2025, 2, 7)),
        ("前天", dt.date(2025, 2, 6)),
        ("刚刚", dt.date(2025, 2, 8)),
        ("3小时前", dt.date(2025, 2, 8)),
        ("3天前", dt.date(2025, 2, 5)),
        ("两天前", dt.date(2025, 2, 6)),
        ("1周前", dt.date(2025, 2, 1)),
        ("yesterday", dt.date(2025, 2, 7)),
        ("2 days ago", dt.date(2025, 2, 6)),
        ("12:30", dt.date(2025, 2, 8)),
    ],
)
def test_relative_words_count_from_the_day_of_fetching(written, day):
    assert read_date(written, TODAY) == (day, DateBasis.RELATIVE)


def test_hours_ago_can_reach_into_the_day_before():
    half_past_one_in_beijing = dt.datetime(2025, 2, 7, 17, 30, tzinfo=dt.UTC)
    assert read_date("3小时前", half_past_one_in_beijing) == (dt.date(2025, 2, 7), DateBasis.RELATIVE)
    assert read_date("1小时前", half_past_one_in_beijing) == (dt.date(2025, 2, 8), DateBasis.RELATIVE)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("02-07 10:00", dt.date(2025, 2, 7)),
        ("2月7日", dt.date(2025, 2, 7)),
        ("2/7", dt.date(2025, 2, 7)),
        ("12-30", dt.date(2024, 12, 30)),
        ("02-29", dt.date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_latest_that_has_come(written, day):
    assert read_date(written, TODAY) == (day, DateBasis.STATED)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "DeepSeek-R1",
        "2025年2月",
        "2025-13-40",
        "电话 010-12345678",
        "1.2.3",
        "版本 3.1",
        "1975-01-01",
        "2031-05-05",
        "更多",
    ],
)
def test_what_is_no_day_gives_none(written):
    assert read_date(written, TODAY) is None


def test_a_utc_stamp_keeps_its_day_where_the_page_is_read_without_a_zone():
    assert read_date("2025-02-06T17:00:00Z", TODAY, None) == (dt.date(2025, 2, 6), DateBasis.STATED)
    assert read_date("2025-02-06T17:00:00Z", TODAY, ZoneInfo("America/New_York")) == (
        dt.date(2025, 2, 6),
        DateBasis.STATED,
    )


def test_offsets_point_at_the_characters():
    text = "来源：本站 2025年2月7日 09:30 浏览 12"
    found = next(find_dates(text, TODAY))
    assert text[found.start : found.end].startswith("2025年2月7日")


@given(st.text(alphabet="0123456789-/.年月日时: TZ+GMT前天昨jan feb,", max_size=60))
def test_any_text_gives_a_believable_day_or_none(text):
    found = read_date(text, TODAY)
    assert found is None or dt.date(1995, 1, 1) <= found[0] <= TODAY + dt.timedelta(2)
