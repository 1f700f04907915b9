"""加载更多: a button with the address of the next page, which answers with a bare HTML fragment."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class LoadMore(HtmlListing):
    """Breaks those who look for page numbers: there is one button and no link."""

    start = "/brand/news"
    per_page = 6

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/brand/news/more?page={number}"

    def routes(self) -> dict[str, Route]:
        return super().routes() | {"/brand/news/more": lambda request: self.html(self.pager(1, 1))}  # behind the last

    def path_of(self, story: Story) -> str:
        return f"/brand/news/{story.published:%Y%m}/{story.number}"

    def listing(self, number: int, request: Request) -> Response:
        if number == 1:
            return super().listing(number, request)
        pages = self.paged()
        rows = self.items(pages[min(number, len(pages)) - 1]) + self.pager(number, self.last_page())
        return self.html(rows)

    def rows(self, stories: list[Story]) -> str:
        return f'<div class="news-wall" id="wall">\n{self.items(stories)}\n</div>'

    def items(self, stories: list[Story]) -> str:
        """The rows without anything around them."""
        return "\n".join(
            f'<a class="wall-item" href="{self.href(story)}"><span class="wall-date">{story.published:%Y-%m-%d}</span>'
            f"<strong>{escape(story.title)}</strong></a>"
            for story in stories
        )

    def pager(self, number: int, last: int) -> str:
        if number >= last:
            return '<p class="no-more">没有更多了</p>'
        return (
            f'<button class="load-more" data-url="{self.page_path(number + 1)}" data-total="{last}">加载更多</button>'
        )
