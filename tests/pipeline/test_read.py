"""A page becomes an article."""

import datetime as dt

from pipeline.items import Article, DateBasis, Page
from pipeline.read import read_page

NOW = dt.datetime(2025, 2, 10, 4, 0, tzinfo=dt.UTC)

PRESS_PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">
<title>示例科技平台上线新模型_新闻中心_示例科技</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/news">新闻</a></div>
<h1>示例科技平台上线新模型</h1>
<div class="info">发布时间：2025-02-07 09:30　来源：本站</div>
<div class="TRS_Editor"><style>p{margin:0}</style>
<p>2月6日，示例科技宣布，旗下平台已经上线新模型，开发者可以直接调用接口，无需排队。</p>
<p>公司表示，平台为不同规模的企业准备了多种部署方式，覆盖公有云、私有云和一体机。</p>
<p>责任编辑：张三</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2">另一条新闻的标题在这里</a></li></ul></div>
<div class="footer">版权所有 示例科技 京ICP备00000000号</div></body></html>"""


def page(html, url="https://www.example.com/news/1.html"):
    return Page(url=url, body=html.encode(), fetched_at=NOW)


def test_a_press_page_is_read_whole():
    article = read_page(page(PRESS_PAGE))
    assert isinstance(article, Article)
    assert article.title == "示例科技平台上线新模型"
    assert (article.published, article.published_basis) == (dt.date(2025, 2, 7), DateBasis.STATED)
    assert article.language == "zh"
    first, second = article.text.split("\n")
    assert first.startswith("2月6日，示例科技宣布")
    assert second.endswith("一体机。")
