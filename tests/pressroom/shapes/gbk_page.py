"""A GBK site: the header says nothing, the page says gb2312, the bytes need GB18030."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class GbkPage(HtmlListing):
    """Breaks those who decode as UTF-8, and strict GB2312 decoders at the first rare character."""

    start = "/news/index.asp"
    encoding = "gb18030"
    header_charset = None
    meta_charset = "gb2312"
    template = "split_paragraphs"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"{self.start}?CurrentPage={number}"

    def path_of(self, story: Story) -> str:
        return f"/news/detail.asp?nid={story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li>・<a href="{self.href(story)}">{escape(story.title)}</a> <font color="#999999">({self.day(story)})</font></li>'
            for story in stories
        )
        return f'<ul class="newslist">\n{lines}\n</ul>'
