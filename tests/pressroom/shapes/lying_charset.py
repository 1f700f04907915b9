"""A page that calls itself GB2312, twice, and is UTF-8."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class LyingCharset(HtmlListing):
    """Breaks those who believe the page: trial decoding tells the truth."""

    start = "/xwzx/list.htm"
    header_charset = None
    meta_charset = "GB2312"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/xwzx/list{number}.htm"

    def path_of(self, story: Story) -> str:
        return f"/{story.published:%Y/%m%d}/c{self.seed % 9000 + 1000}a{story.number}/page.htm"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="news n{i} clearfix"><span class="news_title"><a href="{self.href(story)}" target="_blank" title="{escape(story.title)}">{escape(story.title)}</a></span>'
            f'<span class="news_meta">{self.day(story)}</span></li>'
            for i, story in enumerate(stories, 1)
        )
        return f'<ul class="news_list list2">\n{lines}\n</ul>'
