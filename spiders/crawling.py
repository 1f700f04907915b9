"""Runs one crawl in a child process, so that it can be repeated for months: `crawl(slugs, settings) -> CrawlReport`."""

import json
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.items import Source
from settings import Settings
from spiders.polling import PollReport
from spiders.process import running, stopped_by
from spiders.watched import choose, watched
from store.views import PollOutcome

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """How a crawl went: one report a source, in the order in which the polls ended."""

    polls: tuple[PollReport, ...]

    @property
    def failed(self) -> tuple[PollReport, ...]:
        """The polls that gave nothing."""
        return tuple(poll for poll in self.polls if poll.failed)

    def total(self, name: str) -> int:
        """One count ("links", "new", "articles", "announcements" ...) over all sources."""
        return sum(poll.counts.get(name, 0) for poll in self.polls)


def crawl(
    slugs: Sequence[str],
    settings: Settings,
    *,
    sources: Sequence[Source] | None = None,
    progress: Callable[[PollReport], None] | None = None,
    stop: threading.Event | None = None,
) -> CrawlReport:
    """Poll the sources with these slugs, all enabled ones without any, and wait until every poll has ended.

    `sources` takes the place of the catalogue. `progress` is called, in this thread, as each poll ends. Setting `stop`
    ends the crawl early: what was found stays, and the polls that were cut off are reported as interrupted. A crawl
    that dies is reported, never raised. Raises UnknownSourceError for a slug that does not exist.
    """
    wanted = choose(slugs, sources if sources is not None else watched(settings))
    reports: list[PollReport] = []
    if not wanted:
        return CrawlReport(())
    work = {
        "settings": settings.model_dump(mode="json"),
        "sources": [source.model_dump(mode="json") for source in wanted],
    }
    with running("spiders.child", work) as process, stopped_by(stop, process):
        assert process.stdout is not None
        for line in process.stdout:
            report = _read(line)
            if report is not None:
                reports.append(report)
                if progress is not None:
                    progress(report)
    missing = [source.slug for source in wanted if source.slug not in {report.source for report in reports}]
    why = f"what it gave could not be stored, see {log_file(settings)}"
    if process.returncode:
        why = f"the crawl ended with status {process.returncode}, see {log_file(settings)}"
    if stop is not None and stop.is_set():
        why = "stopped before it was polled"
    for slug in missing:
        report = PollReport(source=slug, outcome=str(PollOutcome.INTERRUPTED), message=f"source '{slug}': {why}")
        reports.append(report)
        if progress is not None:
            progress(report)
    return CrawlReport(tuple(reports))


def log_file(settings: Settings) -> Path:
    """Where the crawls of this data folder write their log."""
    return settings.data_dir / "logs" / "crawl.log"


def _read(line: str) -> PollReport | None:
    try:
        return PollReport(**json.loads(line))
    except (ValueError, TypeError):
        log.warning("the crawl says: %s", line.rstrip()[:500])
        return None
