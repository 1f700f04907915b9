"""Decides when each source is polled: due times from the store, one crawl a host at a time."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from errors import AdoptersError, StoreError
from pipeline.items import Source
from scheduler.health import NETWORK_PAUSE, lost_to_the_network
from scheduler.second_opinion import ask_about_doubtful
from settings import Settings
from spiders.crawling import CrawlReport, crawl
from spiders.polling import PollReport, utc_now
from spiders.watched import folders, watched
from store import sources
from store.db import Engine, reading, session
from store.views import PollOutcome

log = logging.getLogger(__name__)

MOST_CRAWLS = 2  # processes that crawl at the same time; each polls any number of sources
REST = timedelta(minutes=10)  # for a source whose poll was cut off or could not be stored

Submit = Callable[[Sequence[Source]], None]


@dataclass
class Watch:
    """The state between ticks. `submit` is handed each batch and must have `poll` called with it in another thread."""

    settings: Settings
    engine: Engine
    submit: Submit
    tell: Callable[[str], None]
    clock: Callable[[], datetime] = utc_now
    stop: threading.Event = field(default_factory=threading.Event)
    _busy: dict[str, frozenset[str]] = field(default_factory=dict)  # slug under way -> its hosts
    _crawls: int = 0
    _resting: dict[str, datetime] = field(default_factory=dict)
    _catalogue: tuple[Source, ...] = ()
    _read_from: tuple[tuple[str, float], ...] = ()
    _trouble: str = ""
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def tick(self) -> None:
        """Hand out the sources that are due. What goes wrong is told once, and the next tick tries again."""
        if self.stop.is_set():
            return
        try:
            batch = self._take_due()
        except AdoptersError as error:
            self._tell_trouble(str(error))
            return
        self._trouble = ""
        if batch:
            self.submit(batch)

    def poll(self, batch: Sequence[Source]) -> None:
        """Crawl one batch and see to what follows from it; never raises."""
        try:
            report = crawl(
                [source.slug for source in batch], self.settings, sources=batch, progress=self._show, stop=self.stop
            )
            self._after(report)
            ask_about_doubtful(self.settings, self.engine, self.clock())
        except AdoptersError as error:
            self._tell_trouble(str(error))
        except Exception as error:
            log.exception("crawl of %d sources", len(batch))
            self._tell_trouble(f"crawl of {len(batch)} sources: {type(error).__name__}: {error}, see the log")
            self._let_rest([source.slug for source in batch])
        finally:
            with self._guard:
                self._crawls -= 1
                for source in batch:
                    self._busy.pop(source.slug, None)

    def _take_due(self) -> list[Source]:
        now = self.clock()
        catalogue = self._sources()
        with reading(self.engine) as opened:
            due = sources.due(opened, catalogue, now)
        with self._guard:
            if self._crawls >= MOST_CRAWLS:
                return []
            taken = set().union(*self._busy.values()) if self._busy else set()
            batch = [
                source
                for source in due
                if source.slug not in self._busy
                and not hosts(source) & taken
                and self._resting.get(source.slug, now) <= now
            ]
            if batch:
                self._crawls += 1
                self._busy.update({source.slug: hosts(source) for source in batch})
        return batch

    def _sources(self) -> tuple[Source, ...]:
        """The catalogue, read again when one of its files has changed. A broken file leaves the last good reading."""
        files = [file for folder in folders(self.settings) if folder.is_dir() for file in sorted(folder.glob("*.yaml"))]
        state = tuple((str(file), file.stat().st_mtime) for file in files)
        if state != self._read_from:
            try:
                self._catalogue = watched(self.settings)
            except AdoptersError as error:
                if not self._catalogue:
                    raise
                self.tell(f"{error}; the sources stay as they were")
            self._read_from = state
        return self._catalogue

    def _after(self, report: CrawlReport) -> None:
        if self.stop.is_set():
            return
        cut_off = [poll.source for poll in report.polls if poll.outcome == PollOutcome.INTERRUPTED]
        self._let_rest(cut_off)
        polled = {poll.source for poll in report.polls}
        others = [source for source in self._catalogue if source.enabled and source.slug not in polled]
        if lost_to_the_network(report.polls, set().union(*map(hosts, others)) if others else ()):
            soon = self.clock() + NETWORK_PAUSE
            self.tell(f"no source can be reached: is the network there? Next try at {soon.astimezone():%H:%M}")
            try:
                with session(self.engine) as opened:
                    for poll in report.polls:
                        sources.set_due(opened, poll.source, soon)
            except StoreError as error:
                self._tell_trouble(str(error))

    def _let_rest(self, slugs: Sequence[str]) -> None:
        until = self.clock() + REST
        with self._guard:
            self._resting.update(dict.fromkeys(slugs, until))

    def _show(self, poll: PollReport) -> None:
        if not self.stop.is_set() and poll.outcome != PollOutcome.UNCHANGED:
            self.tell(poll.line)
        log.info("%s", poll.line)

    def _tell_trouble(self, trouble: str) -> None:
        log.error("%s", trouble)
        if trouble != self._trouble:
            self._trouble = trouble
            self.tell(trouble)


def hosts(source: Source) -> frozenset[str]:
    """The hosts that a poll of this source asks."""
    return frozenset({urlsplit(source.url).hostname or "", *(host.lower() for host in source.hosts)})
