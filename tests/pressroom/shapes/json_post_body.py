"""A list that answers to a POST with a JSON body; rows carry the text and three dates but no address."""

import json
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class JsonPostBody(DataListing):
    """Breaks those who take `updatedTime` for the day; a placeholder row (`nise1`) stands among the articles."""

    start = "/appapi/v1/m_app/article/listWeb"
    per_page = 8

    @property
    def hints(self) -> dict[str, object]:
        return {
            "api": {
                "method": "POST",
                "body": {"categoryName": "官网-新闻中心", "page": 1, "size": 8},
                "url": self.base + "/policy?id={id}",
            },
        }

    def path_of(self, story: Story) -> str:
        return f"/policy?id={story.number}"

    def respond(self, request: Request) -> Response:
        try:
            asked = json.loads(request.body)
            page = int(asked["page"])
        except (ValueError, KeyError, TypeError):
            answer = self.json(
                {"success": False, "code": "A0400", "message": "Required request body is missing", "data": None}
            )
            answer.status = 400
            return answer
        return self.json(self.data(page))

    def data(self, number: int) -> Any:
        rows: list[dict[str, object]] = [
            {
                "id": story.number,
                "title": story.title,
                "brief": story.summary,
                "content": "".join(f"<p>{line}</p>" for line in story.paragraphs),
                "createdTime": "2024-09-01 00:00:00",
                "updatedTime": "2025-06-18 12:00:00",
                "publishTime": f"{story.published:%Y-%m-%d %H:%M:%S}",
            }
            for story in self.on_page(number)
        ]
        if number == 1:
            rows.insert(
                3, {"id": 7, "title": "nise1", "brief": "", "content": "<p>1</p>", "publishTime": "2024-01-01 00:00:00"}
            )
        return {
            "success": True,
            "data": {"content": rows, "totalElements": len(self.stories), "number": number, "size": 8},
        }
