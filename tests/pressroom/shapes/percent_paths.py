"""Chinese words in the path, percent-encoded in some links and raw in others."""

from html import escape
from urllib.parse import quote

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class PercentPaths(HtmlListing):
    """Breaks those who encode twice or not at all, and who count both spellings as two articles."""

    start = "/" + quote("工商银行") + "/" + quote("新闻动态") + "/default.htm"
    skin = "bank"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return quote(f"/工商银行/新闻动态/{story.published:%Y}/{story.number}.htm")

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a class="data-collecting-sign" href="{self.spelled(story)}" title="{escape(story.title)}">{escape(story.title)}</a>'
            f'<span class="ChannelSummaryList-insty">（{self.day(story)}）</span></li>'
            for story in stories
        )
        return f'<ul class="ChannelSummaryList">\n{lines}\n</ul>'

    def spelled(self, story: Story) -> str:
        """The path in the spelling of whoever wrote this row."""
        raw = f"/工商银行/新闻动态/{story.published:%Y}/{story.number}.htm"
        return raw if story.number % 2 else quote(raw).lower()
