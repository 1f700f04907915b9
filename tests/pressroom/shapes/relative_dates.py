"""Days as people say them: 刚刚, 3小时前, 昨天 12:30, 2天前; older ones as dates."""

import datetime as dt
from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import SHANGHAI, Story


class RelativeDates(HtmlListing):
    """Breaks those who cannot count back from the moment of fetching."""

    per_page = 20
    template = "media"
    validators = "none"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li class="feed-li"><a href="{self.href(story)}">{escape(story.title)}</a><span class="ago">{self.day(story)}</span></li>'
            for story in stories
        )
        return f'<ul class="feed-ul">\n{lines}\n</ul>'

    def day(self, story: Story) -> str:
        now = self.now.astimezone(SHANGHAI)
        ago = now - story.published
        days = (now.date() - story.date).days
        if ago < dt.timedelta(hours=24) and days == 0:
            return f"{int(ago.total_seconds() // 3600)}小时前" if ago >= dt.timedelta(hours=1) else "刚刚"
        if days == 1:
            return f"昨天 {story.published:%H:%M}"
        return f"{days}天前" if days < 5 else f"{story.published:%Y-%m-%d}"
