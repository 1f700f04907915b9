"""Kept pages of a source."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.items import Page
from spiders.snapshots import Snapshots

NOON = datetime(2025, 2, 10, 12, 0, tzinfo=UTC)


def page(number: int) -> Page:
    body = f"<p>第{number}版</p>".encode()
    return Page(
        url="http://a.example/news/", body=body, fetched_at=NOON + timedelta(hours=number), headers={"etag": '"x"'}
    )


def test_the_last_ones_of_each_kind_are_kept_the_newest_first(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path, kept=2)
    for number in range(4):
        snapshots.keep("a", page(number), "listing")
    snapshots.keep("a", page(9), "failed", "HTTP 403")
    found = snapshots.load("a")
    assert [(each.page, each.why) for each in found] == [
        (page(9), "HTTP 403"),
        (page(3), "listing"),
        (page(2), "listing"),
    ]


def test_a_damaged_file_is_left_out(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path, kept=2)
    snapshots.keep("a", page(1), "listing")
    snapshots.keep("a", page(2), "listing")
    newest = snapshots.load("a")[0].file
    newest.with_suffix(".gz").write_bytes(b"not gzip")
    assert [each.page for each in snapshots.load("a")] == [page(1)]


def test_sources_that_are_gone_lose_their_snapshots(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path, kept=2)
    snapshots.keep("a", page(1), "listing")
    snapshots.keep("b", page(1), "listing")
    snapshots.prune_unknown({"b"})
    assert [folder.name for folder in (tmp_path / "snapshots").iterdir()] == ["b"]


def test_none_are_kept_when_the_setting_says_so(tmp_path: Path) -> None:
    Snapshots(tmp_path, kept=0).keep("a", page(1), "listing")
    assert not (tmp_path / "snapshots").exists()
