"""Rows that are no links: `onclick` leads on, and the pager is a button with `onclick` too."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class OnclickRows(HtmlListing):
    """Breaks those who only know `a[href]`."""

    start = "/mediacenter/news"

    def path_of(self, story: Story) -> str:
        return f"/mediacenter/news/detail/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f"""<div class="media-row" onclick="window.open('{self.href(story)}')"><span class="media-time">{self.day(story)}</span>"""
            f'<p class="media-title">{escape(story.title)}</p></div>'
            for story in stories
        )
        return f'<div class="media-rows">\n{lines}\n</div>'

    def pager(self, number: int, last: int) -> str:
        if number >= last:
            return '<div class="el-pagination"><button class="btn-next" disabled>下一页</button></div>'
        return f"""<div class="el-pagination"><button class="btn-next" onclick="location.href='{self.page_path(number + 1)}'">下一页</button></div>"""
