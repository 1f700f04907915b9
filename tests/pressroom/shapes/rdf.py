"""RSS 1.0 (RDF): items beside the channel, days in `dc:date`, encoding GB2312 as its declaration says."""

from html import escape

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class Rdf(DataListing):
    """Breaks parsers that want items inside the channel."""

    start = "/rss/news.rdf"
    content_type = "text/xml"
    encoding = "gb18030"
    header_charset = "gb18030"
    meta_charset = "gb18030"
    per_page = 50

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: lambda request: self.text(self.feed())}

    def path_of(self, story: Story) -> str:
        return f"/lcjtww/{story.published:%Y}/{story.number}/index.html"

    def feed(self) -> str:
        """The feed."""
        names = "".join(f'<rdf:li rdf:resource="{self.url_of(s)}"/>' for s in self.ordered())
        items = "\n".join(
            f'<item rdf:about="{self.url_of(s)}"><title>{escape(s.title)}</title><link>{self.url_of(s)}</link>'
            f"<description>{escape(s.summary)}</description><dc:date>{s.published.isoformat()}</dc:date></item>"
            for s in self.ordered()
        )
        return (
            '<?xml version="1.0" encoding="gb2312"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<channel rdf:about="{self.url}"><title>{escape(self.content.name)}</title><link>{self.base}/</link><description>新闻</description>'
            f"<items><rdf:Seq>{names}</rdf:Seq></items></channel>\n{items}\n</rdf:RDF>"
        )
