"""一图读懂: a list with query ids on another path, and articles whose whole body is one long picture."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class ImageBody(HtmlListing):
    """Breaks those who drop articles without text: the title alone says it."""

    start = "/about/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/cut?id={story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="swiper-slide"><a href="{self.href(story)}"><div class="date">{story.published:%Y/%m/%d}</div><div class="title">{escape(story.title)}</div></a></li>'
            for story in stories
        )
        return f'<ul class="swiper-wrapper">\n{lines}\n</ul>'
