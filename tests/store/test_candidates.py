"""The queue can be ordered, filtered and searched."""

import pytest

from store import candidates, decisions
from store.db import Session
from store.views import State
from tests.store.build import put, sighting
from tests.store.test_decisions import decide


@pytest.fixture
def queue(db: Session) -> Session:
    put(db, sighting("https://a/1", "吉利", confidence=0.7, product="星睿"), source="geely")
    put(db, sighting("https://b/1", "华为云", confidence=0.9, sector="cloud", filler=2), source="it-news")
    put(
        db,
        sighting("https://c/1", "OPPO", confidence=0.5, sector="phone", filler=3, written="ＯＰＰＯ"),
        source="it-news",
    )
    return db


def names(views) -> list[str]:
    return [view.fields.company for view in views]


def test_the_most_probable_come_first(queue: Session) -> None:
    assert names(candidates.waiting(queue)) == ["华为云", "吉利", "OPPO"]


def test_pages_of_the_queue_do_not_overlap(queue: Session) -> None:
    assert names(candidates.waiting(queue, 2)) + names(candidates.waiting(queue, 2, 2)) == ["华为云", "吉利", "OPPO"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"sector": "cloud"}, ["华为云"]),
        ({"source": "it-news"}, ["华为云", "OPPO"]),
        ({"min_confidence": 0.7}, ["华为云", "吉利"]),
        ({"text": "oppo"}, ["OPPO"]),
        ({"text": "吉利 深度融合"}, ["吉利"]),
        ({"text": "星睿"}, ["吉利"]),
        ({"text": "100%_"}, []),
        ({"topic": "kimi"}, []),
        ({"source": "it-news", "text": "华为"}, ["华为云"]),
    ],
)
def test_filters(queue: Session, filters, expected) -> None:
    assert names(candidates.waiting(queue, **filters)) == expected
    assert candidates.number(queue, **filters) == len(expected)


def test_a_corrected_sector_and_name_are_found(queue: Session) -> None:
    decide(queue, decisions.edit, "OPPO", fields={"sector": "electronics", "company": "欧珀"})
    assert names(candidates.waiting(queue, sector="electronics", text="欧珀")) == ["欧珀"]
    assert candidates.waiting(queue, sector="phone") == []


def test_states_are_listed_apart(queue: Session) -> None:
    decide(queue, decisions.accept, "吉利")
    decide(queue, decisions.reject, "OPPO")
    assert names(candidates.find(queue, State.ACCEPTED)) == ["吉利"]
    assert names(candidates.find(queue, State.REJECTED)) == ["OPPO"]
    assert len(candidates.find(queue, None)) == 3
    counted = candidates.counts(queue)
    assert (counted.waiting, counted.accepted, counted.rejected, counted.decisions) == (1, 1, 1, 2)
    assert (counted.announcements, counted.articles) == (3, 3)
