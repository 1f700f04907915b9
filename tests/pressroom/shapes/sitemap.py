"""A sitemap: products, documents and news in one list, `lastmod` a day that is not the day of publication."""

import datetime as dt

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class Sitemap(DataListing):
    """Breaks those who fetch every address: products outnumber news; and those who believe `lastmod`."""

    start = "/sitemap.xml"
    per_page = 30
    dated = False
    content_type = "application/xml"
    others = ("/cn/products/{}", "/cn/solution/{}", "/cn/price/{}")

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: lambda request: self.text(self.document())}

    def path_of(self, story: Story) -> str:
        return f"/cn/news/detail/{story.number}"

    def document(self) -> str:
        """The sitemap."""
        entries = [
            (f"{self.base}/", "2025-02-10"),
            (f"{self.base}/cn/news", "2025-02-10"),
            (f"{self.base}/cn/about", "2024-01-05"),
        ]
        names = [
            "cloud-host",
            "object-storage",
            "cdn",
            "database",
            "kubernetes",
            "yanxi",
            "security",
            "iot",
            "video",
            "mail",
        ]
        entries += [(self.base + pattern.format(name), "2024-08-19") for pattern in self.others for name in names]
        entries += [
            (self.url_of(story), f"{story.published + dt.timedelta(days=5):%Y-%m-%d}") for story in self.ordered()
        ]
        body = "\n".join(
            f"<url><loc>{loc}</loc><lastmod>{day}</lastmod><changefreq>weekly</changefreq><priority>0.6</priority></url>"
            for loc, day in entries
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</urlset>'
