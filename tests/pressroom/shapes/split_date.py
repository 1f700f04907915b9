"""The day torn apart: `05` large in one element, `2025-02` small in the next, then the title."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class SplitDate(HtmlListing):
    """Breaks those who read one element at a time."""

    start = "/cn/news"

    def path_of(self, story: Story) -> str:
        return f"/cn/news/{story.published.year}/{story.published.month}/release-{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="clearfix"><div class="time"><p class="fz24">{story.published:%d}</p><p class="fz12">{story.published:%Y-%m}</p></div>'
            f'<div class="con"><h4><a href="{self.href(story)}" target="_blank">{escape(story.title)}</a></h4><p>{escape(story.summary)}</p></div></li>'
            for story in stories
        )
        return f'<ul class="list-time">\n{lines}\n</ul>'
