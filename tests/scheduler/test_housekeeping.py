"""What the scheduler clears away once a day, and what it leaves."""

import os
from datetime import UTC, datetime, timedelta

from pipeline.items import Page
from scheduler.housekeeping import tidy
from settings import Settings
from spiders.snapshots import Snapshots
from store import polls
from store.db import Engine, reading, session

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


def test_old_polls_snapshots_of_sources_that_are_gone_and_old_robots_copies_go(
    settings: Settings, store: Engine
) -> None:
    with session(store) as opened:
        for age in (1, 89, 91, 400):
            at = NOON - timedelta(days=age)
            polls.finish(opened, polls.start(opened, "geely", at), outcome="ok", at=at)
        polls.start(opened, "geely", NOON - timedelta(days=200))  # never ended
    settings.own_sources.mkdir(parents=True)
    (settings.own_sources / "mine.yaml").write_text(
        "sources:\n- {slug: mine, name: Mine, url: 'http://mine.example/'}\n", encoding="utf-8"
    )
    snapshots = Snapshots(settings.data_dir, 5)
    page = Page(url="http://mine.example/", body=b"x", fetched_at=NOON)
    snapshots.keep("mine", page, "listing")
    snapshots.keep("gone", page, "listing")
    robots = settings.data_dir / "robots"
    robots.mkdir()
    for name in ("old.json", "new.json"):
        (robots / name).write_text("{}", encoding="utf-8")
    os.utime(robots / "old.json", (0, 0))

    tidy(settings, store, NOON)

    with reading(store) as opened:
        assert [(NOON - poll.started_at).days for poll in polls.latest(opened)] == [1, 89, 200]
    assert [folder.name for folder in (settings.data_dir / "snapshots").iterdir()] == ["mine"]
    assert [copy.name for copy in robots.iterdir()] == ["new.json"]
