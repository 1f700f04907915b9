"""What is remembered about sources, polls and pages."""

from datetime import UTC, datetime, timedelta

import pytest

from errors import StoreError
from pipeline.items import Source
from store import pages, polls, sources
from store.db import Session
from store.views import Health, PageOutcome, PollOutcome

NOW = datetime(2025, 2, 6, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LISTING = "https://www.geely.example/news"


def source(slug: str, enabled: bool = True) -> Source:
    return Source(slug=slug, name=slug, url="https://example.com/", enabled=enabled)


def test_a_listing_never_fetched_is_asked_for_unconditionally(db: Session) -> None:
    assert sources.conditional(db, LISTING) == {}


def test_validators_come_back_as_request_headers(db: Session) -> None:
    sources.remember_response(db, "geely", LISTING, at=NOW, etag='W/"7"', last_modified="Thu, 06 Feb 2025 08:00:00 GMT")
    assert sources.conditional(db, LISTING) == {
        "If-None-Match": 'W/"7"',
        "If-Modified-Since": "Thu, 06 Feb 2025 08:00:00 GMT",
    }
    sources.forget_responses(db, "geely")
    assert sources.conditional(db, LISTING) == {}


def test_a_server_without_validators_is_caught_by_the_content_hash(db: Session) -> None:
    assert sources.remember_response(db, "geely", LISTING, at=NOW, content_hash="a")
    assert not sources.remember_response(db, "geely", LISTING, at=NOW + HOUR, content_hash="a")
    assert sources.remember_response(db, "geely", LISTING, at=NOW + HOUR, content_hash="b")


def test_a_source_is_failing_then_broken_then_well_again(db: Session) -> None:
    assert sources.state(db, "geely").health is Health.NEW
    states = [sources.failed(db, "geely", at=NOW, message="timeout").health for _ in range(3)]
    assert states == [Health.FAILING, Health.FAILING, Health.BROKEN]
    assert [view.slug for view in sources.broken(db)] == ["geely"]
    view = sources.succeeded(db, "geely", at=NOW + HOUR, articles=2)
    assert (view.health, view.failures, view.message) == (Health.OK, 0, "")
    assert (view.last_article_at, view.last_announcement_at) == (NOW + HOUR, None)


def test_what_is_due_starts_with_what_was_never_polled(db: Session) -> None:
    for slug, due in (("late", -2 * HOUR), ("later", -HOUR), ("fine", HOUR)):
        sources.succeeded(db, slug, at=NOW - 3 * HOUR, next_due=NOW + due)
    given = [source("fine"), source("later"), source("late"), source("new"), source("off", enabled=False)]
    assert [item.slug for item in sources.due(db, given, NOW)] == ["new", "late", "later"]


def test_a_poll_leaves_its_counts_and_outcome(db: Session) -> None:
    number = polls.start(db, "geely", NOW)
    polls.finish(db, number, outcome="ok", counts={"pages": 3}, message="", at=NOW + HOUR)
    (poll,) = polls.latest(db, "geely")
    assert (poll.outcome, poll.counts, poll.ended_at) == (PollOutcome.OK, {"pages": 3}, NOW + HOUR)
    assert polls.latest(db, "oppo") == []


def test_polls_that_a_killed_process_left_are_marked_interrupted(db: Session) -> None:
    polls.start(db, "geely", NOW)
    assert polls.close_interrupted(db, NOW + HOUR) == 1
    assert polls.latest(db)[0].outcome is PollOutcome.INTERRUPTED


def test_finishing_an_unknown_poll_is_an_error(db: Session) -> None:
    with pytest.raises(StoreError, match="poll 7"):
        polls.finish(db, 7, outcome="ok", at=NOW)


def test_a_page_that_was_read_or_is_unusable_is_never_fetched_again(db: Session) -> None:
    for name, outcome in (("read", "article"), ("wall", "unusable"), ("off", "off_topic"), ("down", "failed")):
        pages.save(db, url=f"https://a/{name}", source="a", outcome=outcome, fetched_at=NOW)
    asked = [f"https://a/{name}" for name in ("read", "wall", "off", "down", "new")]
    assert pages.known(db, asked) == {"https://a/read", "https://a/wall", "https://a/off"}


def test_a_page_that_keeps_failing_is_given_up_after_five_tries(db: Session) -> None:
    for _ in range(4):
        pages.save(db, url="https://a/1", source="a", outcome="failed", reason="timeout", fetched_at=NOW)
    assert pages.known(db, ["https://a/1"]) == set()
    pages.save(db, url="https://a/1", source="a", outcome="failed", reason="timeout", fetched_at=NOW)
    assert pages.known(db, ["https://a/1"]) == {"https://a/1"}


def test_saving_a_page_again_replaces_it(db: Session) -> None:
    first = pages.save(db, url="https://a/1", source="a", outcome="failed", status=503, fetched_at=NOW)
    again = pages.save(db, url="https://a/1", source="a", outcome="article", title="标题", fetched_at=NOW + HOUR)
    kept = pages.get(db, "https://a/1")
    assert first == again
    assert kept is not None
    assert (kept.outcome, kept.title, kept.tries) == (PageOutcome.ARTICLE, "标题", 1)
    assert pages.counts(db) == {"article": 1}


def test_thousands_of_addresses_are_looked_up_at_once(db: Session) -> None:
    pages.save(db, url="https://a/1999", source="a", outcome="article", fetched_at=NOW)
    assert pages.known(db, [f"https://a/{number}" for number in range(2000)]) == {"https://a/1999"}
