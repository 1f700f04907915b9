"""Sightings of one company and topic become one candidate with one date and one confidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gather import at_least_one, choose_date, company_key, gather
from pipeline.items import Candidate, Company, DateBasis, Kind, Sighting
from tests.store.build import FILLER, sighting

FEB = {day: date(2025, 2, day) for day in range(1, 29)}


class Names:
    """A registry of the companies given."""

    def __init__(self, *companies: Company) -> None:
        self.known = {name: company for company in companies for name in (company.name, *company.aliases)}

    def resolve(self, written: str) -> Company | None:
        return self.known.get(written)


NOBODY = Names()


def single(*sightings: Sighting, registry: Names = NOBODY) -> Candidate:
    (candidate,) = gather(sightings, registry)
    return candidate


def test_one_sighting_keeps_its_fields() -> None:
    found = sighting("https://a/1", models=("R1", "V3"), product="星睿", kind=Kind.ADAPTS)
    candidate = single(found)
    assert (candidate.company, candidate.sector, candidate.date, candidate.confidence) == (
        "吉利", "automotive", FEB[6], 0.8
    )  # fmt: skip
    assert (candidate.models, candidate.product, candidate.kind) == (("R1", "V3"), "星睿", Kind.ADAPTS)
    assert candidate.sightings == (found,)


def test_topics_are_kept_apart() -> None:
    assert len(gather([sighting("https://a/1"), sighting("https://a/1", topic="kimi")], NOBODY)) == 2


def test_the_registry_joins_names_that_it_has_learned_since() -> None:
    registry = Names(Company(name="PPIO派欧云", sector="cloud", aliases=("派欧算力云",)))
    candidate = single(
        sighting("https://a/1", "派欧算力云", known=False, sector="other"),
        sighting("https://b/1", "PPIO 派欧云", filler=2),
        registry=registry,
    )
    assert (candidate.company, candidate.known, candidate.sector) == ("PPIO派欧云", True, "cloud")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青云科技", "青云科技股份有限公司"),
        ("ＯＰＰＯ", "oppo"),
        ("PPIO 派欧云", "PPIO派欧云"),
        ("Acme, Inc.", "ACME"),
        ("长城·汽车", "长城汽车"),
    ],
)
def test_names_that_differ_in_form_only_are_one_company(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(("one", "other"), [("Cisco", "Cis"), ("吉利集团", "吉利"), ("有限公司", "股份有限公司")])
def test_names_that_differ_in_substance_are_two(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_the_earliest_day_that_a_text_gives_wins() -> None:
    candidate = single(
        sighting("https://a/1", day=FEB[8]),
        sighting("https://b/1", day=FEB[6], basis=DateBasis.RELATIVE, filler=2),
        sighting("https://c/1", day=FEB[9], basis=DateBasis.PUBLISHED, filler=3),
    )
    assert (candidate.date, candidate.date_basis, candidate.other_dates) == (
        FEB[6], DateBasis.RELATIVE, (FEB[8], FEB[9])
    )  # fmt: skip


def test_a_doubtful_sighting_has_no_say_in_the_date_but_stays_visible() -> None:
    candidate = single(sighting("https://a/1", confidence=0.9), sighting("https://b/1", day=FEB[1], confidence=0.3))
    assert (candidate.date, candidate.other_dates) == (FEB[6], (FEB[1],))


def test_what_was_printed_on_the_6th_was_not_first_announced_on_the_9th() -> None:
    stated = sighting("https://a/1", day=FEB[9]).announcement
    printed = sighting("https://b/1", day=FEB[6], basis=DateBasis.PUBLISHED).announcement
    doubtful = sighting("https://b/1", day=FEB[6], basis=DateBasis.PUBLISHED, confidence=0.7).announcement
    assert choose_date([stated, printed]) == (FEB[6], DateBasis.PUBLISHED)
    assert choose_date([stated, doubtful]) == (FEB[9], DateBasis.STATED)


def test_without_any_day_the_day_is_unknown() -> None:
    candidate = single(sighting("https://a/1", day=None, basis=DateBasis.UNKNOWN))
    assert (candidate.date, candidate.date_basis) == (None, DateBasis.UNKNOWN)


def test_independent_texts_raise_the_confidence_copies_do_not() -> None:
    text = "吉利汽车宣布与DeepSeek深度融合。" + FILLER[1] + FILLER[2] + FILLER[3]
    original = sighting("https://a/1", text=text, sentence="吉利汽车宣布与DeepSeek深度融合。")
    copy = sighting(
        "https://b/1",
        text="据悉，" + text + "（转自甲网）",
        sentence="吉利汽车宣布与DeepSeek深度融合。",
        confidence=0.7,
    )
    other = sighting("https://c/1", filler=2, confidence=0.5)
    assert (single(original, copy).confidence, single(original, copy).independent) == (0.8, 1)
    assert (single(original, copy, other).confidence, single(original, copy, other).independent) == (0.9, 2)


def test_models_are_united_the_most_often_named_first() -> None:
    candidate = single(
        sighting("https://a/1", models=("V3",)),
        sighting("https://b/1", models=("R1", "V3"), filler=2),
        sighting("https://c/1", models=("671B",), filler=3),
    )
    assert candidate.models == ("V3", "671B", "R1")


def test_the_sector_is_that_of_the_registry_else_what_most_trustworthy_sightings_say() -> None:
    votes = [
        sighting("https://a/1", sector="cloud", confidence=0.8),
        sighting("https://b/1", sector="chip", confidence=0.7, filler=2),
        sighting("https://c/1", sector="chip", confidence=0.7, filler=3),
    ]
    assert single(*votes).sector == "chip"
    assert single(*votes, registry=Names(Company(name="吉利", sector="automotive"))).sector == "automotive"


def test_the_most_probable_candidates_come_first_whatever_the_order_of_sightings() -> None:
    sightings = [sighting("https://a/1", "极氪", confidence=0.4), sighting("https://b/1", "吉利", confidence=0.9)]
    assert gather(sightings, NOBODY) == gather(sightings[::-1], NOBODY)
    assert [candidate.company for candidate in gather(sightings, NOBODY)] == ["吉利", "极氪"]


def test_no_sightings_give_no_candidates() -> None:
    assert gather([], NOBODY) == []


@given(st.lists(st.floats(0, 1), max_size=20))
def test_more_evidence_never_lowers_the_confidence(probabilities: list[float]) -> None:
    together = at_least_one(probabilities)
    assert 0 <= together <= 1
    assert all(together >= round(probability, 4) - 1e-4 for probability in probabilities)
