"""置顶: pinned old rows above the newest, badges inside the links, an advert row between them."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class PinnedRows(HtmlListing):
    """Breaks those who stop at the first old row, keep `[置顶]` in the title or take the advert for news."""

    per_page = 7

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"{self.start}index_{number}.html"

    def path_of(self, story: Story) -> str:
        return f"/news/{story.published:%Y%m}/{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = [
            f'<li class="{"top" if s.pinned else ""}"><a href="{self.href(s)}">{"<em>[置顶]</em>" if s.pinned else ""}{escape(s.title)}</a><span>{self.day(s)}</span></li>'
            for s in stories
        ]
        lines.insert(
            4,
            '<li class="ad"><a href="/ad/click?id=77" rel="sponsored">【广告】岁末钜惠，办理宽带送千兆路由器</a><span>推广</span></li>',
        )
        return "<ul class='list-news'>\n" + "\n".join(lines) + "\n</ul>"
