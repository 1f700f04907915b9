"""Column pages by number in the file name (`column_1307_2.shtml`), rows inside tables inside tables."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NumberPaths(HtmlListing):
    """Breaks those who expect lists: a table per row, images as bullets, the day in brackets behind the link."""

    start = "/html/main/col1307/column_1307_1.html"
    template = "split_paragraphs"
    per_page = 6

    def page_path(self, number: int) -> str:
        return f"/html/main/col1307/column_1307_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/html/main/col1307/{story.published:%Y-%m}/{story.published:%d}/{story.published:%Y%m%d%H%M}_{story.number}_1.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<table width="100%"><tr><td width="3%"><img src="/static/dot.gif"></td><td><a href="{self.href(story)}" class="blue14">{escape(story.title)}</a>'
            f'</td><td align="right" class="gray12">[{self.day(story)}]</td></tr></table>'
            for story in stories
        )
        return f'<table class="outer"><tr><td valign="top">\n{lines}\n</td></tr></table>'
