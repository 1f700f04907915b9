"""Tabs: one list a category, all in the page, all but the first hidden; an article may stand under two of them."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class Tabs(HtmlListing):
    """Breaks those who only read what is visible, and those who keep the duplicates of 全部 and its categories."""

    start = "/brand/news/list"
    per_page = 30

    def path_of(self, story: Story) -> str:
        return f"/brand/news/detail?id={story.number}&type={story.number % 2}"

    def rows(self, stories: list[Story]) -> str:
        groups = [stories[:6], [s for s in stories if not s.number % 2], [s for s in stories if s.number % 2]]
        heads = "".join(
            f'<li class="{"on" if i == 0 else ""}" data-tab="{i}"><a href="javascript:void(0)">{name}</a></li>'
            for i, name in enumerate(["最新动态", "公司新闻", "媒体报道"])
        )
        panes = "\n".join(
            f'<div class="tab-pane" style="{"" if i == 0 else "display:none"}"><ul>{"".join(self.row(s) for s in group)}</ul></div>'
            for i, group in enumerate(groups)
        )
        return f'<ul class="tab-head">{heads}</ul>\n{panes}'

    def row(self, story: Story) -> str:
        """One row."""
        return f'<li><a href="{escape(self.href(story))}"><p class="t">{escape(story.title)}</p><p class="d">{story.published:%Y/%m/%d}</p></a></li>\n'
