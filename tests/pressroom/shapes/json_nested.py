"""A directory API: rows nested two levels deep, addresses inside `additionalFields`, times with a zone."""

import datetime as dt
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class JsonNested(DataListing):
    """Breaks those who only look at the top level of an array's members; tags are an array beside the rows."""

    start = "/api/dirs/items/search?item.directoryId=news&sort_order=desc&size=6&page=0"
    per_page = 6
    template = "english"
    skin = "english"

    def routes(self) -> dict[str, Route]:
        return {"/api/dirs/items/search": self.respond}

    def page_asked(self, request: Request) -> int:
        asked = request.query.get("page", "0")
        return int(asked) + 1 if asked.isdigit() else 1

    def path_of(self, story: Story) -> str:
        return f"/about/whats-new/{story.published:%Y/%m}/item-{story.number}/"

    def data(self, number: int) -> Any:
        items = [
            {
                "item": {
                    "id": f"news#item-{story.number}",
                    "locale": "en_US",
                    "directoryId": "news",
                    "name": f"item-{story.number}",
                    "dateCreated": story.published.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+0000"),
                    "dateUpdated": "2025-05-01T00:00:00+0000",
                    "additionalFields": {
                        "headline": story.title,
                        "headlineUrl": self.path_of(story),
                        "postBody": f"<p>{story.summary}</p>",
                    },
                },
                "tags": [{"id": "ai", "name": "artificial-intelligence", "description": "Artificial intelligence"}],
            }
            for story in self.on_page(number)
        ]
        return {"metadata": {"count": len(items), "totalHits": len(self.stories)}, "items": items}
