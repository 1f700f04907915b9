"""A static .json file behind a listing page, served as text/plain, the day split into year, month and day fields."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class JsonStatic(DataListing):
    """Breaks those who trust the content type, and those who want a day in one field."""

    start = "/aboutus/news/groupnews/5018449_5585_11769.json"
    content_type = "text/plain"
    per_page = 500

    def routes(self) -> dict[str, Route]:
        return {self.start: self.respond}

    def path_of(self, story: Story) -> str:
        return f"/aboutus/news/groupnews/index_detail_{story.number}.html"

    def data(self, number: int) -> Any:
        rows = [
            {
                "id": str(story.number),
                "title": story.title,
                "link": f"./index_detail_{story.number}.html",
                "pubyear": f"{story.published:%Y}",
                "pubmonth": f"{story.published:%m}",
                "pubday": f"{story.published:%d}",
                "source": self.content.name,
            }
            for story in self.ordered()
        ]
        return {"total": len(rows), "list": rows}
