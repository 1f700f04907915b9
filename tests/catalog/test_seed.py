"""The list to begin from: 33 adopters of one article, with the words that prove each."""

import datetime as dt

import pytest

from catalog_loader import load_companies, load_sectors, load_seed
from errors import CatalogError
from pipeline.items import DateBasis
from settings import ROOT

CATALOG = ROOT / "catalog"
SEED = load_seed(CATALOG)


def test_the_list_begins_with_33_adopters():
    assert len(SEED) == 33


def test_every_adopter_comes_with_a_quotation_that_names_the_topic_and_the_article():
    for adopter in SEED:
        assert "DeepSeek" in adopter.evidence
        assert adopter.url == "https://new.qq.com/rain/a/20250210A07FP100"


def test_the_quotation_names_the_company_by_a_name_that_the_registry_knows():
    companies = {company.name: company for company in load_companies(CATALOG)}
    for adopter in SEED:
        company = companies[adopter.company]
        names = (company.name, *company.aliases, *company.weak_aliases)
        assert any(name in adopter.evidence for name in names), adopter.company


def test_ten_days_are_stated_and_the_others_are_unknown():
    stated = {adopter.company: adopter.date for adopter in SEED if adopter.date_basis is DateBasis.STATED}
    assert len(stated) == 10
    assert stated["微软"] == dt.date(2025, 1, 29)
    assert all(adopter.date is None for adopter in SEED if adopter.date_basis is DateBasis.UNKNOWN)


def test_sectors_are_of_the_taxonomy():
    assert {adopter.sector for adopter in SEED} <= {sector.name for sector in load_sectors(CATALOG)}


def test_another_topic_begins_with_nothing():
    assert load_seed(CATALOG, "kimi") == ()


def test_a_date_that_is_no_day_is_refused(tmp_path):
    (tmp_path / "adopters").mkdir()
    text = "topic: deepseek\nadopters:\n- {company: 甲, sector: bank, date: 2月6日}\n"
    (tmp_path / "adopters" / "x.yaml").write_text(text, "utf-8")
    with pytest.raises(CatalogError, match=r"x\.yaml:3: .*2025-02-10"):
        load_seed(tmp_path)
