"""`window._ROUTER_DATA = {...}`: the list and a banner that repeats some of it; visible rows without links."""

import json
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class RouterData(HtmlListing):
    """Breaks those who count the banner's articles twice, and those who want strict JSON in a script element."""

    start = "/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/detail/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(f'<div class="card-3Kd"><h4>{escape(story.title)}</h4></div>' for story in stories[:6])
        return f'<div id="root"><div class="list-9aF">{lines}</div></div>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        items = [
            {
                "DocumentID": story.number,
                "Title": story.title,
                "Summary": story.summary,
                "CreatedTime": story.published.isoformat(),
                "UpdatedTime": "2025-05-20T00:00:00+08:00",
                "Url": self.path_of(story),
                "CategoryCode": "news",
            }
            for story in self.ordered()
        ]
        banner = [
            {"title": item["Title"], "date": str(item["CreatedTime"])[:10], "link": item["Url"]} for item in items[:2]
        ]
        route = "__ssr_without_user/news/page" if self.layout % 2 == 0 else "__ssr_news_v2/page"
        data = {
            "loaderData": {
                "layout": {"menu": []},
                route: {"banner": banner, "listOnlineArticle": {"List": items, "Total": len(items)}},
            }
        }
        return f"<script>window._ROUTER_DATA = {json.dumps(data, ensure_ascii=False)};window.__APP_VERSION__='1.9.2'</script>"
