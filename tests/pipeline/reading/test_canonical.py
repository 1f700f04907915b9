"""One address for one document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.canonical import canonical_url, clean_url

ONE = "https://www.example.com/news/1.html?a=1&b=2"


@pytest.mark.parametrize(
    "twin",
    [
        "https://www.example.com/news/1.html?b=2&a=1",
        "http://www.example.com/news/1.html?a=1&b=2",
        "http://example.com:80/news/1.html?a=1&b=2#comments",
        "https://m.example.com/news/1.html?a=1&b=2",
        "https://wap.example.com/news/1.html?a=1&b=2&utm_source=weibo&spm=1.2.3",
        "HTTPS://WWW.Example.com/news/1.html?a=1&amp;b=2&from=timeline&isappinstalled=0",
        "https://www.example.com/news/1.html?a=1&b=2&_=1738900000000",
    ],
)
def test_twins_have_one_identity(twin):
    assert canonical_url(twin) == ONE


def test_what_identifies_the_document_stays():
    assert canonical_url("https://a.example.com/cut?id=2917") == "https://a.example.com/cut?id=2917"
    assert canonical_url("https://www.example.com/#/news/7") == "https://www.example.com/#/news/7"
    assert canonical_url("https://example.com/n/1") != canonical_url("https://example.com/n/2")


def test_a_wechat_article_is_its_four_parameters():
    shared = "http://mp.weixin.qq.com/s?__biz=MzA4&mid=265&idx=1&sn=ab&chksm=8c&scene=21#wechat_redirect"
    opened = "https://mp.weixin.qq.com/s?sn=ab&idx=1&mid=265&__biz=MzA4&xtrack=1"
    assert canonical_url(shared) == canonical_url(opened)
    assert "chksm" not in canonical_url(shared)
    assert canonical_url("https://mp.weixin.qq.com/s/AbC-d?scene=1") == "https://mp.weixin.qq.com/s/AbC-d"


def test_index_and_amp_pages_are_the_page_itself():
    assert canonical_url("https://www.example.com/a/index.html") == canonical_url("https://www.example.com/a/")
    assert canonical_url("https://www.example.com/a/1/amp/") == canonical_url("https://www.example.com/a/1")


def test_the_address_to_fetch_keeps_scheme_and_host():
    assert clean_url("http://m.example.com/a?utm_source=x#top") == "http://m.example.com/a"


def test_hosts_without_a_public_name_keep_their_scheme():
    assert canonical_url("http://127.0.0.5:8000/a?from=x") == "http://127.0.0.5:8000/a"


def test_relative_links_resolve_against_the_base():
    assert clean_url("../c/t20250207_1.html", "https://www.example.com/a/b/") == (
        "https://www.example.com/a/c/t20250207_1.html"
    )
    assert clean_url("//cdn.example.com/x", "http://www.example.com/") == "http://cdn.example.com/x"


@pytest.mark.parametrize("no_address", ["javascript:void(0)", "mailto:a@example.com", "#", "", "http://[", "tel:123"])
def test_what_is_no_address_gives_nothing(no_address):
    assert canonical_url(no_address) == ""


@given(st.text(max_size=80), st.sampled_from(["", "https://a.cn/", "http://a.cn/?", "https://m.a.com.cn/b?x="]))
def test_canonical_is_stable_for_any_text(text, start):
    once = canonical_url(start + text)
    assert canonical_url(once) == once or not once
