"""Bases of the shapes: listings in HTML with their pagination, and listings that are data."""

import datetime as dt
import json
from html import escape
from typing import Any, ClassVar

from tests.pressroom import chrome
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route, Site
from tests.pressroom.story import Story


class HtmlListing(Site):
    """Rows in HTML, rendered by the server. A shape gives `rows`, and `page_path` and `pager` if it has several pages."""

    def page_path(self, number: int) -> str:
        """The path of a page of the listing, counted from 1."""
        return self.start if number == 1 else f"{self.start}?page={number}"

    def routes(self) -> dict[str, Route]:
        return {self.page_path(number): self._page(number) for number in range(1, self.last_page() + 1)}

    def last_page(self) -> int:
        """The number of pages; with the fault "endless_pages" there is always another."""
        return 500 if "endless_pages" in self.states else len(self.paged())

    def _page(self, number: int) -> Route:
        return lambda request: self.listing(number, request)

    def listing(self, number: int, request: Request) -> Response:
        """One page of the listing."""
        pages = self.paged()
        stories = pages[min(number, len(pages)) - 1]
        rows = self.rows(stories) if self.layout % 2 == 0 else self.redesigned(stories)
        pager = self.pager(number, self.last_page())
        main = f"{self.above(number)}\n{rows}\n{pager}\n{self.below(number)}"
        return self.html(
            chrome.page(
                self,
                title=chrome.heading(self),
                main=main,
                head=self.head(number),
                scripts=self.scripts(number),
                base=self.base_element(),
            )
        )

    def rows(self, stories: list[Story]) -> str:
        """The list itself."""
        raise NotImplementedError

    def redesigned(self, stories: list[Story]) -> str:
        """The list after `relayout()`: cards instead of whatever it was."""
        cards = "".join(
            f'<article class="v2-card"><a class="v2-cover" href="{escape(self.href(story))}"><img src="/static/c.jpg" alt=""></a>'
            f'<div class="v2-text"><h3><a href="{escape(self.href(story))}">{escape(story.title)}</a></h3>'
            f"{f'<time>{self.day(story)}</time>' if self.dated else ''}</div></article>"
            for story in stories
        )
        return f'<section class="v2-grid">{cards}</section>'

    def pager(self, number: int, last: int) -> str:
        """Links to the other pages."""
        if last == 1:
            return ""
        words = ("Previous", "Next") if self.language == "en" else ("上一页", "下一页")
        shown = [n for n in range(1, last + 1) if abs(n - number) < 4 or n in (1, last)]
        links = [
            f"<span class='cur'>{n}</span>" if n == number else f'<a href="{escape(self.page_path(n))}">{n}</a>'
            for n in shown
        ]
        if number > 1:
            links.insert(0, f'<a href="{escape(self.page_path(number - 1))}">{words[0]}</a>')
        if number < last:
            links.append(f'<a class="next" href="{escape(self.page_path(number + 1))}">{words[1]}</a>')
        return f'<div class="pages">{" ".join(links)}</div>'

    def above(self, number: int) -> str:
        """What stands between the breadcrumb and the list."""
        return f'<h2 class="column-title">{"Newsroom" if self.language == "en" else "新闻中心"}</h2>'

    def below(self, number: int) -> str:
        """What stands under the list."""
        return ""

    def head(self, number: int) -> str:
        """Elements for the head of the listing."""
        return ""

    def scripts(self, number: int) -> str:
        """Scripts at the end of the listing."""
        return ""

    def base_element(self) -> str:
        """A `<base>`, for sites that have one."""
        return ""

    def href(self, story: Story) -> str:
        """An article's address as the listing writes it."""
        return self.path_of(story)

    def day(self, story: Story) -> str:
        """An article's day as the listing writes it."""
        return f"{story.published:%Y-%m-%d}"


class DataListing(Site):
    """A listing that is data: the address given to the crawler answers JSON (or XML) instead of a page."""

    content_type: ClassVar[str] = "application/json; charset=utf-8"
    start = "/api/news/list"

    def routes(self) -> dict[str, Route]:
        return {self.start: self.respond}

    def respond(self, request: Request) -> Response:
        """The answer to a request for the listing."""
        return self.json(self.data(self.page_asked(request)))

    def page_asked(self, request: Request) -> int:
        """The page that a request asks for, counted from 1."""
        asked = request.query.get("page", "1")
        return int(asked) if asked.isdigit() and int(asked) > 0 else 1

    def on_page(self, number: int) -> list[Story]:
        """The stories of a page; none behind the last, unless pages are endless."""
        pages = self.paged()
        if "endless_pages" in self.states:
            return pages[min(number, len(pages)) - 1]
        return pages[number - 1] if number <= len(pages) else []

    def data(self, number: int) -> Any:
        """What the page holds, ready to be written as JSON."""
        raise NotImplementedError

    def json(self, data: Any, content_type: str | None = None) -> Response:
        """Data as an answer."""
        if self.layout % 2:
            data = {"version": 2, "result": {"payload": data}}
        return self.text(json.dumps(data, ensure_ascii=False), content_type)

    def text(self, text: str, content_type: str | None = None) -> Response:
        """Text as an answer, in the type and encoding of the site."""
        return Response(
            body=text.encode(self.encoding),
            content_type=content_type or self.content_type,
            modified=self.updated().astimezone(dt.UTC),
        )
