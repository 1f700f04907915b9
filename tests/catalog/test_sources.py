"""The sources that are shipped cover the market, are honest about what is known, and a broken one is refused."""

import re
from pathlib import Path

import pytest

from catalog_loader import load_companies, load_seed, load_sources
from errors import CatalogError
from settings import ROOT

CATALOG = ROOT / "catalog"
SOURCES = load_sources(CATALOG)
COMPANIES = {company.name: company for company in load_companies(CATALOG)}
ENABLED = [source for source in SOURCES if source.enabled]
WATCHED = {source.company for source in ENABLED if source.company}


def write(folder: Path, text: str, name: str = "one.yaml") -> Path:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "sources" / name).write_text(text, "utf-8")
    return folder


def watched(company: str | None) -> bool:
    while company and company not in WATCHED:
        company = COMPANIES[company].parent
    return company is not None


@pytest.mark.parametrize("adopter", [adopter.company for adopter in load_seed(CATALOG)])
def test_every_seed_adopter_or_its_group_has_a_source(adopter):
    assert watched(adopter)


def test_at_least_90_further_vendors_are_watched():
    assert len(WATCHED - {adopter.company for adopter in load_seed(CATALOG)}) >= 90


def test_at_least_15_news_and_wire_listings_are_watched():
    assert sum(source.role in ("wire", "media") for source in ENABLED) >= 15


def test_vendors_are_watched_in_every_sector_that_the_issue_names():
    sectors = {COMPANIES[company].sector for company in WATCHED}
    assert sectors >= {
        "automotive", "chip", "operating_system", "server_hardware", "pc", "home_appliance", "enterprise_software",
        "bank", "securities_fund", "insurance", "telecom", "healthcare", "education", "government", "energy_power",
    }  # fmt: skip


def test_every_company_of_a_source_is_in_the_registry():
    assert {source.company for source in SOURCES if source.company} <= set(COMPANIES)


def test_no_address_is_called_verified_without_a_reference():
    assert [source.slug for source in SOURCES if source.certainty != "unverified" and not source.reference] == []


def test_a_source_that_is_off_says_why():
    assert [source.slug for source in SOURCES if not source.enabled and not source.notes.startswith("off: ")] == []


def test_an_enabled_address_leaves_only_the_time_to_be_filled_in():
    left = {name for source in ENABLED for name in re.findall(r"[{<](\w+)[}>]", source.url)}
    assert left <= {"yyyy", "mm", "dd", "yyyymm", "unix_ms"}


def test_article_patterns_are_regular_expressions():
    for source in SOURCES:
        re.compile(source.article_url or "")


def test_a_source_of_ones_own_is_read_after_the_catalogue(tmp_path):
    write(tmp_path / "catalog", "sources:\n- {slug: a, name: A, url: https://a.example/news}\n")
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.yaml").write_text("sources:\n- {slug: b, name: B, url: https://b.example/news}\n", "utf-8")
    sources = load_sources(tmp_path / "catalog", [own, tmp_path / "absent"])
    assert [source.slug for source in sources] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("sources:\n- {slug: a, name: A, url: https://a.example}\n- {slug: a, name: B, url: https://b.example}\n", 3, "'a' appears twice"),
        ("sources:\n- slug: a\n  name: A\n  url: ftp://a.example\n", 2, "url"),
        ("sources:\n- {slug: A B, name: A, url: https://a.example}\n", 2, "slug"),
        ("sources:\n- {slug: a, name: A}\n", 2, "url"),
        ("sources:\n- {slug: a, name: A, url: https://a.example, selecters: {}}\n", 2, "selecters"),
        ("sources:\n- {slug: a, name: A, url: https://a.example, poll_minutes: 0}\n", 2, "poll_minutes"),
        ("sources:\n- {slug: a, name: A, url: https://a.example, api: {method: PUT}}\n", 2, "api.method"),
        ("sources:\n- slug: a\n  slug: b\n", 3, "appears twice"),
        ("sources:\n- [a\n", 3, ""),
    ],
)  # fmt: skip
def test_a_broken_source_is_refused_with_file_line_and_remedy(tmp_path, text, line, problem):
    with pytest.raises(CatalogError) as caught:
        load_sources(write(tmp_path, text))
    assert f"one.yaml:{line}:" in str(caught.value)
    assert problem in str(caught.value)
    assert " - " in str(caught.value)


def test_the_same_slug_in_two_files_names_both(tmp_path):
    write(tmp_path, "sources:\n- {slug: a, name: A, url: https://a.example}\n", "one.yaml")
    write(tmp_path, "sources:\n- {slug: a, name: B, url: https://b.example}\n", "two.yaml")
    with pytest.raises(CatalogError, match=r"two\.yaml:2: .*one\.yaml:2"):
        load_sources(tmp_path)
