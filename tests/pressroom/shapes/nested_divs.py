"""Divs in divs without a list or a class that says anything; the day is the third sibling up."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NestedDivs(HtmlListing):
    """Breaks selectors: row, title and day are `div > div > div`, told apart only by what is in them."""

    start = "/zh_CN/blog"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/zh_CN/blog/{story.published:%Y}/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div><div><div><div>{self.day(s)}</div></div></div><div><div><a href="{self.href(s)}"><div>{escape(s.title)}</div></a></div><div>{escape(s.summary)}</div></div></div>'
            for s in stories
        )
        return f"<div><div>\n{lines}\n</div></div>"
