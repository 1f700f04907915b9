"""Decisions of people become training data; nothing else does."""

from store import adopters, corrections, decisions
from store.db import Session
from store.judged import judged
from tests.store.build import NOW, TOPIC, put, sighting
from tests.store.test_adopters import SEED
from tests.store.test_decisions import decide


def verdicts(db: Session) -> list[tuple[str, bool]]:
    return [(entry.article.url, entry.accepted) for entry in judged(db, TOPIC)]


def test_what_was_accepted_is_true_what_was_rejected_is_false(db: Session) -> None:
    put(
        db,
        sighting("https://a/1"),
        sighting("https://b/1", "极氪", filler=2),
        sighting("https://c/1", "岚图", filler=3),
    )
    decide(db, decisions.accept)
    decide(db, decisions.reject, "极氪")
    assert verdicts(db) == [("https://a/1", True), ("https://b/1", False)]
    entry = judged(db, TOPIC)[0]
    assert entry.article.text[entry.start : entry.end] == entry.evidence


def test_evidence_that_nobody_has_seen_and_verdicts_taken_back_teach_nothing(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", "极氪", filler=2))
    decide(db, decisions.accept)
    decide(db, decisions.accept, "极氪")
    decide(db, corrections.undo, "极氪")
    put(db, sighting("https://a/2", filler=3))
    assert verdicts(db) == [("https://a/1", True)]


def test_a_rejection_stays_a_rejection_when_new_evidence_reopens_it(db: Session) -> None:
    put(db, sighting("https://a/1", confidence=0.5))
    decide(db, decisions.reject)
    put(db, sighting("https://a/2", filler=2, confidence=0.9))
    assert verdicts(db) == [("https://a/1", False)]


def test_the_seed_list_teaches_nothing(db: Session) -> None:
    put(db, sighting("https://a/1"))
    adopters.load_seed(db, SEED, NOW)
    assert verdicts(db) == []
