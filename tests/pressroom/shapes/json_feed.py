"""JSON Feed 1.1 with full text."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class JsonFeed(DataListing):
    """Breaks those who know feeds only as XML."""

    start = "/feed.json"
    content_type = "application/feed+json"
    per_page = 50

    def path_of(self, story: Story) -> str:
        return f"/blog/{story.number}"

    def data(self, number: int) -> Any:
        items = [
            {
                "id": self.url_of(s),
                "url": self.url_of(s),
                "title": s.title,
                "content_html": "".join(f"<p>{line}</p>" for line in s.paragraphs),
                "date_published": s.published.isoformat(),
                "date_modified": "2025-04-01T00:00:00+08:00",
            }
            for s in self.ordered()
        ]
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.content.name,
            "home_page_url": self.base,
            "feed_url": self.url,
            "items": items,
        }
