"""The header says ISO-8859-1, the page says gbk, the bytes are GBK."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class WrongHeader(HtmlListing):
    """Breaks those who let the header win over the page."""

    start = "/gsxw/index.shtml"
    encoding = "gbk"
    header_charset = "ISO-8859-1"
    meta_charset = "gbk"
    template = "trs"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/gsxw/news/{story.published:%Y%m%d}/news_{story.published:%Y%m%d}_{story.number}.shtml"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="w_newslistpage_list"><span class="date">{self.day(story)}</span><span class="title"><a href="{self.href(story)}">{escape(story.title)}</a></span></div>'
            for story in stories
        )
        return f'<div class="w_newslistpage_body">\n{lines}\n</div>'
