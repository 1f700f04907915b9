"""An old address that redirects to a new host, where listing and articles live."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class RedirectHost(HtmlListing):
    """Breaks those who resolve links against the address asked for, and those who stay on its host."""

    start = "/news/"
    companions = ("old",)
    per_page = 20

    @property
    def url(self) -> str:
        return f"http://{self.hosts_of['old']}/cn/news.aspx"

    def answer_at(self, companion: str, request: Request) -> Response:
        if companion == "old" and request.path != "/robots.txt":
            return Response(status=301, headers={"Location": self.base + self.start}, body=b"<a href='/'>moved</a>")
        return self.answer(request)

    def path_of(self, story: Story) -> str:
        return f"/news/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{story.number}">{escape(story.title)}</a> <em>{story.published:%Y/%m/%d}</em></li>'
            for story in stories
        )
        return f'<ul class="text-list">\n{lines}\n</ul>'
