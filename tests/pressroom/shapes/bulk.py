"""A site of any size for benchmarks: thousands of plain articles, fifty to a page, made as they are asked for."""

import datetime as dt
from collections.abc import Mapping
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request
from tests.pressroom.site import Route
from tests.pressroom.story import SiteContent, Story


class Bulk(HtmlListing):
    """Breaks nothing; measures much."""

    per_page = 50

    def __init__(self, content: SiteContent, host: str, now: dt.datetime, companions: Mapping[str, str]) -> None:
        super().__init__(content, host, now, companions)
        self._at = {self.path_of(story): story for story in self.stories}
        self._pages: dict[str, Route] = {}

    def routes(self) -> dict[str, Route]:
        if not self._pages or self.states:
            self._pages = super().routes()
        return self._pages

    def story_at(self, request: Request) -> Story | None:
        return self._at.get(request.target)

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{self.href(s)}">{escape(s.title)}</a><span>{self.day(s)}</span></li>' for s in stories
        )
        return f'<ul class="list">\n{lines}\n</ul>'
