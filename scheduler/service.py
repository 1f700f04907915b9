"""The scheduler of `adopters run`: APScheduler calls the watch, crawls run in threads of its pool."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from pipeline.items import Source
from scheduler.housekeeping import tidy
from scheduler.instance import only_instance
from scheduler.watch import MOST_CRAWLS, Watch
from settings import Settings
from spiders.polling import utc_now
from store import polls
from store.db import Engine, open_store, session

log = logging.getLogger(__name__)

EVERY = 20  # seconds between two looks at what is due


@contextmanager
def polling(settings: Settings, tell: Callable[[str], None], engine: Engine | None = None) -> Iterator[Watch]:
    """Poll due sources in the background while the block runs, the first at once.

    `tell` gets one line for a person at a time, from any thread. When the block ends, crawls under way are ended in
    good order: what they found is kept, and the next start goes on. Raises AlreadyRunningError, StoreError.
    """
    with only_instance(settings.data_dir):
        engine = engine or open_store(settings.database)
        with session(engine) as opened:
            if cut_off := polls.close_interrupted(opened, utc_now()):
                log.info("%d polls of an earlier run were cut off", cut_off)
        scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(2), "crawls": ThreadPoolExecutor(MOST_CRAWLS)},
            # after a pause of the whole machine one call makes up for all that were missed
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

        def submit(batch: Sequence[Source]) -> None:
            scheduler.add_job(watch.poll, args=[batch], executor="crawls", max_instances=MOST_CRAWLS)

        watch = Watch(settings, engine, submit, tell)
        scheduler.add_job(watch.tick, "interval", seconds=EVERY, jitter=3, next_run_time=datetime.now(UTC), id="tick")
        scheduler.add_job(
            lambda: tidy(settings, engine, utc_now()),
            "interval",
            days=1,
            next_run_time=datetime.now(UTC) + timedelta(minutes=10),
            id="tidy",
        )
        scheduler.start()
        try:
            yield watch
        finally:
            watch.stop.set()
            scheduler.remove_all_jobs()
            scheduler.shutdown(wait=True)
