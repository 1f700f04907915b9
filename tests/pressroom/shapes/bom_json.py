"""JSON behind a byte order mark, rows keyed by id instead of an array, days as epoch milliseconds in strings."""

import json
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class BomJson(DataListing):
    """Breaks `json.loads`, and those who cut the day before changing the zone (midnight in Beijing is 16:00 UTC)."""

    start = "/data/news/index.json"
    per_page = 50

    def path_of(self, story: Story) -> str:
        return f"/data/news/{story.number}.shtml"

    def respond(self, request: Request) -> Response:
        return self.text("\ufeff" + json.dumps(self.data(1), ensure_ascii=False))

    def data(self, number: int) -> Any:
        rows = {}
        for s in self.ordered():
            midnight = s.published.replace(hour=0, minute=0, second=0)
            rows[f"n{s.number}"] = {
                "title": s.title,
                "url": self.path_of(s),
                "publishTime": str(int(midnight.timestamp() * 1000)),
            }
        return {"status": "ok", "news": rows}
