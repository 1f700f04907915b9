"""A page is put aside unread only if its bytes cannot name the topic."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glance import SMALL, may_mention
from pipeline.items import Page, Topic

TOPIC = Topic(slug="t", title="DeepSeek", maker=(), names=("DeepSeek", "Deep Seek", "深度求索"), models={})
OTHER_NEWS = "<p>本公司召开年度大会，讨论下一年的工作安排，Nothing about the deep sea or those who seek it.</p>\n" * 200


def page(written, encoding="utf-8"):
    body = f"<html><body>{OTHER_NEWS}<p>{written}</p></body></html>".encode(encoding)
    assert len(body) > SMALL
    return Page(url="https://a.cn/", body=body, fetched_at=dt.datetime(2025, 2, 7, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "written",
    [
        "DeepSeek",
        "DEEPSEEK-R1",
        "deep seek",
        "Deep\n  Seek",
        "ＤｅｅｐＳｅｅｋ",
        "Deep<em>Seek</em>",
        "<span>D</span><span style='color:red'>ee</span>p<b></b>Seek",
        "Deep&shy;Seek",
        "Deep&nbsp;Seek",
        "Deep\u200bSeek",
        "&#68;&#101;&#101;&#112;&#83;&#101;&#101;&#107;",
        "&#x44;eepSeek",
        r'"title":"\u0044eepSeek"',
        r"\x44\x65\x65\x70\x53\x65\x65\x6b",
        "深度求索",
        "深度<b>求索</b>",
        "&#28145;&#24230;&#27714;&#32034;",
        "&#x6df1;&#x5ea6;&#x6C42;&#x7D22;",
        r'"name":"\u6df1\u5ea6\u6c42\u7d22"',
        "%E6%B7%B1%E5%BA%A6%E6%B1%82%E7%B4%A2",
    ],
)
def test_the_name_is_found_however_it_is_written(written):
    assert may_mention(page(written), TOPIC)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", ["DeepSeek", "深度求索"])
def test_the_name_is_found_in_every_charset(written, encoding):
    body = f"<p>{'a' * SMALL}{written}</p>".encode(encoding)
    assert may_mention(Page(url="", body=body, fetched_at=dt.datetime.now(dt.UTC)), TOPIC)


def test_other_pages_are_put_aside():
    assert not may_mention(page("豆包、Kimi 和 Qwen"), TOPIC)
    assert not may_mention(page("豆包、通义千问", "gb18030"), TOPIC)


def test_small_pages_pdf_files_and_challenges_pass():
    moment = dt.datetime(2025, 2, 7, tzinfo=dt.UTC)
    assert may_mention(Page(url="", body=b"<p>hello</p>", fetched_at=moment), TOPIC)
    assert may_mention(Page(url="", body=b"%PDF-1.7" + b"x" * SMALL, fetched_at=moment), TOPIC)
    assert may_mention(page("<script>window._cf_chl_opt={}</script>"), TOPIC)


@given(st.lists(st.sampled_from(["", "<b>", "</span>", " ", "&nbsp;", "\u200b", "\n"]), min_size=7, max_size=7))
def test_markup_between_the_letters_hides_nothing(between):
    written = "".join(char + gap for char, gap in zip("DeepSeek", [*between, ""], strict=True))
    assert may_mention(page(written), TOPIC)
