"""An exchange-like list of announcements: each one a PDF file, with code and size beside its title."""

import datetime as dt
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.pdf import make_pdf
from tests.pressroom.story import Story


class PdfAnnouncements(HtmlListing):
    """Breaks those who only take pages: there is none, the text has to come out of the file."""

    start = "/ir/announcements"

    def path_of(self, story: Story) -> str:
        return f"/disclosure/{story.published:%Y-%m-%d}/{story.number}.PDF"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<tr><td>601211</td><td><a href="{self.href(story)}" target="_blank">{escape(story.title)}</a><i>(212KB)</i></td>'
            f"<td>{self.day(story)}</td></tr>"
            for story in stories
        )
        return f"<table class='announce'><tr><th>代码</th><th>公告标题</th><th>公告时间</th></tr>\n{lines}\n</table>"

    def article(self, story: Story, request: Request) -> Response:
        day = f"{story.date.year}年{story.date.month}月{story.date.day}日"
        return Response(
            body=make_pdf(story.title, [*story.paragraphs, "特此公告。", f"{self.content.name}董事会 {day}"]),
            content_type="application/pdf",
            modified=story.published.astimezone(dt.UTC),
        )
