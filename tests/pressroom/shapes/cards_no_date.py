"""Cards without any day, neither in the list nor in the address: only the article tells it."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class CardsNoDate(HtmlListing):
    """Breaks those who fall back to today."""

    start = "/blogs"
    per_page = 20
    dated = False
    template = "media"

    def path_of(self, story: Story) -> str:
        return f"/blogs/post/p{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="blog-card"><a href="{self.href(story)}"><img src="/static/{story.number}.png" alt="封面">'
            f'<div class="blog-card-title">{escape(story.title)}</div></a><div class="blog-card-desc">{escape(story.summary)}</div></div>'
            for story in stories
        )
        return f'<div class="blog-grid">\n{lines}\n</div>'
