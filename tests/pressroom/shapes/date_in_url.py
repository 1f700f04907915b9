"""No visible day: it stands in the address, to the millisecond (`/news/2025/20250201143059123.html`)."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class DateInUrl(HtmlListing):
    """Breaks those who open every article to learn its day, and those who read the number as an epoch."""

    per_page = 10

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/news/index_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/news/{story.published:%Y}/{story.published:%Y%m%d%H%M%S}{story.number % 1000:03d}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="por-item"><a href="{self.href(story)}"><h3>{escape(story.title)}</h3><p>{escape(story.summary)}</p></a></li>'
            for story in stories
        )
        return f'<ul class="por-list">\n{lines}\n</ul>'

    def day(self, story: Story) -> str:
        return ""
