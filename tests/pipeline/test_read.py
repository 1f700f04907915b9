"""A page becomes an article, or a reason why it is none."""

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.items import Article, DateBasis, Page, Selectors, Source, Unusable
from pipeline.read import read_page

PAGES = Path(__file__).parent / "pages"
NOW = dt.datetime(2025, 3, 10, 4, 0, tzinfo=dt.UTC)
FIRST, LAST = "2月6日，示例科技宣布", "后续还会开放微调能力。"


def page(body, url="https://www.example.com/news/1.html", content_type="", **more):
    body = body.encode() if isinstance(body, str) else body
    headers = {"content-type": content_type} if content_type else {}
    return Page(url=url, body=body, fetched_at=NOW, headers=headers, **more)


def fixture(name, encoding="utf-8"):
    return (PAGES / name).read_text(encoding="utf-8").encode(encoding)


@pytest.mark.parametrize(
    "name",
    ["trs_editor.html", "wechat.html", "next_data.html", "textarea.html", "json_ld.html", "br_lines.html"],
)
def test_the_same_news_is_read_from_every_shape(name):
    article = read_page(page(fixture(name)))
    assert isinstance(article, Article), article
    assert article.title == "示例科技平台上线新模型"
    assert article.text.startswith(FIRST)
    assert article.text.endswith(LAST)
    assert len(article.text.split("\n")) == 3
    assert article.language == "zh"
    assert (article.published, article.published_basis) == (dt.date(2025, 2, 7), DateBasis.STATED)


def test_a_gbk_page_that_says_utf_8_reads_the_same():
    assert read_page(page(fixture("trs_editor.html", "gb18030"))) == read_page(page(fixture("trs_editor.html")))


def test_an_english_page_loses_navigation_standfirst_caption_comments_and_footer():
    article = read_page(page(fixture("english.html"), url="http://www.example.com/newsroom/new-model?spm=1"))
    assert article.title == "Example Cloud hosts the new model"
    assert article.published == dt.date(2025, 2, 7)
    assert [line[:20] for line in article.text.split("\n")] == ["Example Cloud said o", "The company added th"]
    assert article.url == "https://www.example.com/newsroom/new-model"
    assert (article.language, article.outlet) == ("en", "Example Newsroom")


@pytest.mark.parametrize("path", sorted((PAGES / "unusable").glob("*.html")), ids=lambda path: path.stem)
def test_a_page_that_is_no_article_says_why(path):
    found = read_page(page(path.read_bytes()))
    assert isinstance(found, Unusable)
    expected = {
        "challenge": "anti_bot",
        "captcha": "anti_bot",
        "wall": "login_wall",
        "404": "soft_404",
        "shell": "empty_shell",
    }
    assert found.reason == expected[path.stem.rpartition("_")[2]]
    assert found.detail


def test_an_article_about_captchas_and_404_is_an_article():
    words = "网站遭遇环境异常提示后，研究人员发现安全验证页面会返回 404 页面不存在，用户请先登录后查看说明。" * 8
    html = f"<html><head><title>为什么安全验证和 404 页面不存在总让人抓狂：一份长报告</title></head><body><p>{words}</p></body></html>"
    assert isinstance(read_page(page(html)), Article)


def test_a_deep_address_that_ends_on_the_front_page_is_a_soft_404():
    html = fixture("english.html")
    found = read_page(page(html, url="https://www.example.com/", requested_url="https://www.example.com/news/old.html"))
    assert isinstance(found, Unusable)
    assert found.reason == "soft_404"


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "", "empty"),
        (b"   \n", "text/html", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "image/png", "not_text"),
        (b"PK\x03\x04....", "", "not_text"),
        (b'{"code":0,"data":{"list":[]}}', "application/json", "not_text"),
        (b"%PDF-1.4\nnonsense", "application/pdf", "not_text"),
        (b"<?xml version='1.0'?><rss><channel></channel></rss>", "application/rss+xml", "not_text"),
    ],
)
def test_what_holds_no_text_is_named(body, content_type, reason):
    found = read_page(page(body, content_type=content_type))
    assert isinstance(found, Unusable)
    assert found.reason == reason


def test_a_failed_answer_is_no_article_although_its_page_has_text():
    found = read_page(page(fixture("english.html"), status=503))
    assert (found.reason, found.detail) == ("http_error", "status 503")


def test_markdown_loses_its_marks():
    text = "---\ntitle: 平台上线新模型\ndate: 2025-02-07\n---\n\n第一段，**示例科技**宣布[上线](https://a.cn/b)新模型，\n即日起可用。\n\n- 公有云\n- 私有云\n"
    article = read_page(page(text, content_type="text/markdown"))
    assert article.title == "平台上线新模型"
    assert article.text.split("\n") == ["第一段，示例科技宣布上线新模型，即日起可用。", "公有云", "私有云"]
    assert article.published == dt.date(2025, 2, 7)


