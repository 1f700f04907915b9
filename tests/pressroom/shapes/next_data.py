"""A Next.js site: the list is in the page as `__NEXT_DATA__`, the visible rows have hashed classes and no links."""

import json
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NextData(HtmlListing):
    """Breaks those who only read the visible HTML: its rows open by script."""

    start = "/news/news"
    per_page = 20
    validators = "etag"

    def path_of(self, story: Story) -> str:
        return f"/news/news_{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="index_card__x7Qa2"><div class="index_title__k2Pd0">{escape(story.title)}</div><span>{self.day(story)}</span></div>'
            for story in stories[:4]
        )
        return f'<div id="__next"><div class="index_list__9sYw1">{lines}</div></div>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        result = [
            {
                "newsId": story.number,
                "title": story.title,
                "url": self.path_of(story),
                "time": f"{story.published:%Y-%m-%d %H:%M:%S}",
                "abstract": story.summary,
                "cover": "/static/cover.png",
            }
            for story in self.paged()[number - 1]
        ]
        key = "listData" if self.layout % 2 == 0 else "newsFeed"
        props = {
            "pageProps": {
                "pageData": {key: {"total": len(self.stories), "result": result}, "banner": {"img": "/static/b.png"}}
            }
        }
        menu = [{"name": "千行百业解决方案", "href": "/solutions/"}, {"name": "产品与服务总览", "href": "/products/"}]
        data = {"props": {**props, "nav": menu}, "page": "/news/[type]", "query": {"type": "news"}, "buildId": "kq8Zr1"}
        return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False)}</script>'
