"""Cards with two or three links each: the picture, the title and 查看详情, all to the same article."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class CardsDuplicateLinks(HtmlListing):
    """Breaks those who count every link: three per article, two of them without a title."""

    start = "/zh/blog"
    template = "date_in_meta"
    per_page = 9

    def path_of(self, story: Story) -> str:
        return f"/zh/blog/post-{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="col-lg-4 card"><a class="card-img" href="{self.href(story)}"><img src="/static/b{story.number}.webp" alt="">'
            f'</a><div class="card-body"><div class="card-meta"><span class="tag">产品动态</span><span>{story.published:%Y/%m/%d}</span></div>'
            f'<h3 class="card-title"><a href="{self.href(story)}">{escape(story.title)}</a></h3><p class="card-text">{escape(story.summary)}</p>'
            f'<a class="btn btn-link" href="{self.href(story)}">查看详情 →</a></div></div>'
            for story in stories
        )
        return f'<div class="row">\n{lines}\n</div>'
