"""Titles and summaries full of other days (关于2月15日系统升级的公告); the day of publication stands last, in `/` form."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class DatesInTitles(HtmlListing):
    """Breaks those who take the first day they see."""

    start = "/cn/gyyc/ycxw/"
    skin = "bank"
    template = "trs"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/cn/gyyc/ycxw/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{self.href(s)}">{escape(s.title)}</a><p>{escape(s.summary)}</p><label>{s.published:%Y/%m/%d}</label></li>'
            for s in stories
        )
        return f'<ul class="ycxw">\n{lines}\n</ul>'
