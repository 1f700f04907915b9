"""JSONP with a callback of its own choosing: `jQuery3510({...})`, highlights in the titles."""

import json
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class Jsonp(DataListing):
    """Breaks strict JSON parsers; the titles hold `<em>` around search words."""

    start = "/api/list/get?cb=jQuery351023&type=company&_=1739070000000"
    content_type = "application/javascript; charset=utf-8"
    per_page = 50

    def routes(self):  # type: ignore[no-untyped-def]
        return {"/api/list/get": self.respond}

    def path_of(self, story: Story) -> str:
        return f"/a/{story.published:%Y%m%d}{story.number}.html"

    def respond(self, request: Request) -> Response:
        callback = request.query.get("cb", "null")
        return self.text(f"/**/{callback}({json.dumps(self.data(1), ensure_ascii=False)});")

    def data(self, number: int) -> Any:
        rows = [
            {
                "art_code": f"{s.published:%Y%m%d}{s.number}",
                "title": s.title.replace("DeepSeek", "<em>DeepSeek</em>"),
                "uniqueUrl": self.url_of(s),
                "showTime": f"{s.published:%Y-%m-%d %H:%M:%S}",
            }
            for s in self.on_page(number)
        ]
        return {"rc": 0, "data": {"list": rows, "total_hits": len(rows)}}
