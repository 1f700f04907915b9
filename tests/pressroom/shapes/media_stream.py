"""A portal's channel page: the stream of articles inside one long inline assignment, a few of them visible as well."""

import json
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class MediaStream(HtmlListing):
    """Breaks those who read only what is visible: the page shows five and holds all."""

    start = "/channel/ai/"
    skin = "media"
    template = "media"
    per_page = 30

    def path_of(self, story: Story) -> str:
        return f"/c/{story.number}kd{story.number % 97}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="news-stream-basic"><a href="{self.url_of(s)}" title="{escape(s.title)}">{escape(s.title)}</a><time>{s.published:%Y-%m-%d %H:%M}</time></li>'
            for s in stories[:5]
        )
        return f'<ul class="news-stream-list">\n{lines}\n</ul>'

    def scripts(self, number: int) -> str:
        stream = [
            {
                "id": str(s.number),
                "title": s.title,
                "url": self.url_of(s),
                "newsTime": f"{s.published:%Y-%m-%d %H:%M:%S}",
                "source": self.content.name,
                "commentUrl": f"ucms_{s.number}",
            }
            for s in self.ordered()
        ]
        hot = [
            {"title": "热搜：春节档票房再创新高", "url": f"{self.base}/tag/1"},
            {"title": "热搜：元宵节灯会攻略", "url": f"{self.base}/tag/2"},
        ]
        data = {"newsstream": stream, "hotwords": hot, "nav": [{"name": "人工智能", "url": f"{self.base}/channel/ai/"}]}
        return f"<script>\nvar allData = {json.dumps(data, ensure_ascii=False)};\nvar adData = {{}};\n</script>"
