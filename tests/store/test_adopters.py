"""The list begins with the seed and grows from there."""

from datetime import date, timedelta

from pipeline.items import Adopter, DateBasis
from store import adopters, candidates, corrections, decisions
from store.db import Engine, Session, session
from store.views import State
from tests.store.build import NOW, TOPIC, one, put, sighting
from tests.store.test_decisions import decide

SEED = (
    Adopter(
        company="吉利",
        topic=TOPIC,
        sector="automotive",
        date=date(2025, 2, 6),
        date_basis=DateBasis.STATED,
        models=("R1",),
        product="星睿",
        evidence="吉利汽车与DeepSeek深度融合。",
        url="https://seed/1",
        outlet="种子",
        title="名单",
    ),
    Adopter(company="极氪", topic=TOPIC, sector="automotive", date=None, date_basis=DateBasis.UNKNOWN),
)


def test_an_empty_database_begins_from_the_seed_list(db: Session) -> None:
    assert adopters.load_seed(db, SEED, NOW) == 2
    first, second = adopters.list_adopters(db, TOPIC)
    assert (first.company, first.product, first.url, first.evidence) == (
        "吉利", "星睿", "https://seed/1", "吉利汽车与DeepSeek深度融合。"
    )  # fmt: skip
    assert (second.company, second.date, second.links) == ("极氪", None, ())
    assert candidates.waiting(db) == []


def test_loading_the_seed_again_adds_nothing(engine: Engine) -> None:
    for added in (2, 0):
        with session(engine) as db:
            assert adopters.load_seed(db, SEED, NOW) == added


def test_a_seed_entry_that_a_person_removed_stays_removed(db: Session) -> None:
    adopters.load_seed(db, SEED, NOW)
    decide(db, decisions.reject, "极氪")
    adopters.load_seed(db, SEED, NOW + timedelta(days=1))
    assert [entry.company for entry in adopters.list_adopters(db, TOPIC)] == ["吉利"]


def test_a_sighting_of_a_seed_company_is_a_confirmation(db: Session) -> None:
    adopters.load_seed(db, SEED, NOW)
    put(db, sighting("https://a/1", "极氪"))
    (confirmation,) = candidates.confirmations(db)
    assert (confirmation.company, confirmation.earlier) == ("极氪", True)
    assert candidates.waiting(db) == []


def test_a_candidate_that_was_crawled_before_the_seed_keeps_its_evidence(db: Session) -> None:
    put(db, sighting("https://a/1"))
    adopters.load_seed(db, SEED, NOW)
    (entry, _) = adopters.list_adopters(db, TOPIC)
    assert entry.links == ("https://seed/1", "https://a/1")
    assert candidates.confirmations(db) == []


def test_undoing_a_seed_entry_puts_it_before_a_person(db: Session) -> None:
    adopters.load_seed(db, SEED, NOW)
    decide(db, corrections.undo, "吉利")
    (view,) = candidates.waiting(db)
    assert (view.state, view.fields.company, view.fields.date) == (State.WAITING, "吉利", date(2025, 2, 6))
    assert one(db, "吉利").evidence == ()


def test_lists_of_two_topics_are_kept_apart(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", topic="kimi", filler=2))
    for view in candidates.waiting(db):
        decisions.accept(db, view.id, reviewer="li", at=NOW, version=view.version)
    assert [entry.url for entry in adopters.list_adopters(db, TOPIC)] == ["https://a/1"]
    assert [entry.url for entry in adopters.list_adopters(db, "kimi")] == ["https://b/1"]
