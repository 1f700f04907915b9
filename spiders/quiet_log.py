"""Scrapy's log lines without one for every page and item, unless the log level is DEBUG."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.logformatter import LogFormatter


class QuietLog(LogFormatter):
    """What came of each page is in the store."""

    def __init__(self, debug: bool) -> None:
        self.debug = debug

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler.settings["LOG_LEVEL"] == "DEBUG")

    def crawled(self, request: Any, response: Any, spider: Any) -> Any:
        """One line a page at the DEBUG level, else None."""
        return super().crawled(request, response, spider) if self.debug else None

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """None."""
        return None
