"""Who adopted, when, in which sector: every case of `cases/` read by the extraction, against its right answer.

A case that is still open stands in `cases/open.yaml` with the reason; once it passes, it must leave that list.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from catalog_loader import load_registry, load_topic
from pipeline.find import find_announcements
from pipeline.items import Announcement, Article, DateBasis, Topic
from pipeline.registry import Registry
from tests.pipeline.case_files import Case, Expected, read_cases, read_open

CATALOG = Path(__file__).parents[2] / "catalog"


@cache
def catalogue() -> tuple[Topic, Registry]:
    return load_topic(CATALOG, "deepseek"), load_registry(CATALOG)


def parameters() -> Iterator[object]:
    still_open = read_open()
    for case in read_cases():
        reason = still_open.get(case.id)
        marks = [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)] if reason else []
        yield pytest.param(case, id=f"{case.phenomenon}-{case.id}", marks=marks)


def pair(expected: tuple[Expected, ...], found: list[Announcement]) -> list[tuple[Expected, Announcement]] | None:
    """Every expected announcement with the one found for it; None when the companies differ in any way."""
    left, pairs = list(found), []
    for wanted in expected:
        hit = next((one for one in left if {one.company, one.company_as_written} & set(wanted.companies)), None)
        if hit is None:
            return None
        left.remove(hit)
        pairs.append((wanted, hit))
    return None if left else pairs


def differences(wanted: Expected, found: Announcement) -> Iterator[str]:
    if wanted.date and found.date != wanted.date:
        yield f"date {found.date} ({found.date_basis}), expected {wanted.date}"
    if wanted.date_none and found.date and found.date_basis != DateBasis.PUBLISHED:
        yield f"date {found.date} ({found.date_basis}), the text gives none"
    if wanted.date_basis and found.date_basis != wanted.date_basis:
        yield f"date basis {found.date_basis}, expected {wanted.date_basis}"
    if wanted.sectors and found.sector not in wanted.sectors:
        yield f"sector {found.sector}, expected {' or '.join(wanted.sectors)}"
    if wanted.kinds and found.kind not in wanted.kinds:
        yield f"kind {found.kind}, expected {' or '.join(wanted.kinds)}"
    if wanted.models is not None and set(found.models) != wanted.models:
        yield f"models {sorted(found.models)}, expected {sorted(wanted.models)}"
    if wanted.product and wanted.product not in (found.product or ""):
        yield f"product {found.product}, expected {wanted.product}"


def told(case: Case, found: list[Announcement], problems: list[str]) -> str:
    """The case as a person would tell it: what it is about, the text, what was expected, what was found."""
    expected = [" / ".join(wanted.companies) for wanted in case.expect] or ["nothing"]
    names = [f"{one.company} (as written {one.company_as_written}; {', '.join(one.rules)})" for one in found] or [
        "nothing"
    ]
    lines = [case.says, f"  title: {case.title}", f"  text: {case.text}"]
    lines += [f"  expected: {', '.join(expected)}", f"  found: {', '.join(names)}"]
    return "\n".join(lines + [f"  {problem}" for problem in problems])


@pytest.mark.parametrize("case", parameters())
def test_the_case_is_read_as_a_careful_person_would(case: Case) -> None:
    topic, registry = catalogue()
    article = Article(
        url=f"https://cases.test/{case.id}",
        title=case.title,
        text=case.text,
        published=case.published,
        published_basis=DateBasis.STATED,
    )
    found = find_announcements(article, topic, registry)
    pairs = pair(case.expect, found)
    assert pairs is not None, told(case, found, ["the companies differ"])
    problems = [f"{one.company}: {line}" for wanted, one in pairs for line in differences(wanted, one)]
    assert not problems, told(case, found, problems)
    for one in found:
        source = case.title if one.evidence_in == "title" else case.text
        assert source[one.start : one.end] == one.evidence, told(case, found, ["the evidence is not where it says"])
