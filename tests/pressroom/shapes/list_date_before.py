"""Rows with the day in front of the link: date, title, summary."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class ListDateBefore(HtmlListing):
    """Breaks those who look for the day behind the link."""

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><span class="date">{story.published:%Y.%m.%d}</span><p class="t"><a href="{self.href(story)}">'
            f'{escape(story.title)}</a></p><p class="desc">{escape(story.summary)}</p></li>'
            for story in stories
        )
        return f'<ul class="xw-list">\n{lines}\n</ul>'
