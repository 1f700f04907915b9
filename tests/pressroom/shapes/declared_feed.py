"""A home page without a list that declares an Atom feed in its head: the feed is the list."""

from tests.pressroom import chrome
from tests.pressroom.messages import Request, Response
from tests.pressroom.shapes import atom
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class DeclaredFeed(atom.Atom):
    """Breaks those who do not look into the head."""

    start = "/"
    feed_path = "/company/atom.xml"

    def routes(self) -> dict[str, Route]:
        return {"/": self.home, self.feed_path: lambda request: self.text(self.feed())}

    def path_of(self, story: Story) -> str:
        return f"/company/{story.published:%Y}/{story.number}.html"

    def home(self, request: Request) -> Response:
        """The home page."""
        return self.html(
            chrome.page(
                self,
                title=self.content.name,
                main=chrome.filler(self, self.content.name),
                head=f'<link rel="alternate" type="application/atom+xml" title="新闻" href="{self.feed_path}">',
            )
        )
