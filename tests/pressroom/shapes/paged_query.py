"""Pages by `?page=N` with numbers and 下一页, rows with a time element."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class PagedQuery(HtmlListing):
    """Breaks those who stop at the first page, or who take the page numbers for articles."""

    per_page = 5

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="item clearfix"><div class="pic"><a href="{self.href(story)}"><img src="/static/p.jpg" alt="{escape(story.title)}"></a></div>'
            f'<div class="txt"><a href="{self.href(story)}" class="h">{escape(story.title)}</a><p>{escape(story.summary)}</p>'
            f'<time datetime="{story.published.isoformat()}">{story.published:%Y-%m-%d %H:%M}</time></div></div>'
            for story in stories
        )
        return f'<div class="list">\n{lines}\n</div>'
