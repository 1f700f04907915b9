"""Makes requests for listings conditional (RFC 9110 section 13) and copes with servers that do it wrong."""

from scrapy import Request
from scrapy.http import Response

_HEADERS = ("If-None-Match", "If-Modified-Since")


class ConditionalRequests:
    """Sends the validators of `request.meta["validators"]`; a 304 that nobody asked for, or a 412, is asked again."""

    def process_request(self, request: Request) -> None:
        """Add If-None-Match and If-Modified-Since."""
        for name, value in request.meta.get("validators", {}).items():
            request.headers.setdefault(name, value)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request once more without conditions."""
        if response.status not in (304, 412) or request.meta.get("unconditional"):
            return response
        asked = any(name in request.headers for name in _HEADERS)
        if response.status == 304 and asked:
            return response
        if response.status == 412 and not asked:
            return response
        again = request.replace(dont_filter=True)
        for name in _HEADERS:
            again.headers.pop(name, None)
        again.headers["Cache-Control"] = "no-cache"
        again.meta.pop("validators", None)
        again.meta["unconditional"] = True
        return again
