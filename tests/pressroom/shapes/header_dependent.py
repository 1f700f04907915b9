"""One address, two answers: with X-Requested-With it is JSON, without it the shell of an application."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class HeaderDependent(DataListing):
    """Breaks caches whose key leaves the header out."""

    start = "/article/list.html?type=gsxw"
    per_page = 20

    @property
    def hints(self) -> dict[str, object]:
        return {"api": {"headers": {"X-Requested-With": "XMLHttpRequest"}}}

    def routes(self):  # type: ignore[no-untyped-def]
        return {"/article/list.html": self.respond}

    def path_of(self, story: Story) -> str:
        return f"/article/detail/{story.number}.html"

    def respond(self, request: Request) -> Response:
        if request.headers.get("x-requested-with") != "XMLHttpRequest":
            answer = self.html(
                "<!DOCTYPE html><html><head><meta charset='utf-8'><title>资讯</title></head><body><ul class='infinite-list' id='app'></ul>"
                "<script src='/static/list.js'></script></body></html>"
            )
        else:
            answer = self.json(self.data(1))
        answer.headers["Vary"] = "X-Requested-With"
        return answer

    def data(self, number: int) -> Any:
        rows = [
            {
                "id": f"{s.number}",
                "title": s.title,
                "url": self.path_of(s),
                "time": int(s.published.timestamp()),
                "source": self.content.name,
            }
            for s in self.on_page(number)
        ]
        return {"state": 1, "data": rows, "pageInfo": {"hasNext": False}}
