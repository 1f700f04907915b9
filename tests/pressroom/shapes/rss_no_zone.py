"""RSS whose `pubDate` has no zone and means Beijing time, with CDATA titles and a stray blank line in front."""

from html import escape

from tests.pressroom.shapes import rss2
from tests.pressroom.story import Story


class RssNoZone(rss2.Rss2):
    """Breaks strict XML parsers (a blank line before the declaration) and those who read the times as UTC."""

    start = "/rss/cn.xml"
    template = "plain"
    skin = "corporate"
    content_type = "text/xml; charset=utf-8"

    def path_of(self, story: Story) -> str:
        return f"/cn/{story.published:%Y%m}/{story.number}_0.htm"

    def feed(self) -> str:
        return "\n" + super().feed()

    def item(self, story: Story) -> str:
        return (
            f"<item><title><![CDATA[ {story.title} ]]></title><link>{self.url_of(story)}</link><author></author>"
            f"<description><![CDATA[<a href='{self.url_of(story)}'>{escape(story.summary)}</a>]]></description>"
            f"<pubDate>{self.stamp(story)}</pubDate></item>"
        )

    def stamp(self, story: Story) -> str:
        return f"{story.published:%a, %d %b %Y %H:%M:%S}"
