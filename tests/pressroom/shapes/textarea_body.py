"""An ordinary list whose articles keep their text in a textarea, the day in milliseconds in another."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class TextareaBody(HtmlListing):
    """Breaks readers of articles: the visible part is empty before the script has run."""

    template = "textarea"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/article/{story.number}Xk2q"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="news-line"><a href="{self.href(story)}">{escape(story.title)}</a><time>{story.published:%Y-%m-%d %H:%M}</time></div>'
            for story in stories
        )
        return f'<div class="news-lines">\n{lines}\n</div>'
