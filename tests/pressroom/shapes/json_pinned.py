"""JSON with pinned rows above the list, no addresses: they are made from two ids; the article is another page."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class JsonPinned(DataListing):
    """Breaks those who stop at the first old row, and those who want an address: only a template makes one."""

    start = "/zeekrlife-od-news/v1/open/news/list?firstColumnName=PC%E5%AE%98%E7%BD%91&page=1&pageSize=6"
    per_page = 6

    @property
    def hints(self) -> dict[str, object]:
        return {"api": {"url": self.base + "/informationDetail?columnId={columnId}&newsId={newsId}"}}

    def routes(self) -> dict[str, Route]:
        return {"/zeekrlife-od-news/v1/open/news/list": self.respond}

    def path_of(self, story: Story) -> str:
        return f"/informationDetail?columnId={self.seed % 40 + 3}&newsId={story.number}"

    def page_asked(self, request: Request) -> int:
        asked = request.query.get("page", "1")
        return int(asked) if asked.isdigit() else 1

    def data(self, number: int) -> Any:
        rows = [
            {
                "newsId": story.number,
                "columnId": self.seed % 40 + 3,
                "newsTitle": story.title,
                "newsSummary": story.summary,
                "showTime": f"{story.published:%Y-%m-%d}",
                "topFlag": int(story.pinned),
            }
            for story in self.on_page(number)
        ]
        pages = 500 if "endless_pages" in self.states else len(self.paged())
        return {"code": 200, "data": {"list": rows, "pageNum": number, "pages": pages, "total": len(self.stories)}}
