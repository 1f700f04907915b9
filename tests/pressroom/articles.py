"""The article pages: the ways in which press sites put title, day and body on a page."""

import datetime as dt
import json
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from tests.pressroom import chrome
from tests.pressroom.story import Story

if TYPE_CHECKING:
    from tests.pressroom.site import Site

INDENTED = ' align="justify" style="text-indent: 2em"'
Template = Callable[["Site", Story], str]


def body(story: Story, tag: str = "p", attributes: str = "") -> str:
    """The paragraphs, or the one long picture that stands for them."""
    if story.image_only:
        return '<style type="text/css">.long-pic img{width:100%}</style><p class="long-pic"><img src="/static/long.jpg" alt=""></p>'
    return "\n".join(f"<{tag}{attributes}>{escape(line)}</{tag}>" for line in story.paragraphs)


def related(site: "Site", story: Story) -> str:
    """Links to the articles before and after, and to two others."""
    stories, at = site.stories, site.place_of(story)
    words = ("Previous", "Next", "Related") if site.language == "en" else ("上一篇", "下一篇", "相关阅读")
    near = [(words[0], stories[at - 1] if at else None), (words[1], stories[at + 1] if at + 1 < len(stories) else None)]
    lines = "".join(
        f'<p>{word}：<a href="{escape(site.url_of(other))}">{escape(other.title)}</a></p>'
        for word, other in near
        if other
    )
    more = "".join(
        f'<li><a href="{escape(site.url_of(other))}">{escape(other.title)}</a></li>' for other in stories[-2:]
    )
    return f'<div class="prev-next">{lines}</div><div class="related"><h4>{words[2]}</h4><ul>{more}</ul></div>'


def plain(site: "Site", story: Story) -> str:
    """A corporate site: h1, a line with day and source, a div with paragraphs."""
    day = story.published
    shown = site.pick([f"{day:%Y-%m-%d}", f"{day:%Y年%m月%d日}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}"], "day")
    main = (
        f'<div class="article-detail"><h1 class="tit">{escape(story.title)}</h1>'
        f'<div class="info"><span>发布时间：{shown}</span><span>来源：{escape(site.content.name)}</span>'
        f'<span>浏览次数：<em id="hits">1286</em></span></div>\n<div class="content">\n{body(story)}\n</div>\n{chrome.share(site)}\n'
        f'</div>{related(site, story)}<p class="copyright">声明：本网站内容未经授权不得转载。</p>'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, aside=False)


def trs(site: "Site", story: Story) -> str:
    """A content management system of ministries and banks: TRS_Editor with styles and a script inside the body."""
    day = story.published
    css = ".TRS_Editor P{margin-top:0;margin-bottom:1em;line-height:2;font-family:宋体;font-size:12pt;}.TRS_Editor TD{line-height:2}"
    main = (
        f'<!--标题开始--><div class="zx_xxy_tit"><h2>{escape(story.title)}</h2></div><!--标题结束-->\n'
        f'<div class="tc f12">信息来源：{escape(site.content.name)}　信息提供日期：{day:%Y-%m-%d %H:%M}　'
        '【字体：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】</div>\n'
        f'<div class="news_cont_d_wrap"><div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">'
        f'<style type="text/css">{css}</style>'
        f"\n{body(story, 'p', INDENTED)}\n"
        '<script type="text/javascript">var _hmt = _hmt || []; document.write("<span class=\'hide\'></span>");</script>'
        f"</div></div></div>\n{chrome.share(site)}"
    )
    head = (
        f'<meta name="ArticleTitle" content="{escape(story.title)}"><meta name="PubDate" content="{day:%Y-%m-%d %H:%M}">'
        f'<meta name="ContentSource" content="{escape(site.content.name)}"><meta name="ColumnName" content="工作动态">'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, head=head, aside=False)


