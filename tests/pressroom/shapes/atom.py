"""Atom with relative links resolved by xml:base, `updated` later than `published`, HTML in the title."""

from html import escape

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class Atom(DataListing):
    """Breaks those who take `updated` for the day, or the first link (there is an enclosure before the article's)."""

    start = "/news/atom.xml"
    per_page = 30
    content_type = "application/atom+xml"

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: lambda request: self.text(self.feed())}

    def path_of(self, story: Story) -> str:
        return f"/news/{story.published:%Y/%m}/{story.number}.html"

    def feed(self) -> str:
        """The feed."""
        entries = "\n".join(
            f'<entry><id>tag:{self.host.partition(":")[0]},2025:{story.number}</id><title type="html">{escape(escape(story.title))}</title>'
            f'<link rel="enclosure" type="image/jpeg" href="{self.base}/static/{story.number}.jpg"/>'
            f'<link rel="alternate" type="text/html" href="..{self.path_of(story)}"/>'
            f"<published>{story.published.isoformat()}</published><updated>2025-03-31T18:00:00+08:00</updated>"
            f"<summary>{escape(story.summary)}</summary></entry>"
            for story in self.ordered()
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{self.base}/news/" xml:lang="zh-CN">'
            f"<title>{escape(self.content.name)}</title><id>{self.base}/</id><updated>2025-03-31T18:00:00+08:00</updated>\n"
            f'<link rel="self" href="{self.url}"/><link rel="alternate" href="{self.base}/"/>\n{entries}\n</feed>'
        )
