"""A media centre whose articles are on another host, in the form of a WeChat account's pages."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class WechatArticles(HtmlListing):
    """Breaks those who stay on the host, and readers of article pages: the visible day is 昨天, `var ct` has the truth."""

    start = "/media/"
    companions = ("weixin",)
    per_page = 20

    @property
    def hints(self) -> dict[str, object]:
        return {"hosts": [self.hosts_of["weixin"].partition(":")[0], self.hosts_of["weixin"]]}

    def url_of(self, story: Story) -> str:
        return f"http://{self.hosts_of['weixin']}{self.path_of(story)}"

    def path_of(self, story: Story) -> str:
        return f"/s?__biz=MzA3Nzg2MTAw{self.seed % 100:02d}&mid=26528{story.number}&idx=1&sn={story.number * 7919:032x}"

    def href(self, story: Story) -> str:
        return f"{self.url_of(story)}&chksm=84cbae12b3bc27&scene=21#wechat_redirect"

    def aliases(self, story: Story) -> list[str]:
        return [self.href(story).partition("#")[0]]

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{escape(self.href(story))}" target="_blank"><b>{escape(story.title)}</b></a><em>{self.day(story)}</em></li>'
            for story in stories
        )
        return f'<ul class="media-list">\n{lines}\n</ul>'

    def answer_at(self, companion: str, request: Request) -> Response:
        if companion != "weixin" or request.path == "/robots.txt":
            return self.answer(request)
        query = request.query
        story = next((s for s in self.stories if f"26528{s.number}" == query.get("mid")), None)
        if request.path != "/s" or story is None:
            return self.html("<html><head><title></title></head><body><p class='tips'>参数错误</p></body></html>")
        return self.html(wechat_page(self.content.name, story), story.published)


def wechat_page(account: str, story: Story) -> str:
    """An article page in the form of a WeChat account's."""
    stamp = int(story.published.timestamp())
    body = "\n".join(
        f'<section style="margin: 0 8px;"><p><span style="font-size: 15px;">{escape(line)}</span></p></section>'
        for line in story.paragraphs
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><meta property="og:title" content="{escape(story.title)}">'
        f'<meta property="og:type" content="article"></head><body class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner">'
        f'<h1 class="rich_media_title" id="activity-name">\n{escape(story.title)}\n</h1><div id="meta_content" class="rich_media_meta_list">'
        f'<span class="rich_media_meta rich_media_meta_nickname"><a href="javascript:void(0);" id="js_name">{escape(account)}</a></span>'
        f'<em id="publish_time" class="rich_media_meta rich_media_meta_text">昨天</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden;">\n{body}\n'
        '<section><img class="rich_pages" data-src="/mmbiz_jpg/0/640?wx_fmt=jpeg"></section></div>'
        '<div class="rich_media_tool"><a href="javascript:;">阅读原文</a> 阅读 <span>10万+</span> 在看 赞</div></div></div>'
        f'<div class="qr">微信扫一扫关注该公众号</div><script>var ct = "{stamp}"; var nickname = "{escape(account)}"; var msg_title = "{escape(story.title)}";'
        "</script></body></html>"
    )
