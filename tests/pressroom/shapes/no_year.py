"""Days without a year: `HH:mm` today, `MM-DD HH:mm` this year, the whole date before."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import SHANGHAI, Story


class NoYear(HtmlListing):
    """Breaks those who want one format; the year rolls over in January."""

    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/dynamic/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="dyn"><a class="dyn-t" href="{self.href(story)}">{escape(story.title)}</a><span class="dyn-d">{self.day(story)}</span></div>'
            for story in stories
        )
        return f'<div class="dyns">\n{lines}\n</div>'

    def day(self, story: Story) -> str:
        now = self.now.astimezone(SHANGHAI)
        if story.date == now.date():
            return f"{story.published:%H:%M}"
        return f"{story.published:%m-%d %H:%M}" if story.date.year == now.year else f"{story.published:%Y-%m-%d}"
