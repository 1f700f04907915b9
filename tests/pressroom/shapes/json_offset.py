"""JSON with offset and limit in the query, epoch seconds as quoted strings."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request
from tests.pressroom.story import Story


class JsonOffset(DataListing):
    """Breaks those who count pages: the next one starts at `offset + limit`."""

    start = "/api/articles?language=1&limit=6&offset=0"
    per_page = 6

    def routes(self):  # type: ignore[no-untyped-def]
        return {"/api/articles": self.respond}

    def page_asked(self, request: Request) -> int:
        offset = request.query.get("offset", "0")
        return int(offset) // self.per_page + 1 if offset.isdigit() else 1

    def path_of(self, story: Story) -> str:
        return f"/zh/news/{story.number}"

    def data(self, number: int) -> Any:
        rows = [
            {
                "_id": str(s.number),
                "title": s.title,
                "url": self.path_of(s),
                "published": str(int(s.published.timestamp())),
                "abstract": s.summary,
            }
            for s in self.on_page(number)
        ]
        return {"data": {"data": rows, "total": len(self.stories)}, "error": 0}
