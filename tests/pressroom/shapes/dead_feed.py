"""A page that still declares its feed; the feed answers 200 with the home page's HTML. The page itself is fine."""

from html import escape

from tests.pressroom import chrome
from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class DeadFeed(HtmlListing):
    """Breaks those who trust a declared feed because it answers 200."""

    start = "/discover/article"
    per_page = 20

    def routes(self) -> dict[str, Route]:
        return super().routes() | {"/rss": self.dead, "/feed": self.dead}

    def dead(self, request: Request) -> Response:
        """What is left of the feed."""
        return self.html(chrome.page(self, title=self.content.name, main=chrome.filler(self, "欢迎访问")))

    def head(self, number: int) -> str:
        return '<link rel="alternate" type="application/rss+xml" title="RSS" href="/rss">'

    def path_of(self, story: Story) -> str:
        return f"/discover/article?id={story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="feed-item"><h3><a href="{self.href(story)}">{escape(story.title)}</a></h3><div class="meta"><span>官方</span> <span>{self.day(story)}</span></div></div>'
            for story in stories
        )
        return f'<div class="feed">\n{lines}\n</div>'
