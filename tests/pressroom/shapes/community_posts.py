"""A developer community on a vendor's host: tutorials by the dozen, avatars, tags, author links - and no news at all."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class CommunityPosts(HtmlListing):
    """Breaks those who take every text on a vendor's host for the vendor's word."""

    start = "/community/articles"
    template = "media"
    per_page = 12

    def path_of(self, story: Story) -> str:
        return f"/community/article/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<div class="post"><a class="avatar" href="/community/user/{s.number % 13}"><img src="/static/u.png"></a><a class="author" href="/community/user/{s.number % 13}">开发者小站{s.number % 13}号</a>'
            f'<h3><a href="{self.href(s)}">{escape(s.title)}</a></h3><span class="tag"><a href="/community/tag/llm">大模型</a></span><span>{self.day(s)}</span><span>{s.number % 400} 浏览</span></div>'
            for s in stories
        )
        return f'<div class="posts">\n{lines}\n</div>'
