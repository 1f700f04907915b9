"""RSS with an empty description and the whole text in `content:encoded`, as blogs and WeChat bridges give it."""

from html import escape

from tests.pressroom.shapes import rss2
from tests.pressroom.story import Story


class RssFullText(rss2.Rss2):
    """Breaks those who only read `description`; the article pages need not be fetched."""

    start = "/feed/"

    def path_of(self, story: Story) -> str:
        return f"/blog/{story.number}-{'-'.join(story.title.lower().split()[:5]).replace(',', '')}/"

    def item(self, story: Story) -> str:
        text = "".join(f"<p>{escape(line)}</p>" for line in story.paragraphs)
        return (
            f"<item><title>{escape(story.title)}</title><link>{self.url_of(story)}?utm_source=rss&amp;utm_medium=feed</link>"
            f"<guid isPermaLink='true'>{self.url_of(story)}</guid><pubDate>{self.stamp(story)}</pubDate><description></description>"
            f"<content:encoded><![CDATA[<img src='/static/hero.jpg'/>{text}<p>The post appeared first on the blog.</p>]]></content:encoded></item>"
        )
