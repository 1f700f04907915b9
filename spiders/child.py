"""The process that crawls: `python -m spiders.child` reads its work from standard input and reports each poll."""

import logging
import logging.handlers
import sys
from dataclasses import asdict
from typing import Any

from pipeline.items import Source
from settings import Settings, writable
from spiders.crawling import log_file
from spiders.derived import derive
from spiders.ledger import Ledger
from spiders.press import PressSpider
from spiders.process import read_work, say, stop_with_parent
from spiders.rendering import check_available, playwright_settings
from store.db import open_store

LOG_BYTES, LOGS_KEPT = 5_000_000, 5


def main() -> None:
    """Crawl; ends in good order on SIGINT, SIGTERM, or when the parent is gone."""
    from scrapy.crawler import CrawlerProcess

    work = read_work()
    settings = Settings(**work["settings"])
    sources = [Source(**entry) for entry in work["sources"]]
    log_to_file(settings)
    quieten(settings.log_level)
    ledger = Ledger(open_store(settings.database), settings, on_finished=lambda report: say(asdict(report)))
    scrapy_settings = derive(settings, install_log_handler=False)
    scrapy_settings["SPIDER_MODULES"] = []  # the spider is at hand: loading every module takes longer than a poll
    if any(_renders(source, settings) for source in sources):
        scrapy_settings |= playwright_settings(settings)
    process = CrawlerProcess(scrapy_settings)
    quieten(scrapy_settings["LOG_LEVEL"])
    crawler = process.create_crawler(PressSpider)
    failed: list[Any] = []
    process.crawl(crawler, sources=sources, ledger=ledger).addErrback(failed.append)
    stop_with_parent(process)
    process.start()
    if failed:
        logging.getLogger(__name__).error("the crawl failed: %s", failed[0].getTraceback())
        sys.exit(1)


def _renders(source: Source, settings: Settings) -> bool:
    if source.kind != "rendered":
        return False
    try:
        check_available(settings)
    except Exception:  # the spider reports it for the source
        return False
    return True


def log_to_file(settings: Settings) -> None:
    file = log_file(settings)
    writable(file.parent)
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    logging.root.addHandler(handler)
    logging.root.setLevel(settings.log_level)


def quieten(level: str) -> None:
    """Scrapy lets everything through to its own handler, and introduces itself at length; each crawl would."""
    logging.root.setLevel(level)
    if level != "DEBUG":
        for talkative in ("scrapy", "alembic"):
            logging.getLogger(talkative).setLevel(logging.WARNING)
        # it warns that redirects carry no Referer, which is our intent
        logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)


if __name__ == "__main__":
    main()
