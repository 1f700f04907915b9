"""`window.__INITIAL_STATE__` with undefined values, and no useful HTML beside it."""

import json
from html import escape

from tests.pressroom import chrome
from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class InitialState(HtmlListing):
    """Breaks those who give the script to a strict JSON parser: `undefined`, a trailing call, escaped slashes."""

    start = "/website/news?theme=dark"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/website/news_detail/{story.number}"

    def listing(self, number: int, request: Request) -> Response:
        rows = [
            {
                "id": story.number,
                "title": story.title,
                "link": self.path_of(story),
                "publishTime": int(story.published.timestamp()),
                "thumb": f"/static/{story.number}.jpg",
            }
            for story in self.ordered()
        ]
        key = "newsList" if self.layout % 2 == 0 else "articleFeed"
        state = {
            "user": {"token": "@@", "city": "上海"},
            "news": {key: rows, "loading": False},
            "seo": {"title": escape(self.content.name)},
        }
        text = json.dumps(state, ensure_ascii=False).replace("/", "\\u002F").replace('"@@"', "undefined")
        return self.html(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{chrome.heading(self)}</title></head><body>{chrome.header(self)}'
            f'<div id="app" data-server-rendered="true"></div><script>window.__INITIAL_STATE__={text};'
            "(function(){var s;(s=document.currentScript||document.scripts[document.scripts.length-1]).parentNode.removeChild(s);}());</script>"
            f"{chrome.footer(self)}</body></html>"
        )