def test_plain_text_has_its_first_line_as_title():
    article = read_page(
        page("示例科技平台上线新模型\n2025年2月7日\n2月6日，示例科技宣布上线。\n", content_type="text/plain")
    )
    assert (article.title, article.published) == ("示例科技平台上线新模型", dt.date(2025, 2, 7))


def test_a_body_that_is_one_picture_leaves_title_and_day():
    html = """<html><head><title>一图读懂：示例科技上线新模型_示例科技</title></head><body><h1>一图读懂：示例科技上线新模型</h1>
    <div class="info">2025-02-07</div><div class="content"><style>p{margin:0}</style><p><img src="long.jpg"></p></div></body></html>"""
    article = read_page(page(html))
    assert (article.title, article.text, article.published) == ("一图读懂：示例科技上线新模型", "", dt.date(2025, 2, 7))


def test_the_articles_that_follow_on_an_endless_page_are_not_its_text():
    first = "<p>示例科技宣布，旗下平台已经上线新模型，开发者可以直接调用接口，无需排队。</p>" * 12
    second = "<p>另一家公司发布财报，营收同比增长，毛利率略有下降，管理层对明年谨慎乐观。</p>" * 40
    html = f"""<main><article><h1>示例科技平台上线新模型</h1><div class="text">{first}</div></article>
    <div class="next"><article><h1>另一家公司发布财报</h1><div class="text">{second}</div></article></div></main>"""
    article = read_page(page(html))
    assert article.title == "示例科技平台上线新模型"
    assert "财报" not in article.text


def test_a_scanned_pdf_is_not_text():
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    found = read_page(page(out.getvalue(), content_type="application/pdf"))
    assert (found.reason, found.detail) == ("not_text", "PDF without a text layer (scanned?)")


def test_a_source_can_overrule_structure():
    html = """<html><head><title>x</title></head><body><h1>错误的标题在最上面</h1><h3 class="t">真正的标题</h3><i class="d">07|02|2025</i>
    <div class="a"><p>这一块很长，但是并不是正文，而是每一页都有的公司介绍，介绍公司成立于二〇〇〇年，总部在北京，员工三千人。</p></div>
    <div class="b"><p>短正文。</p></div></body></html>"""
    selectors = Selectors(article_title=".t", article_date=".d", article_body=".b")
    source = Source(slug="x", name="x", url="https://a.cn/", selectors=selectors, date_format="%d|%m|%Y")
    html = html.replace("短正文。", "短正文，示例科技宣布上线新模型。" * 10)
    article = read_page(page(html), source)
    assert (article.title, article.published) == ("真正的标题", dt.date(2025, 2, 7))
    assert article.text == "短正文，示例科技宣布上线新模型。" * 10


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2025-02-06T17:00:00Z", dt.date(2025, 2, 7)),
        ("2025-02-06T17:00:00+08:00", dt.date(2025, 2, 6)),
        ("2025-02-06T23:00:00", dt.date(2025, 2, 6)),
    ],
)
def test_a_chinese_page_in_utc_has_the_day_of_shanghai(stamp, day):
    html = fixture("json_ld.html").decode().replace("2025-02-06T16:30:00Z", stamp)
    assert read_page(page(html)).published == day


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "深",
        "<p>" * 100_000,
        "<a href='" + "x" * 1_000_000,
        "<table><tr><td>" * 20_000 + "字" * 100,
        "<!--" + "<p>字" * 10_000,
        "<p>字，</p>" * 100_000,
        "<div class='" + "related " * 50_000 + "'>字</div>",
        "<p>" + "&#x" + "f" * 100_000 + ";</p>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script><p>字</p>",
        "<title>" + "a - " * 50_000 + "</title><p>字</p>",
        "<h1>" + "2025-02-" * 20_000 + "</h1><p>字</p>",
    ],
    ids=lambda html: html[:24],
)
@pytest.mark.timeout(30)
def test_hostile_pages_give_an_answer(html):
    assert isinstance(read_page(page(html)), Article | Unusable)


FRAGMENTS = """<div> </div> <p> </p> <br> <h1> </h1> <a_href=x> </a> <table><td> <script> </script> <title> <textarea> <style> &#0;
<script_type="application/ld+json">{"@type":"Article","datePublished": 发布时间：2025年2月7日 Some_words,_and_more. \x00 \ud83d
示例科技宣布，旗下平台已经上线新模型，开发者可以直接调用接口。"""
PIECES = st.sampled_from([piece.replace("_", " ") for piece in FRAGMENTS.split()])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=8), max_size=40),
    st.sampled_from(["", "text/html", "text/plain", "application/pdf"]),
)
def test_any_markup_gives_an_article_or_a_reason(pieces, content_type):
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    found = read_page(page(body, content_type=content_type))
    assert found.text.strip() or found.title if isinstance(found, Article) else found.reason


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"<html>", b"\xff\xfe"]))
def test_any_bytes_give_an_article_or_a_reason(body, start):
    assert isinstance(read_page(page(start + body)), Article | Unusable)
