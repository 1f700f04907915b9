"""RSS 2.0 of a blog: summaries, categories, zones as GMT."""

import datetime as dt
import email.utils
from html import escape

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class Rss2(DataListing):
    """The easy one; dates late in the day (GMT) belong to the next day in Shanghai."""

    start = "/en-us/blog/feed/"
    per_page = 30
    content_type = "application/rss+xml; charset=UTF-8"
    template = "english"
    skin = "english"

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: lambda request: self.text(self.feed())}

    def path_of(self, story: Story) -> str:
        return f"/en-us/blog/{story.number}-{'-'.join(story.title.lower().split()[:4]).replace(',', '')}/"

    def feed(self) -> str:
        """The feed."""
        items = "\n".join(self.item(story) for story in self.ordered())
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
            f"<title>{escape(self.content.name)}</title><link>{self.base}/</link><description>News</description>"
            f'<atom:link href="{self.url}" rel="self" type="application/rss+xml"/>\n{items}\n</channel></rss>'
        )

    def item(self, story: Story) -> str:
        """One entry."""
        return (
            f"<item><title>{escape(story.title)}</title><link>{self.url_of(story)}</link><guid isPermaLink='false'>{self.base}/?p={story.number}</guid>"
            f"<dc:creator><![CDATA[Newsroom]]></dc:creator><pubDate>{self.stamp(story)}</pubDate>"
            f"<category><![CDATA[AI + machine learning]]></category><description>{escape(story.summary)}</description></item>"
        )

    def stamp(self, story: Story) -> str:
        """The moment of publication as the feed writes it."""
        return email.utils.format_datetime(story.published.astimezone(dt.UTC))
