"""Which sources are handed out when, and what follows from how their polls went."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from pipeline.items import Source
from scheduler.watch import Watch
from settings import ROOT, Settings
from store import sources
from store.db import Engine, reading, session
from tests.site import Site, article, listing

NOON = datetime(2025, 2, 10, 12, 0, tzinfo=UTC)


class Bench:
    """A watch over a catalogue of the test's own, with a clock that the test sets and a note of what is handed out."""

    def __init__(self, settings: Settings, store: Engine) -> None:
        self.settings = settings
        self.now = NOON
        self.batches: list[list[str]] = []
        self.told: list[str] = []
        self.handed: list[Sequence[Source]] = []
        self.watch = Watch(settings, store, self.submit, self.told.append, clock=lambda: self.now)

    def submit(self, batch: Sequence[Source]) -> None:
        self.handed.append(batch)
        self.batches.append(sorted(source.slug for source in batch))

    def catalogue(self, **urls: str) -> None:
        entries = [{"slug": slug, "name": slug, "url": url} for slug, url in urls.items()]
        file = self.settings.catalog_dir / "sources" / "test.yaml"
        file.write_text(yaml.safe_dump({"sources": entries}), encoding="utf-8")


@pytest.fixture
def bench(settings: Settings, store: Engine, tmp_path: Path) -> Bench:
    catalog = tmp_path / "catalog"
    shutil.copytree(ROOT / "catalog", catalog, ignore=shutil.ignore_patterns("sources", "*.py"))
    (catalog / "sources").mkdir()
    settings.catalog_dir = catalog
    return Bench(settings, store)


def test_sources_that_were_never_polled_are_due_at_once(bench: Bench) -> None:
    bench.catalogue(one="http://one.example/", two="http://two.example/")
    bench.watch.tick()
    assert bench.batches == [["one", "two"]]


def test_what_is_under_way_is_not_handed_out_again_nor_another_source_of_its_host(bench: Bench) -> None:
    bench.catalogue(one="http://one.example/")
    bench.watch.tick()
    bench.catalogue(one="http://one.example/", same="http://one.example/more", other="http://other.example/")
    bench.watch.tick()
    assert bench.batches == [["one"], ["other"]]


def test_a_source_waits_until_the_time_that_the_store_gives(bench: Bench, store: Engine) -> None:
    bench.catalogue(one="http://one.example/")
    with session(store) as opened:
        sources.set_due(opened, "one", NOON + timedelta(minutes=30))
    bench.watch.tick()
    assert bench.batches == []
    bench.now = NOON + timedelta(minutes=31)
    bench.watch.tick()
    assert bench.batches == [["one"]]


def test_a_broken_catalogue_file_is_told_once_and_the_last_good_one_stays(bench: Bench) -> None:
    bench.catalogue(one="http://one.example/")
    bench.watch.tick()
    (bench.settings.catalog_dir / "sources" / "broken.yaml").write_text("sources: [", encoding="utf-8")
    bench.watch.tick()
    bench.watch.tick()
    assert len(bench.told) == 1
    assert "broken.yaml" in bench.told[0]
    assert bench.told[0].endswith("the sources stay as they were")


def test_a_poll_is_told_and_sets_the_next_time(bench: Bench, site: Site, store: Engine) -> None:
    rows = [(f"/news/{n}.html", f"远景汽车新闻第{n}期:供应商大会顺利召开", f"2025-02-0{n}") for n in range(1, 6)]
    site.pages["/news/"] = listing(*rows)
    for path, title, day in rows:
        site.pages[path] = article(title, "新品将于本季度陆续上市,为用户带来更好的体验。" * 5, day=day)
    bench.catalogue(site=f"{site.url}/news/", dead="http://press.invalid/")
    bench.watch.tick()
    bench.watch.poll(bench.handed[0])
    assert sorted(bench.told) == [
        "site: 5 links, 5 new",
        "source 'dead': the host name is not known - check the address and the network connection (http://press.invalid/)",
    ]
    with reading(store) as opened:
        states = sources.states(opened)
    assert states["site"].next_due_at is not None
    assert timedelta(minutes=55) < states["site"].next_due_at - datetime.now(UTC) < timedelta(minutes=65)
    bench.now = datetime.now(UTC) + timedelta(minutes=70)
    bench.watch.tick()
    assert bench.batches[1] == ["dead", "site"]


def test_when_nothing_can_be_reached_the_network_is_suspected_and_all_come_back_soon(
    bench: Bench, store: Engine
) -> None:
    bench.catalogue(one="http://one.invalid/", two="http://two.invalid/")
    for _ in range(2):
        bench.watch.tick()
        bench.watch.poll(bench.handed[-1])
        with reading(store) as opened:
            assert {view.next_due_at for view in sources.states(opened).values()} == {bench.now + timedelta(minutes=5)}
        bench.now += timedelta(minutes=6)
    assert len(bench.handed) == 2
    assert "is the network there?" in bench.told[-1]


def test_one_dead_site_is_not_taken_for_a_dead_network(bench: Bench, store: Engine) -> None:
    bench.catalogue(dead="http://dead.invalid/", other="http://localhost/")
    with session(store) as opened:
        sources.set_due(opened, "other", NOON + timedelta(days=1))
    bench.watch.tick()
    bench.watch.poll(bench.handed[0])
    with reading(store) as opened:
        due = sources.state(opened, "dead").next_due_at
    assert due is not None
    assert due > datetime.now(UTC) + timedelta(minutes=30)
    assert not any("is the network there?" in line for line in bench.told)
