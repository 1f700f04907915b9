"""Protocol-relative links (`//host/...`) and lazy pictures."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class ProtocolRelative(HtmlListing):
    """Breaks those who join `//host/path` to the host again."""

    start = "/newsroom/"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/newsroom/{story.published:%Y%m%d}-{story.number}.htm"

    def href(self, story: Story) -> str:
        return f"//{self.host}{self.path_of(story)}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{self.href(story)}" class="pic"><img data-original="//{self.host}/static/{story.number}.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a>'
            f'<a href="{self.href(story)}" class="tit">{escape(story.title)}</a><i class="tm">{self.day(story)}</i></li>'
            for story in stories
        )
        return f'<ul class="picList">\n{lines}\n</ul>'
