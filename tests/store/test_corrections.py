"""Merging and splitting candidates are decisions like others: nothing is lost, everything can be taken back."""

from datetime import date

import pytest

from errors import DecisionError
from pipeline.items import Verdict
from store import adopters, candidates, corrections, decisions
from store.db import Session
from store.views import State
from tests.store.build import NOW, TOPIC, one, put, sighting
from tests.store.test_decisions import decide


def merge(db: Session, company: str, into: str):
    return decide(db, corrections.merge, company, into=one(db, into).id)


@pytest.fixture
def two(db: Session) -> Session:
    put(
        db,
        sighting("https://a/1", "PPIO", known=False),
        sighting("https://b/1", "派欧云", filler=2, day=date(2025, 2, 1)),
    )
    return db


def test_merged_candidates_are_one_with_the_evidence_of_both(two: Session) -> None:
    merge(two, "PPIO", "派欧云")
    (view,) = candidates.waiting(two)
    assert (view.fields.company, view.sightings, list(view.merged.values())) == ("派欧云", 2, ["PPIO"])
    assert {shown.url for shown in view.evidence} == {"https://a/1", "https://b/1"}
    assert candidates.counts(two).merged == 1


def test_future_sightings_follow_the_merge(two: Session) -> None:
    merge(two, "PPIO", "派欧云")
    put(two, sighting("https://c/1", "PPIO", filler=3))
    (view,) = candidates.waiting(two)
    assert view.sightings == 3


def test_a_split_gives_back_both_as_they_were(two: Session) -> None:
    before = {name: (one(two, name).fields, one(two, name).sightings) for name in ("PPIO", "派欧云")}
    act = merge(two, "PPIO", "派欧云")
    merged = candidates.get(two, act.candidate_id)
    assert merged.merged_into == one(two, "派欧云").id
    corrections.split(two, merged.id, reviewer="li", at=NOW, version=merged.version)
    assert {name: (one(two, name).fields, one(two, name).sightings) for name in before} == before
    assert [act.verdict for act in decisions.history(two, merged.id)] == [Verdict.MERGE, Verdict.SPLIT]


def test_undo_takes_a_merge_back_and_a_split_too(two: Session) -> None:
    number, into = merge(two, "PPIO", "派欧云").candidate_id, one(two, "派欧云").id

    def act(verb, **more) -> int | None:
        verb(two, number, reviewer="li", at=NOW, version=candidates.get(two, number).version, **more)
        return candidates.get(two, number).merged_into

    assert act(corrections.undo) is None
    assert act(corrections.merge, into=into) == into
    assert act(corrections.split) is None
    assert act(corrections.undo) == into
    assert act(corrections.undo) is None


def test_a_chain_of_merges_ends_in_one_and_comes_apart_in_any_order(two: Session) -> None:
    put(two, sighting("https://d/1", "欧云科技", filler=3))
    first = merge(two, "PPIO", "派欧云").candidate_id
    merge(two, "派欧云", "欧云科技")
    assert one(two, "PPIO").fields.company == "欧云科技"
    assert one(two, "欧云科技").sightings == 3
    view = candidates.get(two, first)
    corrections.split(two, first, reviewer="li", at=NOW, version=view.version)
    assert one(two, "欧云科技").sightings == 2
    assert one(two, "PPIO").sightings == 1


def test_merging_into_a_listed_company_adds_its_evidence_there(two: Session) -> None:
    decide(two, decisions.accept, "派欧云")
    merge(two, "PPIO", "派欧云")
    (entry,) = adopters.list_adopters(two, TOPIC)
    assert entry.links == ("https://b/1", "https://a/1")
    assert candidates.confirmations(two) == []


def test_two_listed_companies_become_one_entry(two: Session) -> None:
    decide(two, decisions.accept, "派欧云")
    decide(two, decisions.accept, "PPIO")
    number = merge(two, "PPIO", "派欧云").candidate_id
    assert [entry.company for entry in adopters.list_adopters(two, TOPIC)] == ["派欧云"]
    corrections.undo(two, number, reviewer="li", at=NOW, version=candidates.get(two, number).version)
    assert len(adopters.list_adopters(two, TOPIC)) == 2


def test_merges_that_make_no_sense_are_refused(two: Session) -> None:
    with pytest.raises(DecisionError, match="cannot be merged into itself"):
        merge(two, "PPIO", "PPIO")
    decide(two, decisions.accept, "PPIO")
    with pytest.raises(DecisionError, match="only the first is on the list - merge"):
        merge(two, "PPIO", "派欧云")
    number = merge(two, "派欧云", "PPIO").candidate_id
    view = candidates.get(two, number)
    with pytest.raises(DecisionError, match="decide on that one, or split them first"):
        decisions.accept(two, number, reviewer="li", at=NOW, version=view.version)
    with pytest.raises(DecisionError, match="is not merged"):
        decide(two, corrections.split, "PPIO")


def test_a_name_that_another_candidate_has_asks_for_a_merge(two: Session) -> None:
    with pytest.raises(DecisionError, match="company 'PPIO': is candidate 1 already - merge 2 into 1 instead"):
        decide(two, decisions.edit, "派欧云", fields={"company": "PPIO"})


def test_sightings_under_a_corrected_name_find_the_candidate(two: Session) -> None:
    decide(two, decisions.edit, "派欧云", fields={"company": "PPIO派欧云"})
    (added,) = put(two, sighting("https://e/1", "PPIO派欧云", filler=3))
    assert added.new == ()
    assert one(two, "派欧云").sightings == 2


def test_the_seed_list_is_loaded_once_and_never_over_a_decision(db: Session) -> None:
    from tests.store.test_adopters import SEED

    put(db, sighting("https://a/1", "极氪"))
    decide(db, decisions.reject, "极氪")
    assert adopters.load_seed(db, SEED, NOW) == 1
    assert one(db, "极氪").state is State.REJECTED
