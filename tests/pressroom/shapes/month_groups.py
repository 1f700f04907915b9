"""Rows under month headings: `2025年02月` once, then only the day of the month in each row."""

from html import escape
from itertools import groupby

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class MonthGroups(HtmlListing):
    """Breaks those who read `04日` without its heading, or who take the heading for a day."""

    per_page = 9

    def path_of(self, story: Story) -> str:
        return f"/news/info_{story.number}.html"

    def listed_date(self, story: Story) -> None:
        return None  # a day pieced together from the heading is welcome, but not required

    def rows(self, stories: list[Story]) -> str:
        groups = []
        for month, members in groupby(stories, key=lambda story: f"{story.published:%Y年%m月}"):
            lines = "\n".join(
                f'<li><i>{story.published:%d}日</i><a href="{self.href(story)}">{escape(story.title)}</a></li>'
                for story in members
            )
            groups.append(f'<div class="month"><h3>{month}</h3><ul>\n{lines}\n</ul></div>')
        return "\n".join(groups)
