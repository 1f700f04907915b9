"""Rows `li > a` with the day in a span behind the link: the commonest listing there is."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class ListDateAfter(HtmlListing):
    """Breaks those who take any link: menus and footers look the same."""

    start = "/news/list.html"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/news/list_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/news/detail/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="notice-li"><a href="{self.href(story)}" target="_blank">{escape(story.title)}</a>'
            f'<span class="y-right">{self.day(story)}</span></li>'
            for story in stories
        )
        return f'<ul class="notice-list">\n{lines}\n</ul>'
