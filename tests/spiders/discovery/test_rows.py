"""Titles without what is glued to them, days out of split and short texts, next pages out of all kinds of pagers."""

import datetime as dt

import pytest

from spiders.discovery import days, html, literal, paging
from spiders.discovery.addresses import likeness, same_article, shape_of
from spiders.discovery.rows import split_title

NOW = dt.datetime(2025, 2, 10, 4, tzinfo=dt.UTC)  # noon in Shanghai


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("远山汽车发布全新旗舰2025-02-07", "远山汽车发布全新旗舰", "2025-02-07"),
        ("远山汽车上线DeepSeek-R12025-02-07媒体报道", "远山汽车上线DeepSeek-R1", "2025-02-07"),
        ("[2025-02-07] 远山汽车发布全新旗舰", "远山汽车发布全新旗舰", "2025-02-07"),
        ("2025年02月08日 远山汽车发布全新旗舰", "远山汽车发布全新旗舰", "2025-02-08"),
        ("公司新闻 2025.02.07 远山汽车发布全新旗舰", "远山汽车发布全新旗舰", "2025-02-07"),
        ("远山汽车发布全新旗舰 远山汽车发布全新旗舰 --> 2025年02月07日", "远山汽车发布全新旗舰", "2025-02-07"),
        ("2025年2月6日起远山汽车调整售后政策", "2025年2月6日起远山汽车调整售后政策", None),
        ("旧版接口将于2025年3月31日停止服务的通知", "旧版接口将于2025年3月31日停止服务的通知", None),
        ("远山汽车股东名册截至2025年2月7日", "远山汽车股东名册截至2025年2月7日", None),
        ("【置顶】远山汽车发布全新旗舰", "远山汽车发布全新旗舰", None),
        ("· 远山汽车发布全新旗舰 查看详情 >>", "远山汽车发布全新旗舰", None),
        ("New guide compares open models", "New guide compares open models", None),
        ("Yuanshan opens a plant 07 Feb 2025", "Yuanshan opens a plant", "2025-02-07"),
    ],
)
def test_a_title_loses_what_is_glued_to_it_and_nothing_else(text, title, day):
    found, when = split_title(text, NOW)
    assert found == title
    assert (when.date.isoformat() if when else None) == day


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (["07", "2025-02"], "2025-02-07"),
        (["2025.02", "07"], "2025-02-07"),
        (["02-07", "2025"], "2025-02-07"),
        (["2025", "02/07"], "2025-02-07"),
        (["2025年", "2月", "7日"], "2025-02-07"),
        (["公司新闻", "7", "2", "2025", "阅读"], "2025-02-07"),
        (["07", "Feb", "2025"], "2025-02-07"),
        (["FEB", "07"], "2025-02-07"),
        (["12月", "31"], "2024-12-31"),
        (["第", "3", "页"], None),
        (["31", "2025-02"], None),
    ],
)
def test_a_day_split_over_neighbours_is_put_together(parts, day):
    found = days.join_day(parts, NOW)
    assert (found.date.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("02-07", "2025-02-07"), ("12-30 18:20", "2024-12-30"), ("09:15", "2025-02-10"), ("昨天 12:30", "2025-02-09")],
)
def test_a_date_column_may_leave_out_the_year_or_the_day(text, day):
    found = days.find_day(text, NOW, whole=True)
    assert found is not None
    assert found.date.isoformat() == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1738857600, "2025-02-07"),
        (1738857600000, "2025-02-07"),
        ("1738857600000", "2025-02-07"),
        ("/Date(1738857600000+0800)/", "2025-02-07"),
        ("2025-02-06T16:00:00.000Z", "2025-02-07"),
        ("2025-02-06T16:00:00+08:00", "2025-02-06"),
        ("20250207093000", "2025-02-07"),
        ([2025, 2, 7, 9, 30], "2025-02-07"),
        ({"time": 1738857600000, "month": 1}, "2025-02-07"),
        (12, None),
        (True, None),
        ("深度", None),
    ],
)
def test_a_json_value_gives_its_day_in_shanghai(value, day):
    found, _ = days.read_day(value, NOW)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.com/xw/202502/t20250207_72873.html", "2025-02-07"),
        ("https://example.com/news/2025/20250207120000123.html", "2025-02-07"),
        ("https://example.com/2025/2/7/1.html", "2025-02-07"),
        ("https://example.com/news/20251399.html", None),
        ("https://example.com/news/1738857600.html", None),
    ],
)
def test_an_address_may_carry_the_day(url, day):
    found = days.url_day(url)
    assert (found.isoformat() if found else None) == day


