"""Honours robots.txt (RFC 9309), its Crawl-delay too; each file is fetched once a day."""

import asyncio
import json
import logging
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK

from settings import Settings
from spiders.words import in_words

log = logging.getLogger(__name__)

KEPT = 24 * 3600  # seconds that a copy may be used (RFC 9309 section 2.4)
LARGEST = 500 * 1024  # bytes that are read (section 2.5)
LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay would stop the site from ever being read


class DisallowedByRobots(IgnoreRequest):
    """robots.txt says no, or cannot be had."""


class Robots:
    """Asks each host's robots.txt before anything else is fetched there."""

    def __init__(self, crawler: Crawler) -> None:
        settings: Settings = crawler.settings["ADOPTERS"]
        if not settings.obey_robots:
            raise NotConfigured
        self.crawler = crawler
        self.agent = settings.user_agent.split("/")[0]
        self.kept = KeptRobots(settings.data_dir / "robots")
        self.rules: dict[str, asyncio.Future[Protego | DisallowedByRobots | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises DisallowedByRobots."""
        if request.callback is NO_CALLBACK:  # robots.txt itself
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self.rules.get(origin)
        if known is None:
            known = self.rules[origin] = asyncio.get_running_loop().create_future()
            known.set_result(await self._rules(origin))
        rules = known.result() if known.done() else await known
        if rules is None:
            return
        if isinstance(rules, DisallowedByRobots):
            raise DisallowedByRobots(str(rules)) from rules.__cause__
        if not rules.can_fetch(request.url, self.agent):
            raise DisallowedByRobots("robots.txt does not allow it")
        delay = rules.crawl_delay(self.agent)
        if delay:
            self._slow_down(parts.hostname or "", min(float(delay), LONGEST_DELAY))

    def _slow_down(self, host: str, delay: float) -> None:
        # as Scrapy's AutoThrottle does it; set again each time, because AutoThrottle lowers it again
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None and slot.delay < delay:
            slot.delay = delay

    async def _rules(self, origin: str) -> Protego | DisallowedByRobots | None:
        """Rules to ask, None when everything is allowed, or the refusal when nothing is."""
        text = self.kept.get(origin)
        if text is None:
            try:
                text = await self._fetch(origin)
            except DisallowedByRobots as refusal:
                return refusal
            self.kept.put(origin, text)
        return Protego.parse(text) if text.strip() else None

    async def _fetch(self, origin: str) -> str:
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, priority=1000, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            log.info("%s: %s", request.url, error)
            raise DisallowedByRobots(in_words(error)) from error
        if response.status == 429 or response.status >= 500:  # section 2.3.1.4: unreachable, so nothing is allowed
            raise DisallowedByRobots(f"robots.txt cannot be had (HTTP {response.status})")
        if response.status >= 300:  # section 2.3.1.3: unavailable, so everything is
            return ""
        body = response.body[:LARGEST]
        head = body[:512].lstrip().lower()
        return "" if head.startswith((b"<!doctype", b"<html")) else body.decode("utf-8", errors="replace")


class KeptRobots:
    """Copies of robots.txt on disk, one file an origin, so that a poll need not ask again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, origin: str) -> str | None:
        """The copy, if there is one of the last 24 hours."""
        try:
            entry = json.loads(self._file(origin).read_text(encoding="utf-8"))
            return str(entry["text"]) if 0 <= time.time() - float(entry["fetched_at"]) < KEPT else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, origin: str, text: str) -> None:
        """Keep a copy; a full disk is no reason to stop."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            entry = {"origin": origin, "fetched_at": time.time(), "text": text}
            self._file(origin).write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            log.warning("robots.txt of %s not kept: %s", origin, error)

    def _file(self, origin: str) -> Path:
        return self.folder / f"{quote(origin, safe='')[:200]}.json"
