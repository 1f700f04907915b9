"""JSON whose `list` is a string of HTML rows, days as epoch seconds in `data-t`."""

from html import escape
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class HtmlInJson(DataListing):
    """Breaks those who look for records: there are none."""

    start = "/depot/news/index?page=1"
    per_page = 20

    def routes(self):  # type: ignore[no-untyped-def]
        return {"/depot/news/index": self.respond}

    def path_of(self, story: Story) -> str:
        return f"/p/{story.number}"

    def data(self, number: int) -> Any:
        rows = "".join(
            f'<div class="preview-item" data-id="{s.number}"><div class="preview-body"><a class="t" href="//{self.host}{self.path_of(s)}">{escape(s.title)}</a>'
            f'<span data-t="{int(s.published.timestamp())}" class="time">{s.published:%Y-%m-%d}</span></div></div>'
            for s in self.on_page(number)
        )
        return {
            "code": 10000,
            "message": "ok",
            "data": {"list": rows, "lastid": self.stories[-1].number if self.stories else 0},
        }