def test_twins_of_one_article_have_one_key():
    twins = [
        "https://www.example.com/news/12.html",
        "http://example.com/news/12",
        "https://m.example.com/news/12.html?utm_source=x",
    ]
    assert len({same_article(url) for url in twins}) == 1
    assert same_article("https://example.com/?id=1&a=show") == same_article("https://example.com/?a=show&id=1")


def test_articles_of_one_site_share_a_shape_that_its_menu_does_not():
    assert shape_of("https://a.com/news/2025/101.html") == shape_of("https://www.a.com/news/2024/7.html")
    assert shape_of("https://a.com/news/101.html") != shape_of("https://a.com/product/101.html")


def test_an_article_address_is_told_from_menus_tags_and_images():
    listing = "https://a.com/news/"
    assert likeness("https://a.com/news/2025/101.html", listing) > 1
    assert likeness("https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b", listing) > 1
    for other in (
        "https://a.com/",
        listing,
        "https://a.com/product/1.html",
        "https://img.a.com/1",
        "https://a.com/a.zip",
    ):
        assert likeness(other, listing) < 0


def next_of(body: str, url: str = "https://a.com/news/") -> str | None:
    soup = html.parse(f"<html><body>{body}</body></html>")
    return paging.next_page(soup, body, url, url)


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ('<link rel="next" href="/news/p2">', "https://a.com/news/p2"),
        ('<a href="list_2.html">下一页 &gt;</a>', "https://a.com/news/list_2.html"),
        ('<b>1</b><a href="?page=2">2</a><a href="?page=3">3</a>', "https://a.com/news/?page=2"),
        ("<script>createPageHTML(5, 0, 'index', 'shtml');</script>", "https://a.com/news/index_1.shtml"),
        ('<div class="more" data-url="/news/?page=2">加载更多</div>', "https://a.com/news/?page=2"),
        ('<li class="page_next"><a href="/news/2/">&gt;</a></li>', "https://a.com/news/2/"),
        ('<a href="javascript:;">下一页</a>', None),
        ('<a class="disabled" href="?page=2">下一页</a>', None),
        ('<a class="next" href="https://other.org/x">查看相关推荐</a>', None),
        ("<script>createPageHTML(1, 0, 'index', 'html');</script>", None),
        ('<a href="/product/">更多</a>', None),
    ],
)
def test_the_next_page_is_found_in_all_kinds_of_pagers(pager, following):
    assert next_of(pager) == following


def test_the_number_after_the_current_page_is_next():
    pager = '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=9">9</a>'
    assert next_of(pager, "https://a.com/news/?page=2") == "https://a.com/news/?page=3"
    assert next_of(pager, "https://a.com/news/?page=9") is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{a: 1, 'b': [true, !1, void 0,], c: \"x\\u4e2d\"}", {"a": 1, "b": [True, False, None], "c": "x中"}),
        ("[{t:'a'},/* gap */{t:`b`},]", [{"t": "a"}, {"t": "b"}]),
        (
            '{"emoji": \'\\ud83d\\ude00\', n: -1.5e3, d: new Date("2025-02-07")}',
            {"emoji": "😀", "n": -1500.0, "d": "2025-02-07"},
        ),
        ('JSON.parse("{\\"a\\":[1]}")', {"a": [1]}),
        ('decodeURIComponent("%7B%22a%22%3A1%7D")', '{"a":1}'),
    ],
)
def test_what_scripts_write_is_read_as_data(written, value):
    assert literal.read(written)[0] == value


def test_parameters_of_a_called_function_stand_for_values():
    call = '(function(a,b){return {list:[{t:a,n:b,s:"a"}]}}("题目",7));'
    assert literal.read_call(call, 0)[0] == {"list": [{"t": "题目", "n": 7, "s": "a"}]}
