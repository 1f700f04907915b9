"""Each article linked twice under different addresses: tracking parameters, another order of the query, an anchor."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class TrackingParams(HtmlListing):
    """Breaks those who compare addresses as text."""

    start = "/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/index.php?a=show&catid=12&id={story.number}"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><a href="/index.php?id={story.number}&amp;a=show&amp;catid=12&amp;utm_source=home&amp;spm=a2c.{i}"><img src="/static/s.jpg"></a>'
            f'<div><a href="{escape(self.path_of(story))}#top">{escape(story.title)}</a><span>{self.day(story)}</span></div></li>'
            for i, story in enumerate(stories)
        )
        return f'<ul class="ul-news">\n{lines}\n</ul>'
