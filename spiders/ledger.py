"""Keeps what a crawl finds in the store: in batches, each poll's end in the same transaction as its last pages."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from errors import StoreError
from pipeline.gather import Companies
from pipeline.items import Announcement, Article, Link, Source
from settings import Settings
from spiders.due import failure_message, next_due
from spiders.polling import Poll, PollReport, utc_now
from store import pages, polls, sightings, sources
from store.db import Engine, Session, reading, session
from store.views import PageOutcome, PageView, PollOutcome

log = logging.getLogger(__name__)

BATCH = 200  # pages written at once
PATIENCE = 2.0  # seconds that a page may wait to be written while others arrive
MOST_UNWRITTEN = 5000  # pages held while the database cannot be written; then the crawl takes up nothing new


@dataclass(frozen=True, slots=True)
class _Found:
    poll: Poll
    article: Article
    announcements: Sequence[Announcement]


@dataclass(slots=True)
class Ledger:
    """The store as a crawl sees it. A write that fails is kept and tried again with the next batch."""

    engine: Engine
    settings: Settings
    registry: Companies | None = None
    on_finished: Callable[[PollReport], None] = lambda report: None
    _pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    _found: list[_Found] = field(default_factory=list)
    _over: list[tuple[Poll, bool]] = field(default_factory=list)
    _written: float = field(default_factory=time.monotonic)

    @property
    def stuck(self) -> bool:
        """Whether so much waits to be written that nothing more should be taken up."""
        return len(self._pages) >= MOST_UNWRITTEN

    def begin(self, wanted: Iterable[Source]) -> list[tuple[Poll, list[PageView]]]:
        """A poll for each source, with the article pages that earlier polls left unfinished."""
        now, limit = utc_now(), self.settings.max_articles_per_poll
        begun = []
        with session(self.engine) as opened:
            for source in wanted:
                poll = Poll(source, polls.start(opened, source.slug, now), now, sources.listings(opened, source.slug))
                poll.articles_left = limit
                begun.append((poll, pages.unfinished(opened, source.slug, limit)))
        return begun

    def new_links(self, poll: Poll, links: Iterable[Link]) -> list[Link]:
        """Those of the links that were never dealt with; they are kept as queued, so that none is forgotten."""
        fresh = {link.url: link for link in links if link.url not in poll.seen}
        with reading(self.engine) as opened:
            done = pages.known(opened, fresh)
        new = [link for url, link in fresh.items() if url not in done]
        now = utc_now()
        for link in new:
            self._keep(poll, link.url, PageOutcome.QUEUED, now, 0, "", link.title, "")
        return new

    def page(
        self,
        poll: Poll,
        url: str,
        outcome: PageOutcome,
        *,
        status: int = 0,
        reason: str = "",
        title: str = "",
        content_hash: str = "",
        at: datetime | None = None,
    ) -> None:
        """Keep what came of one page."""
        self._keep(poll, url, outcome, at or utc_now(), status, reason, title, content_hash)
        if len(self._pages) >= BATCH or time.monotonic() - self._written > PATIENCE:
            self.flush()

    def article(self, poll: Poll, article: Article, announcements: Sequence[Announcement]) -> None:
        """Keep an article and what was found in it."""
        self._found.append(_Found(poll, article, announcements))

    def finish(self, poll: Poll, interrupted: bool = False) -> None:
        """The poll is over."""
        self._over.append((poll, interrupted))
        self.flush()

    def flush(self) -> bool:
        """Write what waits; False when the database cannot be written now, nothing is lost then."""
        self._written = time.monotonic()
        if not (self._pages or self._found or self._over):
            return True
        counted = [(found.poll, found.poll.counts["announcements"]) for found in self._found]
        try:
            with session(self.engine) as opened:
                reports = self._write(opened)
        except StoreError as error:
            for poll, announcements in counted:
                poll.counts["announcements"] = announcements
            log.error("%s; %d pages wait", error, len(self._pages))
            return False
        self._pages, self._found, self._over = {}, [], []
        for report in reports:
            self.on_finished(report)
        return True

    def _keep(
        self,
        poll: Poll,
        url: str,
        outcome: PageOutcome,
        at: datetime,
        status: int,
        reason: str,
        title: str,
        digest: str,
    ) -> None:
        waiting = self._pages.get(url)
        if waiting is not None and not title:
            title = waiting["title"]
        self._pages[url] = {
            "url": url, "source": poll.source.slug, "outcome": outcome, "fetched_at": at, "status": status,
            "reason": reason, "title": title, "content_hash": digest,
        }  # fmt: skip

    def _write(self, opened: Session) -> list[PollReport]:
        pages.save_all(opened, self._pages.values())
        for found in self._found:
            added = sightings.add_article(
                opened,
                found.article,
                found.announcements,
                at=utc_now(),
                source=found.poll.source.slug,
                registry=self.registry,
                topic=self.settings.topic,
            )
            found.poll.counts["announcements"] += added.announcements
        return [self._end(opened, poll, interrupted) for poll, interrupted in self._over]

    def _end(self, opened: Session, poll: Poll, interrupted: bool) -> PollReport:
        now, slug = utc_now(), poll.source.slug
        outcome, reason = (PollOutcome.INTERRUPTED, "stopped before its end") if interrupted else poll.outcome()
        message = ""
        if outcome is PollOutcome.FAILED:
            failures = sources.state(opened, slug).failures + 1
            message = failure_message(poll.source, reason, failures)
            due = self._due(poll, now, failures)
            sources.failed(opened, slug, at=now, message=message, next_due=due)
        elif outcome is PollOutcome.INTERRUPTED:
            message = f"source '{slug}': {reason} - the next poll goes on with it"
        else:
            message = self._what_failed(poll)
            sources.succeeded(
                opened,
                slug,
                at=now,
                next_due=self._due(poll, now, 0),
                articles=poll.counts["new"],
                announcements=poll.counts["announcements"],
            )
            self._remember(opened, poll)
        counts = {name: number for name, number in poll.counts.items() if number}
        polls.finish(opened, poll.id, outcome=outcome, at=now, counts=counts, message=message)
        seconds = (now - poll.started_at).total_seconds()
        return PollReport(
            source=slug, outcome=str(outcome), counts=counts, message=message, kind=poll.kind, seconds=seconds
        )

    def _due(self, poll: Poll, now: datetime, failures: int) -> datetime:
        asked = datetime.fromtimestamp(poll.not_before, UTC) if poll.not_before else None
        return next_due(poll.source, self.settings.poll_minutes, now, failures, asked)

    @staticmethod
    def _what_failed(poll: Poll) -> str:
        cut_off = [poll.cut_off] if poll.cut_off else []
        reasons = [
            *poll.unread,
            *cut_off,
            *(f"{number} articles: {why}" for why, number in poll.refusals.most_common(2)),
        ]
        return f"source '{poll.source.slug}': {'; '.join(reasons)}" if reasons else ""

    @staticmethod
    def _remember(opened: Session, poll: Poll) -> None:
        # only when all listings were read: what is remembered is not looked at again while it stays the same
        if poll.unread:
            return
        if poll.cut_off:
            sources.forget_responses(opened, poll.source.slug)
            return
        if poll.read_in_full:
            sources.forget_responses(opened, poll.source.slug)
        for view in poll.remembered.values():
            sources.remember_response(
                opened,
                poll.source.slug,
                view.url,
                at=view.fetched_at,
                etag=view.etag,
                last_modified=view.last_modified,
                content_hash=view.content_hash,
            )
