"""Says in plain words why a page could not be fetched."""

from twisted.python.failure import Failure

# class name -> words; by name, because Scrapy, Twisted and Playwright each have their own classes
_WORDS = {
    "CannotResolveHostError": "the host name is not known - check the address and the network connection",
    "DNSLookupError": "the host name is not known - check the address and the network connection",
    "DownloadConnectionRefusedError": "the connection was refused",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadTimeoutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "ResponseDataLossError": "the answer ended too early",
    "DownloadFailedError": "the connection broke off",
    "ConnectionLost": "the connection broke off",
    "ConnectionDone": "the connection broke off",
    "DownloadCancelledError": "the page is larger than max_page_bytes",
    "NoRouteError": "no route to the host - check the network connection",
    "ConnectError": "no connection - check the network connection",
    "UnsupportedURLSchemeError": "only http and https addresses are fetched",
}

_OURS = frozenset({"CannotResolveHostError", "DNSLookupError", "NoRouteError", "ConnectError"})


def in_words(error: Exception | Failure) -> str:
    """One line for a person; an error of a kind not foreseen is shown as it is."""
    value = error.value if isinstance(error, Failure) else error
    for kind in type(value).__mro__:
        if kind.__name__ in _WORDS:
            return _WORDS[kind.__name__]
    text = " ".join(str(value).split())
    if "DOWNLOAD_MAXSIZE" in text:
        return _WORDS["DownloadCancelledError"]
    if "max redirections" in text:
        return "the site redirects in a circle"
    return text[:300] or type(value).__name__


def is_network(error: Exception | Failure) -> bool:
    """Whether a failure may be our own network's: no name server, no route. Looks at the causes, too."""
    value: BaseException | None = error.value if isinstance(error, Failure) else error
    while value is not None:
        if type(value).__name__ in _OURS:
            return True
        value = value.__cause__
    return False


def of_status(status: int) -> str:
    """What an HTTP status that is not a success means for us."""
    known = {
        304: "HTTP 304 although nothing was asked on condition",
        401: "HTTP 401: the page wants a login",
        403: "HTTP 403: the site refuses us",
        404: "HTTP 404: there is no such page",
        410: "HTTP 410: the page is gone",
        412: "HTTP 412: the site's protection against robots refuses us",
        429: "HTTP 429: the site asks for fewer requests",
    }
    return known.get(status, f"HTTP {status}" + (": the site is in trouble" if status >= 500 else ""))
