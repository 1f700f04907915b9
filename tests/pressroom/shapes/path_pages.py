"""A WordPress site: `article` elements, permalinks by title, pages under /page/2/."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class PathPages(HtmlListing):
    """Breaks those who take author, category and comment links of each post for articles."""

    start = "/news/"
    per_page = 5
    template = "media"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/news/page/{number}/"

    def path_of(self, story: Story) -> str:
        return f"/{story.published:%Y/%m/%d}/post-{story.number}/"

    def rows(self, stories: list[Story]) -> str:
        return "\n".join(
            f'<article id="post-{story.number}" class="post type-post hentry"><header><h2 class="blog-title"><a href="{self.url_of(story)}" rel="bookmark">'
            f'{escape(story.title)}</a></h2><div class="entry-meta"><span class="tc-blogpost-date">{story.published:%Y.%m.%d}</span> '
            f'<a href="{self.base}/author/admin/" rel="author">admin</a> <a href="{self.base}/category/company-news/">企业新闻</a> '
            f'<a href="{self.url_of(story)}#respond">发表评论</a></div></header><p>{escape(story.summary)} <a class="more-link" href="{self.url_of(story)}">阅读全文</a></p></article>'
            for story in stories
        )

    def scripts(self, number: int) -> str:
        return f'<link rel="https://api.w.org/" href="{self.base}/wp-json/">'
