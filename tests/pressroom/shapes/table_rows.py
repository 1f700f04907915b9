"""A table: number, title, department, day - one row an article, a header row above, the pager in the last row."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class TableRows(HtmlListing):
    """Breaks those who only know lists and divs."""

    start = "/announce/index.html"
    template = "split_paragraphs"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/announce/index_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/announce/detail/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<tr><td>{i}</td><td><a href="{self.href(story)}" title="{escape(story.title)}">{escape(story.title)}</a></td>'
            f"<td>市场部</td><td nowrap>{self.day(story)}</td></tr>"
            for i, story in enumerate(stories, 1)
        )
        return f"<table class='tb'><thead><tr><th>序号</th><th>标题</th><th>发布部门</th><th>日期</th></tr></thead><tbody>{lines}</tbody></table>"
