"""A `<base href>` that moves every relative link elsewhere, and `<base target>` beside it."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class BaseHref(HtmlListing):
    """Breaks those who resolve against the page: links are relative to `/portal/zh_CN/`."""

    start = "/group/newslist.html"

    def base_element(self) -> str:
        return f'<base href="{self.base}/portal/zh_CN/" target="_blank">'

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/group/newslist_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/portal/zh_CN/news/{story.published:%Y}/{story.number}.html"

    def href(self, story: Story) -> str:
        return f"news/{story.published:%Y}/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{self.href(story)}">{escape(story.title)}</a><span>{self.day(story)}</span></li>'
            for story in stories
        )
        return f'<ul class="list">\n{lines}\n</ul>'
