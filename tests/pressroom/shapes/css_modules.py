"""Hashed class names, no list elements, the whole card a link, the day written `2025 年 2 月 9 日`."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class CssModules(HtmlListing):
    """Breaks class-name heuristics, and date readers at the blanks."""

    start = "/zh/news"
    template = "date_in_meta"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/zh/news/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<a class="News_page-box__1UJlP" href="{self.href(story)}"><div class="News_pic__a8Qz1"></div><div class="News_page-box__title__9kLm2">{escape(story.title)}</div>'
            f'<div class="News_page-box__time__Zx0q3">{story.published.year} 年 {story.published.month} 月 {story.published.day} 日</div></a>'
            for story in stories
        )
        return f'<div class="News_page__3Xy7d">\n{lines}\n</div>'
