"""`adopters status` tells a person, and a program, how things stand."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from store import decisions, pages, polls, sources
from tests.commands.workplace import Workplace, small_catalog
from tests.store.build import NOW, put, sighting
from tests.store.test_decisions import decide


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    return Workplace(tmp_path, monkeypatch, {"ADOPTERS_CATALOG_DIR": str(small_catalog(tmp_path))})


def test_an_empty_store_says_so(place: Workplace) -> None:
    result = place.run("status")
    assert result.exit_code == 0, result.output
    assert "waiting       0, 0 confirmations" in result.output
    assert "never polled  2 sources" in result.output


def test_everything_that_matters_is_shown(place: Workplace) -> None:
    with place.db() as db:
        put(db, sighting("https://a/1"), sighting("https://b/1", "极氪", filler=2))
        decide(db, decisions.accept)
        put(db, sighting("https://c/1", filler=3))
        pages.save(db, url="https://a/1", source="geely", outcome="article", fetched_at=NOW)
        number = polls.start(db, "geely", NOW)
        polls.finish(db, number, outcome="ok", counts={"articles": 3}, at=NOW)
        sources.succeeded(db, "geely", at=NOW, next_due=NOW + timedelta(hours=1))
        sources.failed(db, "oppo", at=NOW, message="source 'oppo': 404 - run 'adopters sources doctor oppo'")
    output = place.run("status").output
    for expected in (
        "waiting       1, 1 confirmations",
        "decided       1 on the list, 0 rejected, 0 merged",
        "found         3 announcements in 3 articles",
        "pages         1 article",
        "  source 'oppo': 404 - run 'adopters sources doctor oppo' [failed polls in a row: 1, last success: never]",
        "geely  ok  3 articles",
        "never polled  0 sources",
    ):
        assert expected in output


def test_a_program_gets_json_with_times_in_utc(place: Workplace) -> None:
    with place.db() as db:
        sources.succeeded(db, "geely", at=NOW, next_due=NOW)
    status = json.loads(place.run("status", "--json").stdout)
    assert status["counts"]["waiting"] == 0
    assert status["never_polled"] == ["oppo"]
    assert status["next_due"][0]["next_due_at"] == "2025-02-06T08:00:00+00:00"
