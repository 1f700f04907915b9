"""When a source is polled next, and what is said of one that keeps failing."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.items import Source
from spiders.due import failure_message, next_due

NOON = datetime(2025, 2, 10, 12, 0, tzinfo=UTC)
SOURCE = Source(slug="geely", name="吉利", url="http://geely.example/news/")


def minutes(failures: int, source: Source = SOURCE) -> float:
    return (next_due(source, 60, NOON, failures) - NOON).total_seconds() / 60


def test_a_source_is_polled_after_its_pause_give_or_take_a_twentieth() -> None:
    found = [minutes(0) for _ in range(200)]
    assert min(found) >= 57
    assert max(found) <= 63
    assert len(set(found)) > 100


def test_a_source_may_have_a_pause_of_its_own() -> None:
    assert 9.5 <= minutes(0, SOURCE.model_copy(update={"poll_minutes": 10})) <= 10.5


@pytest.mark.parametrize(("failures", "expected"), [(1, 60), (2, 120), (3, 240), (5, 960), (6, 1440), (500, 1440)])
def test_each_further_failure_doubles_the_pause_up_to_a_day(failures: int, expected: float) -> None:
    assert expected * 0.95 <= minutes(failures) <= expected * 1.05


def test_a_pause_of_more_than_a_day_is_not_shortened_by_failing() -> None:
    weekly = SOURCE.model_copy(update={"poll_minutes": 7 * 1440})
    assert minutes(4, weekly) >= 7 * 1440 * 0.95


def test_what_the_site_asked_for_is_respected() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert next_due(SOURCE, 60, NOON, not_before=tomorrow) == tomorrow


def test_from_the_third_failure_on_the_remedy_is_named() -> None:
    early = failure_message(SOURCE, "not a single article link", 2)
    late = failure_message(SOURCE, "not a single article link", 3)
    assert early == "source 'geely': not a single article link (http://geely.example/news/)"
    assert late.startswith("source 'geely': 3 polls without success, the last: not a single article link")
    assert late.endswith("run 'adopters sources doctor geely'")
