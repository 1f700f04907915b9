"""Nothing a person decided is ever lost, and nobody overwrites anybody."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from errors import DecisionError, StaleCandidateError, StoreError
from pipeline.items import DateBasis, Kind, Verdict
from store import adopters, candidates, corrections, decisions
from store.db import Engine, Session, session
from store.tables import Decision
from store.views import State
from tests.store.build import FILLER, NOW, TOPIC, one, put, sighting

HOUR = timedelta(hours=1)


def decide(db: Session, verb, company: str = "吉利", at=NOW, reviewer: str = "li", **more):
    view = one(db, company)
    return verb(db, view.id, reviewer=reviewer, at=at, version=view.version, **more)


def names(db: Session, as_of=None) -> list[str]:
    return [entry.company for entry in adopters.list_adopters(db, TOPIC, as_of)]


def test_an_accepted_candidate_is_on_the_list_with_its_evidence(db: Session) -> None:
    put(db, sighting("https://a/1", product="星睿"))
    decide(db, decisions.accept)
    (entry,) = adopters.list_adopters(db, TOPIC)
    assert (entry.company, entry.sector, entry.date, entry.models, entry.product) == (
        "吉利", "automotive", date(2025, 2, 6), ("R1",), "星睿"
    )  # fmt: skip
    assert (entry.url, entry.outlet, entry.added_at, entry.links) == ("https://a/1", "示例网", NOW, ("https://a/1",))
    assert entry.evidence.startswith("吉利宣布")
    assert candidates.waiting(db) == []


def test_corrections_go_into_the_list_and_the_extraction_stays_beside(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept, fields={"company": "吉利汽车", "date": "2025-02-05", "sector": "automotive"})
    view = one(db, "吉利")
    assert (view.fields.company, view.fields.date, view.fields.date_basis) == (
        "吉利汽车", date(2025, 2, 5), DateBasis.STATED
    )  # fmt: skip
    assert (view.extracted.company, view.extracted.date) == ("吉利", date(2025, 2, 6))
    assert view.edited == {"company", "date"}
    assert names(db) == ["吉利汽车"]


def test_a_crawl_never_overwrites_an_edited_field(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.edit, fields={"date": date(2025, 2, 4), "models": ["V3"], "kind": Kind.DEPLOYS})
    put(db, sighting("https://b/1", day=date(2025, 2, 1), models=("671B",), filler=2, confidence=0.99))
    view = one(db, "吉利")
    assert (view.fields.date, view.fields.models, view.fields.kind) == (date(2025, 2, 4), ("V3",), Kind.DEPLOYS)
    assert view.extracted.date == date(2025, 2, 1)


def test_a_crawl_never_changes_an_accepted_entry(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept)
    before = adopters.list_adopters(db, TOPIC)[0]
    put(db, sighting("https://b/1", day=date(2025, 2, 1), sector="cloud", filler=2, confidence=0.99))
    after = adopters.list_adopters(db, TOPIC)[0]
    assert (after.date, after.sector, after.evidence) == (before.date, before.sector, before.evidence)
    assert set(after.links) == {"https://a/1", "https://b/1"}


def test_new_evidence_for_a_listed_company_is_a_confirmation_not_a_candidate(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept)
    assert candidates.confirmations(db) == []
    (added,) = put(db, sighting("https://b/1", day=date(2025, 2, 1), filler=2))
    (confirmation,) = candidates.confirmations(db)
    assert (added.new, added.confirmed) == ((), (confirmation.candidate_id,))
    assert (confirmation.company, confirmation.earlier, confirmation.evidence.fresh) == ("吉利", True, True)
    assert candidates.waiting(db) == []
    assert candidates.counts(db).confirmations == 1


def test_a_confirmation_that_was_looked_at_is_gone(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept)
    put(db, sighting("https://b/1", filler=2))
    decide(db, decisions.edit, fields={})
    assert candidates.confirmations(db) == []
    with pytest.raises(DecisionError, match="nothing was changed"):
        decide(db, decisions.edit, fields={})


def test_a_rejected_candidate_does_not_come_back_for_more_of_the_same(db: Session) -> None:
    long = FILLER[1] + FILLER[2] + FILLER[3]
    first = sighting("https://a/1", text=f"传吉利接入DeepSeek。{long}", sentence="传吉利接入DeepSeek。", confidence=0.6)
    put(db, first)
    decide(db, decisions.reject)
    copy = sighting(
        "https://b/1", text=f"传吉利接入DeepSeek。{long}（完）", sentence="传吉利接入DeepSeek。", confidence=0.9
    )
    weaker = sighting("https://c/1", filler=2, confidence=0.5)
    assert [added.reopened for added in put(db, copy, weaker)] == [(), ()]
    assert candidates.waiting(db) == []


def test_a_rejected_candidate_comes_back_with_materially_new_evidence_and_says_so(db: Session) -> None:
    put(db, sighting("https://a/1", confidence=0.6))
    decide(db, decisions.reject, note="只是传闻")
    (added,) = put(db, sighting("https://b/1", filler=2, confidence=0.95), at=NOW + HOUR)
    (view,) = candidates.waiting(db)
    assert added.reopened == (view.id,)
    assert view.reopened is not None
    assert (view.reopened.at, view.reopened.former_confidence) == (NOW + HOUR, 0.6)
    assert [shown.url for shown in view.evidence if shown.fresh] == ["https://b/1"]
    assert view.last_decision is not None
    assert (view.last_decision.verdict, view.last_decision.note) == (Verdict.REJECT, "只是传闻")
    assert candidates.counts(db).reopened == 1


def test_extracting_a_rejected_article_again_does_not_bring_it_back(db: Session) -> None:
    put(db, sighting("https://a/1", confidence=0.6))
    decide(db, decisions.reject)
    put(db, sighting("https://a/1", confidence=0.99))
    assert candidates.waiting(db) == []


@pytest.mark.parametrize("verb", [decisions.accept, decisions.reject])
def test_undo_restores_the_state_before(db: Session, verb) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.edit, fields={"sector": "cloud"})
    before = one(db, "吉利")
    decide(db, verb)
    act = decide(db, corrections.undo, reviewer="wang")
    after = one(db, "吉利")
    assert (after.state, after.fields, after.edited) == (State.WAITING, before.fields, before.edited)
    assert (act.verdict, names(db)) == (Verdict.UNDO, [])


def test_undo_again_goes_one_step_further_back(db: Session) -> None:
    put(db, sighting("https://a/1"))
    original = one(db, "吉利").fields
    decide(db, decisions.edit, fields={"sector": "cloud"})
    decide(db, decisions.accept)
    decide(db, corrections.undo)
    decide(db, corrections.undo)
    assert one(db, "吉利").fields == original
    with pytest.raises(DecisionError, match="no decision to undo"):
        decide(db, corrections.undo)


def test_undo_keeps_evidence_that_came_meanwhile(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept)
    put(db, sighting("https://b/1", filler=2))
    decide(db, corrections.undo)
    assert one(db, "吉利").sightings == 2


def test_the_last_decision_of_a_reviewer_is_found_for_the_undo_key(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", "极氪", filler=2))
    decide(db, decisions.accept)
    decide(db, decisions.accept, "极氪")
    last = decisions.last_by(db, "li")
    assert last is not None
    assert last.candidate_id == one(db, "极氪").id
    decide(db, corrections.undo, "极氪")
    last = decisions.last_by(db, "li")
    assert last is not None
    assert last.candidate_id == one(db, "吉利").id
    assert decisions.last_by(db, "wang") is None


def test_a_second_reviewer_is_told_instead_of_overwriting(engine: Engine) -> None:
    with session(engine) as db:
        put(db, sighting("https://a/1"))
        seen = one(db, "吉利")
    with session(engine) as db:
        decisions.reject(db, seen.id, reviewer="li", at=NOW, version=seen.version)
    with (
        session(engine) as db,
        pytest.raises(StaleCandidateError, match=r"li changed it \(reject, 2025-02-06 08:00 UTC"),
    ):
        decisions.accept(db, seen.id, reviewer="wang", at=NOW, version=seen.version)
    with session(engine) as db:
        assert one(db, "吉利").state is State.REJECTED
        assert len(decisions.history(db, seen.id)) == 1


def test_of_two_reviewers_at_the_same_moment_exactly_one_decides(engine: Engine) -> None:
    from threading import Barrier, Thread

    with session(engine) as db:
        put(db, sighting("https://a/1"))
        seen = one(db, "吉利")
    start, outcomes = Barrier(2), []

    def act(reviewer: str, verb) -> None:
        start.wait()
        try:
            with session(engine) as own:
                verb(own, seen.id, reviewer=reviewer, at=NOW, version=seen.version)
            outcomes.append("done")
        except StaleCandidateError:
            outcomes.append("told")

    threads = [Thread(target=act, args=pair) for pair in (("li", decisions.accept), ("wang", decisions.reject))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "told"]


def test_evidence_that_changes_what_was_shown_makes_the_view_stale(db: Session) -> None:
    put(db, sighting("https://a/1"))
    seen = one(db, "吉利")
    put(db, sighting("https://b/1", filler=2))  # says the same: the reviewer is not disturbed
    assert one(db, "吉利").version == seen.version
    put(db, sighting("https://c/1", day=date(2025, 2, 1), filler=3))
    with pytest.raises(StaleCandidateError, match="new evidence changed it while you looked at it"):
        decisions.accept(db, seen.id, reviewer="li", at=NOW, version=seen.version)


def test_a_field_that_does_not_fit_is_named(db: Session) -> None:
    put(db, sighting("https://a/1"))
    for given, message in (
        ({"date": "6 February"}, "field 'date': '6 February' does not fit - write a day as 2025-02-06"),
        ({"colour": "red"}, "field 'colour': there is no such field"),
        ({"company": "  "}, "field 'company'.*give a name"),
        ({"models": "R1"}, "field 'models'.*give a list"),
    ):
        with pytest.raises(DecisionError, match=message):
            decide(db, decisions.accept, fields=given)
    assert names(db) == []


def test_deciding_on_nothing_or_twice_is_an_error(db: Session) -> None:
    put(db, sighting("https://a/1"))
    with pytest.raises(DecisionError, match="candidate 99: there is no such candidate"):
        decisions.accept(db, 99, reviewer="li", at=NOW, version=1)
    decide(db, decisions.accept)
    with pytest.raises(DecisionError, match="is on the list already"):
        decide(db, decisions.accept)


def test_the_database_refuses_to_change_or_delete_a_decision(engine: Engine) -> None:
    with session(engine) as db:
        put(db, sighting("https://a/1"))
        decide(db, decisions.accept)
    for statement in (
        update(Decision).values(reviewer="nobody"),
        delete(Decision),
        text("DELETE FROM decision WHERE id = 1"),
        text(
            "INSERT OR REPLACE INTO decision SELECT * FROM decision"
            if engine.dialect.name == "sqlite"
            else "TRUNCATE decision CASCADE"
        ),
    ):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(statement)


def test_the_code_refuses_to_change_a_decision(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.accept)
    row = db.get_one(Decision, 1)
    row.reviewer = "nobody"
    with pytest.raises(StoreError, match="decision 1: decisions are append-only"):
        db.flush()
    db.rollback()


def test_history_tells_the_whole_story(db: Session) -> None:
    put(db, sighting("https://a/1"))
    decide(db, decisions.edit, fields={"sector": "cloud"}, at=NOW)
    decide(db, decisions.accept, reviewer="wang", at=NOW + HOUR)
    story = decisions.history(db, one(db, "吉利").id)
    assert [(act.verdict, act.reviewer, act.decided_at) for act in story] == [
        (Verdict.EDIT, "li", NOW),
        (Verdict.ACCEPT, "wang", NOW + HOUR),
    ]
    assert (story[0].before["fields"]["sector"], story[0].after["fields"]["sector"]) == ("automotive", "cloud")


def test_the_list_as_it_stood_earlier(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", "极氪", filler=2))
    decide(db, decisions.accept, at=NOW)
    decide(db, decisions.accept, "极氪", at=NOW + HOUR)
    decide(db, decisions.reject, at=NOW + 2 * HOUR)
    assert names(db, NOW - HOUR) == []
    assert names(db, NOW) == ["吉利"]
    assert names(db, NOW + HOUR) == ["吉利", "极氪"]
    assert names(db) == ["极氪"]
