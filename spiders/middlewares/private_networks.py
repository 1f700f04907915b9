"""Keeps the crawler off private networks: checks each request, redirects included, and each resolved host name."""

from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from errors import ForbiddenAddressError
from settings import Settings
from spiders.guard import Guard


class Forbidden(IgnoreRequest):
    """The request would have reached a private network; the message is the user's."""


def guard_for(settings: Settings) -> Guard:
    """The guard in force: what the settings allow, and the proxies that the operator's environment names."""
    return Guard([*settings.allowed_private_hosts, *_proxy_hosts()])


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which hands the connection no address that must not be reached.

    Answers are kept for the life of the process, so a second question cannot bring another answer (DNS rebinding).
    """

    guard = Guard([])
    refused: ClassVar[dict[str, str]] = {}  # host -> what to tell the user; Twisted itself passes no reason on

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Built by Scrapy."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.guard = guard_for(crawler.settings["ADOPTERS"])
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":
        """The IPv4 address of a name; fails with DNSLookupError, for a forbidden one too."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        try:
            self.guard.check_resolved(name.lower().rstrip("."), address)
        except ForbiddenAddressError as error:
            self.refused[name.lower()] = str(error)
            raise DNSLookupError(str(error)) from error
        return address


class PrivateNetworks:
    """Refuses requests whose address leads to a private network; stands first, and sees every redirect."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(guard_for(crawler.settings["ADOPTERS"]))

    def process_request(self, request: Request) -> None:
        """Raises Forbidden."""
        try:
            self.guard.check(request.url)
        except ForbiddenAddressError as error:
            raise Forbidden(str(error)) from error

    def process_response(self, request: Request, response: Response) -> Response:
        """A rendered page was fetched by the browser, which resolves names itself: judge where it really came from."""
        if request.meta.get("playwright") and response.ip_address is not None:
            try:
                self.guard.check_resolved(urlsplit(response.url).hostname or "", str(response.ip_address))
            except ForbiddenAddressError as error:
                raise Forbidden(str(error)) from error
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say why a name was not resolved, when it was the resolver above that refused it."""
        if isinstance(exception, CannotResolveHostError):
            refused = GuardedResolver.refused.get(urlsplit(request.url).hostname or "")
            if refused:
                raise Forbidden(refused) from exception


def _proxy_hosts() -> list[str]:
    return [proxy.split("://")[-1].rsplit("@", 1)[-1].rstrip("/") for proxy in getproxies().values() if proxy]
