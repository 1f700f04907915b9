"""A list beside two other dated lists that are no news: events to come and files to download."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class EventsBeside(HtmlListing):
    """Breaks those who take everything with a day for an article."""

    start = "/cpic/news/index.shtml"
    skin = "bank"
    per_page = 8

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"/cpic/news/index_{number}.shtml"

    def path_of(self, story: Story) -> str:
        return f"/cpic/news/{story.published:%Y}/c{story.number}.shtml"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="{self.href(s)}" target="_blank">{escape(s.title)}</a><span class="time">{self.day(s)}</span></li>'
            for s in stories
        )
        return f'<div class="news-box"><ul class="news-ul">\n{lines}\n</ul></div>'

    def below(self, number: int) -> str:
        events = [
            ("/activity/signup?id=118", "客户节健步走活动报名", "2025-04-12"),
            ("/activity/signup?id=117", "家庭风险管理公益讲座预约", "2025-03-22"),
            ("/activity/signup?id=115", "投资者开放日线上报名入口", "2025-03-15"),
        ]
        files = [
            ("/download/claim-form.doc", "理赔申请书（标准版）下载", "2024-06-30"),
            ("/download/clauses-2024.zip", "在售产品条款汇总下载", "2024-12-31"),
            ("/download/app.apk", "手机客户端安卓版下载", "2025-01-08"),
        ]
        left = "".join(f'<li><a href="{path}">{text}</a><i>{day}</i></li>' for path, text, day in events)
        right = "".join(f'<li><a href="{path}">{text}</a><i>{day}</i></li>' for path, text, day in files)
        return (
            f'<div class="side-col"><h4>活动报名</h4><ul class="ev">{left}</ul></div>'
            f'<div class="side-col"><h4>下载中心</h4><ul class="dl">{right}</ul></div>'
        )