def media(site: "Site", story: Story) -> str:
    """A news site: JSON-LD, open graph, author line, comments and recommendations behind the body."""
    day = story.published
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": day.isoformat(),
        "dateModified": (day + dt.timedelta(hours=3)).isoformat(),
        "author": {"@type": "Person", "name": "记者 陈一"},
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{day.isoformat()}"><link rel="canonical" href="{escape(site.url_of(story))}">'
    )
    main = (
        f'<article><h1>{escape(story.title)}</h1><div class="article-meta"><a href="{site.base}/author/12">陈一</a> · '
        f'<time datetime="{day.isoformat()}">{day:%Y-%m-%d %H:%M}</time> · 阅读 3.2万</div>\n<div class="article-content">\n'
        f'{body(story)}\n<p class="editor">责任编辑：李二</p></div></article>\n{chrome.share(site)}'
        '<section class="comments"><h3>网友评论（3）</h3><div class="c">支持国产大模型！</div><div class="c">用起来怎么样？</div>'
        f'<div class="c">已经试过了，速度不错。</div></section>{related(site, story)}'
        '<div class="disclaimer">免责声明：本文仅供参考，不构成投资建议。</div>'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, head=head)


def english(site: "Site", story: Story) -> str:
    """An international corporate blog."""
    day = story.published
    main = (
        f'<article class="post"><header><h1 class="entry-title">{escape(story.title)}</h1><p class="byline">By the '
        f'{escape(site.content.name)} team · <time class="entry-date" datetime="{day.isoformat()}">{day:%B} {day.day}, {day.year}</time>'
        f'</p></header>\n<div class="entry-content">\n{body(story)}\n</div>\n{chrome.share(site)}</article>{related(site, story)}'
    )
    head = (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="article:published_time" '
        f'content="{day.astimezone(dt.UTC).isoformat()}"><meta property="og:site_name" content="{escape(site.content.name)}">'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, head=head)


def date_in_meta(site: "Site", story: Story) -> str:
    """Title and body visible, the day only in a meta element as epoch milliseconds."""
    stamp = int(story.published.timestamp() * 1000)
    main = (
        f'<div class="newsDetail_1aX9c"><div class="newsTitle_3kPq0">{escape(story.title)}</div>'
        f'<div class="newsBody_2wLm7">\n{body(story, "div")}\n</div></div>{chrome.share(site)}'
    )
    head = (
        f'<meta property="og:title" content="{escape(story.title)}"><meta name="publishdate" content="{stamp}">'
        f'<meta name="description" content="{escape(story.summary)}">'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, head=head)


def textarea(site: "Site", story: Story) -> str:
    """The body waits in a textarea for a script to show it; the day is a number of milliseconds in another."""
    stamp = int(story.published.timestamp() * 1000)
    main = (
        f'<div class="article-show"><h1>{escape(story.title)}</h1><div id="show"></div>'
        f'<textarea class="article-title" style="display:none">{escape(story.title)}</textarea>'
        f'<textarea class="article-time" style="display:none">{stamp}</textarea>'
        f'<textarea class="article-content" style="display:none">{escape(body(story))}</textarea></div>'
    )
    scripts = (
        "<script>document.getElementById('show').innerHTML=document.querySelector('.article-content').value;</script>"
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, scripts=scripts, aside=False)


def split_paragraphs(site: "Site", story: Story) -> str:
    """Paragraphs made of br, inside a table; the day stands at the end like a signature."""
    day = story.published
    lines = "<br><br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in story.paragraphs)
    main = (
        f'<table width="960" align="center"><tr><td class="title" align="center"><b>{escape(story.title)}</b></td></tr>'
        f'<tr><td class="time" align="center">{day.year}年{day.month}月{day.day}日 {day:%H:%M}</td></tr>'
        f'<tr><td class="text" id="zoom">\n{lines}\n</td></tr></table>{chrome.share(site)}'
    )
    return chrome.page(site, title=chrome.article_title(site, story.title), main=main, aside=False)


TEMPLATES: dict[str, Template] = {
    "plain": plain,
    "trs": trs,
    "media": media,
    "english": english,
    "date_in_meta": date_in_meta,
    "textarea": textarea,
    "split_paragraphs": split_paragraphs,
}
