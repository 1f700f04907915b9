"""Scrapy's item pipeline: a fetched page becomes an article, the article announcements, and all of it is stored."""

import logging
from typing import Any, Self

from scrapy.crawler import Crawler

from catalog_loader import load_registry, load_topic, load_weights
from pipeline import glance
from pipeline.decode import decode
from pipeline.find import find_announcements
from pipeline.items import Article, DateBasis, Link, Page, Unusable
from pipeline.meaning.features import WEIGHTS
from pipeline.read import read_page
from pipeline.topics import mentions
from settings import Settings
from spiders.polling import PROBE, Fetched, Poll, Refused, content_hash
from store.views import PageOutcome

log = logging.getLogger(__name__)

SAMPLE = 50  # one page in so many is read although it does not name the topic
SMALL = 1500  # bytes; a smaller page is more likely a wall than an article, and quickly read


class AnnouncementPipeline:
    """Two stages, for cheapness: a page that never names the topic is not parsed, only noted as seen."""

    def __init__(self, crawler: Crawler) -> None:
        settings: Settings = crawler.settings["ADOPTERS"]
        self.crawler = crawler
        self.topic = load_topic(settings.catalog_dir, settings.topic)
        self.registry = load_registry(settings.catalog_dir)
        self.weights = load_weights(settings.data_dir, settings.topic) or WEIGHTS

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Store what came of the page; what goes on (to Scrapy's feed exports) is a plain summary."""
        poll: Poll = item.poll
        try:
            return self._refused(item) if isinstance(item, Refused) else self._read(item)
        except Exception as error:
            log.exception("%s cannot be read", item.link.url)
            return self._note(poll, item.link, PageOutcome.FAILED, f"the page cannot be read ({type(error).__name__})")
        finally:
            self.crawler.spider.settle(poll)  # type: ignore[union-attr]

    def _read(self, item: Fetched) -> dict[str, Any]:
        poll, link, page = item.poll, item.link, item.page
        if page is None:
            return self._article(poll, link, None, _from_listing(link))
        source = poll.source
        if not _is_pdf(page):
            told = f"{link.title}\n{link.text}"  # what the listing says of it
            named = self._names_topic(page, source.encoding) or mentions(told, self.topic)
            if not named and not self._is_doubtful(poll, page):
                return self._note(poll, link, PageOutcome.OFF_TOPIC, page=page)
        found = read_page(page, source)
        if isinstance(found, Unusable) and link.text:  # the listing carried more of it than its own page shows
            return self._article(poll, link, None, _from_listing(link))
        if isinstance(found, Unusable):
            poll.walls += 1
            return self._unusable(poll, link, page, found)
        return self._article(poll, link, page, found)

    def _names_topic(self, page: Page, encoding: str | None) -> bool:
        """Whether the page can name the topic: a large one by its bytes alone, a small one by its decoded text."""
        if len(page.body) >= glance.SMALL:
            return glance.may_mention(page, self.topic)
        return mentions(decode(page.body, page.content_type, encoding)[0], self.topic)

    def _is_doubtful(self, poll: Poll, page: Page) -> bool:
        """Whether a page without the topic should be read all the same, to see that it is an article and no wall.

        The first few of each poll are, small ones, and one in SAMPLE; all, while half of those read were no articles.
        """
        poll.passed += 1
        doubtful = (
            poll.sampled < PROBE
            or poll.walls * 2 >= poll.sampled
            or len(page.body) < SMALL
            or poll.passed % SAMPLE == 0
        )
        poll.sampled += doubtful
        return doubtful

    def _article(self, poll: Poll, link: Link, page: Page | None, article: Article) -> dict[str, Any]:
        if not mentions(f"{article.title}\n{article.text}", self.topic):
            if not mentions(link.title, self.topic):
                return self._note(poll, link, PageOutcome.OFF_TOPIC, page=page, title=article.title)
            # the headline names it, the page as we got it does not: trust the headline
            self._from_headline(poll, link)
            return self._note(poll, link, PageOutcome.ARTICLE, "only the headline names the topic", page=page)
        announcements = find_announcements(article, self.topic, self.registry, self.weights)
        summary = self._note(poll, link, PageOutcome.ARTICLE, page=page, title=article.title)
        self.crawler.spider.ledger.article(poll, article, announcements)  # type: ignore[union-attr]
        return summary | {"announcements": [found.company for found in announcements]}

    def _unusable(self, poll: Poll, link: Link, page: Page, found: Unusable) -> dict[str, Any]:
        self.crawler.spider.snapshots.keep(poll.source.slug, page, "failed", found.reason)  # type: ignore[union-attr]
        self._from_headline(poll, link)
        return self._note(poll, link, PageOutcome.UNUSABLE, found.reason, page=page)

    def _refused(self, item: Refused) -> dict[str, Any]:
        if item.final:
            self._from_headline(item.poll, item.link)
        return self._note(item.poll, item.link, PageOutcome.FAILED, item.reason, status=item.status)

    def _from_headline(self, poll: Poll, link: Link) -> None:
        """What the listing's headline alone says, where its page cannot be had."""
        if not mentions(link.title, self.topic):
            return
        article = _from_listing(link)
        announcements = find_announcements(article, self.topic, self.registry, self.weights)
        if announcements:
            self.crawler.spider.ledger.article(poll, article, announcements)  # type: ignore[union-attr]

    def _note(
        self,
        poll: Poll,
        link: Link,
        outcome: PageOutcome,
        reason: str = "",
        *,
        page: Page | None = None,
        title: str = "",
        status: int = 0,
    ) -> dict[str, Any]:
        name = {PageOutcome.ARTICLE: "articles"}.get(outcome, str(outcome))
        poll.counts[name] += 1
        if reason and outcome is not PageOutcome.ARTICLE:
            poll.refusals[reason] += 1
        self.crawler.spider.ledger.page(  # type: ignore[union-attr]
            poll,
            link.url,
            outcome,
            status=page.status if page else status or 200,
            reason=reason,
            title=title or link.title,
            content_hash=content_hash(page.body) if page else "",
        )
        return {"source": poll.source.slug, "url": link.url, "title": title or link.title, "outcome": str(outcome),
                "reason": reason}  # fmt: skip


def _from_listing(link: Link) -> Article:
    return Article(
        url=link.url,
        title=link.title,
        text=link.text,
        published=link.date,
        published_basis=link.date_basis if link.date else DateBasis.UNKNOWN,
    )


def _is_pdf(page: Page) -> bool:
    return page.body.startswith(b"%PDF") or "application/pdf" in page.content_type
