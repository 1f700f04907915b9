"""A list that only answers to a POST with a form: page and size are in the body, the next page has another size."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class FormPost(DataListing):
    """Breaks those who fetch with GET (an error page), and request fingerprints that leave the body out."""

    start = "/api/informationmaterial/select.do"
    per_page = 7

    @property
    def hints(self) -> dict[str, object]:
        return {
            "api": {
                "method": "POST",
                "form": {"pageNum": "1", "pageSize": "7"},
                "url": self.base + "/news/news-detail.html?id={id}",
            },
        }

    def path_of(self, story: Story) -> str:
        return f"/news/news-detail.html?id={story.number}"

    def respond(self, request: Request) -> Response:
        if request.method != "POST" or "pageNum" not in request.form:
            answer = self.json({"errorCode": 405, "errorMessage": "Request method 'GET' not supported", "data": None})
            answer.status = 405
            return answer
        asked = request.form["pageNum"]
        return self.json(self.data(int(asked) if asked.isdigit() else 1))

    def data(self, number: int) -> Any:
        rows = [
            {
                "id": story.number,
                "title": story.title,
                "materialUrl": f"/upload/{story.number}.jpg",
                "releaseTime": f"{story.published:%Y-%m-%d %H:%M:%S}"
                if story.number % 2
                else int(story.published.timestamp() * 1000),
            }
            for story in self.on_page(number)
        ]
        last = number >= len(self.paged()) and "endless_pages" not in self.states
        return {
            "errorCode": 0,
            "data": {"list": rows, "pageNum": number, "isLastPage": last, "total": len(self.stories)},
        }
