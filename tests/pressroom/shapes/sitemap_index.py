"""A sitemap index: one child for pages, one for products, one (gzipped) for news."""

import gzip

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class SitemapIndex(DataListing):
    """Breaks those who take the children for articles, or fetch all of them every time."""

    start = "/sitemap.xml"
    per_page = 50
    dated = False
    content_type = "text/xml; charset=utf-8"

    def routes(self) -> dict[str, Route]:
        return {
            self.start: self.index,
            "/sitemap-pages.xml": lambda request: self.urls(["/", "/about/", "/contact/", "/download/"]),
            "/sitemap-products.xml": lambda request: self.urls(
                [f"/product/{name}/" for name in ("cloud", "cube", "aios", "cmp")]
            ),
            "/sitemap-news.xml.gz": self.news,
        }

    def path_of(self, story: Story) -> str:
        return f"/news/{story.published:%Y}/{story.number}.html"

    def index(self, request: Request) -> Response:
        """The index."""
        children = "".join(
            f"<sitemap><loc>{self.base}/{name}</loc><lastmod>2025-02-10T08:00:00+08:00</lastmod></sitemap>"
            for name in ("sitemap-pages.xml", "sitemap-products.xml", "sitemap-news.xml.gz")
        )
        return self.text(
            f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{children}</sitemapindex>'
        )

    def urls(self, paths: list[str]) -> Response:
        """One child."""
        body = "".join(f"<url><loc>{self.base}{path}</loc></url>" for path in paths)
        return self.text(
            f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'
        )

    def news(self, request: Request) -> Response:
        """The child with the articles, compressed as a file."""
        plain = self.urls([self.path_of(story) for story in self.ordered()])
        return Response(
            body=gzip.compress(plain.body, mtime=0), content_type="application/gzip", modified=plain.modified
        )
