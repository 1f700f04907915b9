"""A news sitemap: publication name, title and moment for every article of the last days."""

from html import escape

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class NewsSitemap(DataListing):
    """Here the day can be believed: `news:publication_date`, not `lastmod`."""

    start = "/news-sitemap.xml"
    content_type = "application/xml; charset=utf-8"
    skin = "media"
    template = "media"
    per_page = 50

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: lambda request: self.text(self.document())}

    def path_of(self, story: Story) -> str:
        return f"/a/{story.published:%Y%m%d}/{story.number}.shtml"

    def document(self) -> str:
        """The sitemap."""
        body = "\n".join(
            f"<url><loc>{self.url_of(s)}</loc><lastmod>2025-03-01T00:00:00+08:00</lastmod><news:news><news:publication><news:name>{escape(self.content.name)}</news:name>"
            f"<news:language>zh</news:language></news:publication><news:publication_date>{s.published.isoformat()}</news:publication_date>"
            f"<news:title>{escape(s.title)}</news:title></news:news></url>"
            for s in self.ordered()
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{body}\n</urlset>'
        )
