"""Title and day glued together in one link text, the title even twice."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class GluedTitleDate(HtmlListing):
    """Breaks those who keep the link text as it is: `标题 标题 --> 2025年02月08日`."""

    start = "/company/news"

    def path_of(self, story: Story) -> str:
        return f"/company/news/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<a class="n-row" href="{self.href(story)}">{escape(story.title)} {escape(story.title)} --> {story.published:%Y年%m月%d日}</a>'
            for story in stories
        )
        return f'<div class="n-list">\n{lines}\n</div>'
