"""A definition list: the day in `dt`, the link in the `dd` after it."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class DefinitionList(HtmlListing):
    """Breaks those who look for the day within the link's own element: it is the sibling before."""

    start = "/ir/news.html"

    def path_of(self, story: Story) -> str:
        return f"/ir/news/{story.published:%Y}/{story.number}.html"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/ir/news_{number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<dt>{story.published:%Y年}{story.published.month}月{story.published.day}日</dt><dd><a href="{self.href(story)}">{escape(story.title)}</a></dd>'
            for story in stories
        )
        return f'<dl class="ir-news">\n{lines}\n</dl>'
