"""Tries again what failed for a passing reason: waits longer each time, and as long as Retry-After asks."""

import email.utils
import logging
import random
import time
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware, get_retry_request
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.asyncio import CallLaterResult, call_later

from spiders.middlewares.compression import TRUNCATED
from spiders.middlewares.private_networks import GuardedResolver
from spiders.words import in_words, of_status

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0  # seconds spent waiting within a crawl; a longer Retry-After is left to a later poll
DEAD_AFTER = 3  # requests to a host that failed for good in a row, then it gets no more in this crawl
MAY_ASK_TO_WAIT = frozenset({403, 412, 413, 429, 503})  # statuses with which servers send Retry-After


class Postponed(IgnoreRequest):
    """The request comes again by itself; nothing to do now."""


class HostClosed(IgnoreRequest):
    """The host gets no more requests in this crawl. `until` is an epoch second when it named one, else 0."""

    def __init__(self, reason: str, until: float = 0.0) -> None:
        super().__init__(reason)
        self.until = until


class Patience(RetryMiddleware):
    """Postpones requests without holding a download slot; the crawl stays open while any is postponed."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.backoff = float(crawler.settings["ADOPTERS"].retry_backoff)
        self.not_before: dict[str, float] = {}  # host -> epoch second
        self.closed: dict[str, HostClosed] = {}
        self.failures: dict[str, int] = {}  # host -> requests given up in a row
        self.timers: dict[Request, CallLaterResult] = {}
        crawler.signals.connect(self._idle, signal=signals.spider_idle)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises Postponed while the host has asked for rest, HostClosed when it gets no more requests."""
        if not self.not_before and not self.closed:
            return
        host = _host(request)
        closed = self.closed.get(host)
        if closed is not None:
            raise HostClosed(str(closed), closed.until)
        wait = self.not_before.get(host, 0.0) - time.time()
        if wait > 0 and request.callback is not NO_CALLBACK:
            self._postpone(request, wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, when it is not worth another try or there have been enough."""
        asked = _retry_after(response) if response.status in MAY_ASK_TO_WAIT else None
        truncated = TRUNCATED in response.flags
        if asked is None and not truncated and response.status not in self.retry_http_codes:
            self.failures.pop(_host(request), None)
            return response
        reason = "the answer ended too early" if truncated else of_status(response.status)
        return self._again(request, reason, asked) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """A request to take its place, or None to give up."""
        if not isinstance(exception, self.exceptions_to_retry) or _host(request) in GuardedResolver.refused:
            return None
        return self._again(request, in_words(exception), None)

    def _again(self, request: Request, reason: str, asked: float | None) -> Request | None:
        host = _host(request)
        if asked is not None and asked > LONGEST_WAIT:
            until = time.time() + asked
            self.closed[host] = HostClosed(f"{reason}, to be asked again {_clock(until)}", until)
            return None
        assert self.crawler.spider is not None
        again = get_retry_request(
            request, spider=self.crawler.spider, reason=reason, max_retry_times=self.max_retry_times, logger=log
        )
        if again is None:
            self.failures[host] = self.failures.get(host, 0) + 1
            if self.failures[host] >= DEAD_AFTER:
                self.closed.setdefault(host, HostClosed(f"{host} failed {DEAD_AFTER} times in a row: {reason}"))
            return None
        if asked is not None:
            self.not_before[host] = time.time() + asked
        if request.callback is NO_CALLBACK:  # robots.txt: others wait for it, so at once
            return again
        tries = request.meta.get("retry_times", 0)
        wait = asked if asked is not None else self.backoff * 2**tries * random.uniform(0.8, 1.2)
        self._postpone(again, wait)
        return None

    def _postpone(self, request: Request, wait: float) -> None:
        log.debug("%s comes again in %.1f s", request, wait)
        self.timers[request] = call_later(wait, self._return, request)
        raise Postponed(f"comes again in {wait:.0f} s")

    def _return(self, request: Request) -> None:
        del self.timers[request]
        self.crawler.engine.crawl(request)

    def _idle(self, spider: Spider) -> None:
        if self.timers:
            raise DontCloseSpider

    def _closed(self, spider: Spider) -> None:
        for timer in self.timers.values():
            timer.cancel()
        self.timers.clear()


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _clock(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _retry_after(response: Response) -> float | None:
    """Seconds that Retry-After asks for (RFC 9110 section 10.2.3: a number or a date); None without it."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if not value:
        return None
    if value.isdigit():
        return float(min(int(value), 86400 * 7))
    parsed = email.utils.parsedate_tz(value)
    if parsed is None:
        return None
    return max(0.0, email.utils.mktime_tz(parsed) - time.time())
