"""A Next.js app router page: the list only in `self.__next_f.push` strings, cut in the middle of words."""

import json

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NextFlight(HtmlListing):
    """Breaks those who look for one JSON document: it is a stream in pieces."""

    start = "/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        return '<main><div class="skeleton"></div><div class="skeleton"></div></main>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        posts = [
            {
                "slug": str(s.number),
                "title": s.title,
                "href": self.path_of(s),
                "publishedAt": s.published.isoformat(),
                "excerpt": s.summary,
            }
            for s in self.ordered()
        ]
        name = "posts" if self.layout % 2 == 0 else "entries"
        tree = ["$", "$L8", None, {name: posts, "locale": "zh-CN"}]
        stream = f'2:I[9275,["static/chunks/app.js"],""]\n7:{json.dumps(tree, ensure_ascii=False)}\n'
        third = len(stream) // 3
        parts = [stream[:third], stream[third : 2 * third], stream[2 * third :]]
        pushes = "".join(
            f"<script>self.__next_f.push([1,{json.dumps(part, ensure_ascii=False)}])</script>" for part in parts
        )
        return f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushes}"
