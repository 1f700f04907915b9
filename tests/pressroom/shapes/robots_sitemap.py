"""A site whose only list is a sitemap that robots.txt names; the address given is robots.txt itself."""

from tests.pressroom.shapes import sitemap
from tests.pressroom.site import Route
from tests.pressroom.story import Story


class RobotsSitemap(sitemap.Sitemap):
    """Breaks those who look for a page: start at robots.txt, follow its sitemap."""

    start = "/robots.txt"
    others = ("/product/{}.html",)

    def routes(self) -> dict[str, Route]:
        return {"/sitemaps/cn.xml": lambda request: self.text(self.document())}

    def sitemaps(self) -> list[str]:
        return [f"{self.base}/sitemaps/cn.xml"]

    def path_of(self, story: Story) -> str:
        return f"/about/news/{story.published:%Y%m}/{story.number}.html"
