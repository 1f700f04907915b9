"""An ordinary list, some of whose articles are soft 404s, login walls, captchas or script challenges (status 200)."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class WalledArticles(HtmlListing):
    """Breaks those who store whatever comes with 200."""

    start = "/news/list"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/detail?news_id={story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="news-li"><a href="{self.href(story)}"><span class="news-t">{escape(story.title)}</span><span class="news-d">{self.day(story)}</span></a></li>'
            for story in stories
        )
        return f'<ul class="news-ul">\n{lines}\n</ul>'
