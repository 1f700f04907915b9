"""Runs one crawl in a child process, so that it can be repeated for months: `crawl(slugs, settings) -> CrawlReport`."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from catalog_loader import load_sources
from pipeline.items import Source
from settings import ROOT, Settings
from spiders.polling import PollReport, choose
from store.views import PollOutcome

log = logging.getLogger(__name__)

GRACE = 15.0  # seconds that a crawl gets to end by itself, then again that long before it is killed


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
    wanted = choose(slugs, sources if sources is not None else load_sources(settings.catalog_dir))
    reports: list[PollReport] = []
    if not wanted:
        return CrawlReport(())
    with _child(wanted, settings) as process, _stopped_by(stop, process):
        assert process.stdout is not None
        for line in process.stdout:
            report = _read(line)
            if report is not None:
                reports.append(report)
                if progress is not None:
                    progress(report)
    missing = [source.slug for source in wanted if source.slug not in {report.source for report in reports}]
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


@contextmanager
def _child(wanted: Sequence[Source], settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    """The crawling process. Its standard input stays open: when this process dies, the child sees the end of it."""
    work = {
        "settings": settings.model_dump(mode="json"),
        "sources": [source.model_dump(mode="json") for source in wanted],
    }
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "spiders.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path.cwd(),
        env=_environment(),
        start_new_session=True,  # Ctrl-C at the terminal reaches us alone, and we end the child in good order
    )
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(work) + "\n")
        process.stdin.flush()
        yield process
        process.wait()
    except BrokenPipeError:
        process.wait()
    finally:
        _end(process)


def _environment() -> dict[str, str]:
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path}


def _end(process: "subprocess.Popen[str]") -> None:
    """Ask the child to end, twice, then kill it."""
    for how in (signal.SIGINT, signal.SIGTERM):
        if process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                log.warning("the crawl does not end after %s", how.name)
    if process.poll() is None:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                log.debug("the crawl has closed its end")


@contextmanager
def _stopped_by(stop: threading.Event | None, process: "subprocess.Popen[str]") -> Iterator[None]:
    if stop is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if stop.wait(0.2):
                _end(process)
                return

    watcher = threading.Thread(target=watch, name="stop-crawl", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _read(line: str) -> PollReport | None:
    try:
        return PollReport(**json.loads(line))
    except (ValueError, TypeError):
        log.warning("the crawl says: %s", line.rstrip()[:500])
        return None


def write_report(report: PollReport) -> None:
    """The child's side of the pipe: one line of JSON a poll."""
    print(json.dumps(asdict(report), ensure_ascii=False), flush=True)
