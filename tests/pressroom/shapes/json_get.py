"""A JSON API behind the page, asked with GET: envelope, rows with an address, local times without a zone."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class JsonGet(DataListing):
    """Breaks those who expect HTML, and those who read the times as UTC."""

    start = "/api/news/list?page=1&pageSize=8"

    def routes(self):  # type: ignore[no-untyped-def]
        return {"/api/news/list": self.respond}

    def path_of(self, story: Story) -> str:
        return f"/newsroom/{story.number}"

    def data(self, number: int) -> Any:
        rows = [
            {
                "id": story.number,
                "title": story.title,
                "summary": story.summary,
                "cover": f"/static/{story.number}.jpg",
                "linkUrl": self.path_of(story),
                "publishTime": f"{story.published:%Y-%m-%d %H:%M:%S}",
                "updateTime": "2025-06-30 09:00:00",
            }
            for story in self.on_page(number)
        ]
        pages = 500 if "endless_pages" in self.states else len(self.paged())
        return {
            "code": 200,
            "msg": "success",
            "data": {"page": number, "pages": pages, "total": len(self.stories), "list": rows},
        }
