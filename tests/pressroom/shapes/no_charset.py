"""UTF-8 without a word about it: neither the header nor the page names a charset."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NoCharset(HtmlListing):
    """Breaks clients that fall back to ISO-8859-1."""

    start = "/site/news/list"
    header_charset = None
    meta_charset = None
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/site/news/content/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><div class="n-date">{story.published:%m-%d}<b>{story.published:%Y}</b></div><a href="{self.href(story)}">{escape(story.title)}</a></li>'
            for story in stories
        )
        return f'<ul class="news-ul">\n{lines}\n</ul>'
