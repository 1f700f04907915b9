"""Follows redirects, and <meta http-equiv=refresh>, which only small pages use to send a visitor elsewhere."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.http import Response

SMALL = 4096  # bytes; decoding each article for this would cost more than reading it


class Redirects(RedirectMiddleware):
    """Scrapy's own, without a Referer: we send none."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Nothing to do."""


class SmallPageRefresh(MetaRefreshMiddleware):
    """Scrapy's own, for small pages only."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Nothing to do."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or a request for the page that it sends us to."""
        if len(response.body) > SMALL or b"refresh" not in response.body.lower():
            return response
        return super().process_response(request, response)
