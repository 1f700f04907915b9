"""Nuxt 3: a flat JSON array in `__NUXT_DATA__` whose values point at each other by number."""

import json

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class Nuxt3Payload(HtmlListing):
    """Breaks those who read the array as it stands: every field is an index."""

    start = "/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        return '<div id="__nuxt"><div class="news-root"></div></div>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        flat: list[object] = [
            {"data": 1, "prerenderedAt": 3},
            {"news-list": 2},
            {"items": 4, "total": 3},
            len(self.stories),
            [],
        ]
        rows: list[int] = []
        for story in self.ordered():
            fields = {
                "id": story.number,
                "title": story.title,
                "url": self.path_of(story),
                "publishDate": f"{story.published:%Y-%m-%d %H:%M:%S}",
            }
            record = {}
            for name, value in fields.items():
                flat.append(value)
                record[name] = len(flat) - 1
            flat.append(record)
            rows.append(len(flat) - 1)
        flat[4] = rows
        return f'<script type="application/json" data-nuxt-data="nuxt-app" id="__NUXT_DATA__">{json.dumps(flat, ensure_ascii=False)}</script>'
