"""The whole row is one link, with title, summary and day inside it."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class DateInsideLink(HtmlListing):
    """Breaks those who take all of a link's text as the title."""

    start = "/cn/news/"

    def path_of(self, story: Story) -> str:
        return f"/cn/news/{story.published:%y%m%d}-{story.number}/"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="news-item"><a href="{self.href(story)}" class="news-item__link"><div class="news-item__pic">'
            f'<img src="/static/n{story.number}.jpg" alt="{escape(story.title)}"></div><div class="news-item__body">'
            f"<h3>{escape(story.title)}</h3><p>{escape(story.summary)}</p>"
            f'<time class="news-item__date">{story.published:%Y年%m月%d日}</time></div></a></div>'
            for story in stories
        )
        return f'<div class="news-list">\n{lines}\n</div>'
