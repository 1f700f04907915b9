"""The extraction cases themselves are sound: readable, distinct, and their answers stand in their texts."""

import datetime as dt
from collections import Counter
from pathlib import Path

import yaml

from pipeline.items import DateBasis, Kind
from tests.pipeline.case_files import read_cases, read_open

ROOT = Path(__file__).parents[2]
CASES = read_cases()


def sectors() -> set[str]:
    document = yaml.safe_load((ROOT / "catalog" / "sectors.yaml").read_text(encoding="utf-8"))
    return {entry["name"] for entry in document["sectors"]}


def test_there_are_many_cases_of_many_phenomena():
    assert len(CASES) >= 150
    assert len({case.phenomenon for case in CASES}) >= 25


def test_no_two_cases_share_an_id():
    assert [name for name, times in Counter(case.id for case in CASES).items() if times > 1] == []


def test_no_two_cases_share_a_text():
    texts = Counter((case.title, case.text) for case in CASES)
    assert [text for text, times in texts.items() if times > 1] == []


def test_every_case_says_what_it_is_about_and_is_dated():
    assert [case.id for case in CASES if not case.says or not case.text] == []
    assert [case.id for case in CASES if not isinstance(case.published, dt.date)] == []


def test_sectors_kinds_and_date_bases_are_known():
    known, kinds, bases = sectors(), {str(kind) for kind in Kind}, {str(basis) for basis in DateBasis}
    wanted = [(case.id, expected) for case in CASES for expected in case.expect]
    assert [name for name, expected in wanted if not known.issuperset(expected.sectors)] == []
    assert [name for name, expected in wanted if not kinds.issuperset(expected.kinds)] == []
    assert [name for name, expected in wanted if expected.date_basis not in bases | {None}] == []


def test_no_expected_day_lies_after_the_publication():
    late = [case.id for case in CASES for expected in case.expect if expected.date and expected.date > case.published]
    assert late == []


def test_many_cases_are_traps_in_which_nothing_may_be_found():
    assert len([case for case in CASES if not case.expect]) >= 100


def test_the_open_list_names_existing_cases_and_gives_reasons():
    names = {case.id for case in CASES}
    assert [name for name in read_open() if name not in names] == []
    assert [name for name, reason in read_open().items() if not reason] == []
