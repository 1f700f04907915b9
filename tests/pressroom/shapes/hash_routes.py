"""A hash-routed application: articles live at `#/news/12` of one page, their text is in the list's JSON."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class HashRoutes(DataListing):
    """Breaks those who drop fragments (all articles become one), and those who fetch what the list already holds."""

    start = "/cms/article/page?current=1&size=50"
    per_page = 50

    @property
    def hints(self) -> dict[str, object]:
        return {"api": {"url": self.base + "/#/news/{id}", "text": "content"}}

    def routes(self) -> dict[str, Route]:
        return {"/cms/article/page": self.respond, "/": self.shell}

    def path_of(self, story: Story) -> str:
        return f"/#/news/{story.number}"

    def shell(self, request: Request) -> Response:
        """The one page of the application."""
        return self.html(
            "<!DOCTYPE html><html><head><meta charset='utf-8'><title>岚图汽车官网</title></head><body><div id='app'></div>"
            "<script src='/static/chunk-vendors.js'></script></body></html>"
        )

    def data(self, number: int) -> Any:
        rows = [
            {
                "id": story.number,
                "title": story.title,
                "content": "".join(f"<p>{line}</p>" for line in story.paragraphs),
                "coverUrl": f"/static/{story.number}.jpg",
                "publishDate": int(story.published.timestamp() * 1000),
                "status": 1,
            }
            for story in self.on_page(number)
        ]
        return {
            "success": True,
            "result": {"records": rows, "total": len(self.stories), "size": 50, "current": number, "pages": 1},
        }
