"""The registry that is shipped holds together, and a broken one is refused with file, line and remedy."""

from pathlib import Path

import pytest

from catalog_loader import load_companies, load_registry, load_sectors, load_seed
from errors import CatalogError
from settings import ROOT

CATALOG = ROOT / "catalog"
COMPANIES = load_companies(CATALOG)
REGISTRY = load_registry(CATALOG)
NAMES = {company.name for company in COMPANIES}


def write(folder: Path, companies: str) -> Path:
    (folder / "sectors.yaml").write_text((CATALOG / "sectors.yaml").read_text("utf-8"), "utf-8")
    (folder / "companies.yaml").write_text(companies, "utf-8")
    return folder


def test_there_are_thirty_five_sectors_in_two_languages():
    sectors = load_sectors(CATALOG)
    assert len(sectors) == 35
    assert all(sector.zh and sector.en for sector in sectors)


def test_sectors_map_to_gbt_4754_sections():
    letters = set("ABCDEFGHIJKLMNOPQRST")
    assert all(sector.gbt and set(sector.gbt) <= letters for sector in load_sectors(CATALOG))


def test_sectors_map_to_gics_where_they_fit():
    gics = {
        "Energy", "Materials", "Industrials", "Consumer Discretionary", "Consumer Staples", "Health Care", "Financials",
        "Information Technology", "Communication Services", "Utilities", "Real Estate",
    }  # fmt: skip
    assert all(set(sector.gics) <= gics for sector in load_sectors(CATALOG))


def test_the_registry_spans_at_least_25_sectors():
    assert len({company.sector for company in COMPANIES}) >= 25


def test_every_seed_adopter_is_in_the_registry():
    assert {adopter.company for adopter in load_seed(CATALOG)} <= NAMES


def test_products_identify_their_company():
    owner = {alias: company.name for company in COMPANIES for alias in (*company.aliases, *company.brands)}
    assert owner["小艺"] == "华为"
    assert owner["星睿"] == "吉利"
    assert owner["元宝"] == "腾讯"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BMW", "宝马"), ("Geely", "吉利"), ("SAIC", "上汽集团"), ("Biren", "壁仞科技"), ("Iluvatar", "天数智芯"),
        ("PetroChina", "中国石油"), ("Postal Savings Bank", "邮储银行"), ("Sinolink Securities", "国金证券"),
        ("Tsinghua", "清华大学"), ("West China Hospital", "华西医院"), ("Shenzhen's Longgang District", "深圳市龙岗区"),
    ],
)  # fmt: skip
def test_names_of_english_language_news_lead_to_the_company(written, name):
    company = REGISTRY.resolve(written)
    assert company is not None
    assert company.name == name


@pytest.mark.parametrize("written", ["Honor", "Apple", "Oracle", "Meta", "Unity", "Box", "Keep", "Great Wall", "Shell"])
def test_a_name_that_is_an_english_word_counts_only_in_context(written):
    assert [mention.how for mention in REGISTRY.scan(written.lower())] == ["weak"]


def test_the_three_operators_are_the_three_operators():
    group = next(company for company in COMPANIES if company.name == "三大运营商")
    assert set(group.members) == {"中国移动", "中国电信", "中国联通"}


def test_a_cloud_with_its_own_name_has_its_own_entry_below_the_group():
    cloud = next(company for company in COMPANIES if company.name == "天翼云")
    assert cloud.parent == "中国电信"


def test_a_company_written_as_a_number_stays_text(tmp_path):
    companies = load_companies(write(tmp_path, "security:\n- {name: 360}\necommerce:\n- {name: 1688}\n"))
    assert [company.name for company in companies] == ["360", "1688"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("bank:\n- {name: 甲行, aliases: [行]}\n- {name: 乙行, aliases: [行]}\n", 3, "'行' is claimed by '甲行' and '乙行'"),
        ("bank:\n- {name: 甲行}\n- {name: 乙行, weak: [甲行]}\n", 3, "claimed"),
        ("bank:\n- {name: 甲行}\n- {name: 乙行, aliases: [ABC]}\n- {name: 丙行, brands: [ａbｃ]}\n", 4, "claimed"),
        ("bank:\n- {name: 甲行}\n- {name: 甲行}\n", 3, "appears twice"),
        ("bank:\n- {name: 甲行, parent: 乙行}\n", 2, "parent '乙行' is no company"),
        ("bank:\n- {name: 甲行, members: [乙行]}\n", 2, "members '乙行' is no company"),
        ("bank:\n- {name: 甲行, alias: [行]}\n", 2, "unknown field 'alias'"),
        ("bank:\n- {name: 甲行, also: [banking]}\n", 2, "'banking' is no sector"),
        ("bank:\n- {name: 甲行, name: 乙行}\n", 2, "appears twice"),
        ("bank:\n- {name: 甲行\n", 3, ""),
    ],
)  # fmt: skip
def test_a_broken_entry_is_refused_with_file_and_line(tmp_path, text, line, problem):
    with pytest.raises(CatalogError) as caught:
        load_companies(write(tmp_path, text))
    assert f"companies.yaml:{line}:" in str(caught.value)
    assert problem in str(caught.value)
    assert " - " in str(caught.value), "the message names a remedy"


def test_an_unknown_sector_is_refused(tmp_path):
    with pytest.raises(CatalogError, match="'banking' is no sector"):
        load_companies(write(tmp_path, "banking:\n- {name: 甲行}\n"))


def test_a_rule_gives_a_shared_alias_to_its_owner(tmp_path):
    text = "shared: {平安: 甲}\nbank:\n- {name: 乙, weak: [平安]}\n- {name: 甲, weak: [平安]}\n"
    weak = {company.name: company.weak_aliases for company in load_companies(write(tmp_path, text))}
    assert weak == {"甲": ("平安",), "乙": ()}


def test_a_rule_whose_owner_does_not_exist_is_refused(tmp_path):
    text = "shared: {平安: 丙}\nbank:\n- {name: 乙, weak: [平安]}\n- {name: 甲, weak: [平安]}\n"
    with pytest.raises(CatalogError, match="'丙', is no company"):
        load_companies(write(tmp_path, text))


def test_the_registry_holds_at_least_a_thousand_organisations():
    assert len(COMPANIES) >= 1000


def test_parents_never_run_in_a_circle():
    parents = {company.name: company.parent for company in COMPANIES}
    for name in parents:
        seen = [name]
        while above := parents[seen[-1]]:
            assert above not in seen, seen
            seen.append(above)


def test_english_names_are_latin_and_longer_than_two_letters():
    names = [company.name_en for company in COMPANIES if company.name_en]
    assert [name for name in names if len(name) < 3 or any("\u4e00" <= char <= "\u9fff" for char in name)] == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("bank", "not of the form sector TAB name"),
        ("bank\t", "not of the form"),
        ("bank\t甲行\t\t\t\t\t\t", "not of the form"),
        ("banking\t甲行", "'banking' is no sector"),
        ("bank\t乙行\t丙行", "'丙行' is claimed by '丙行' and '乙行'"),
        ("bank\t丙行", "appears twice"),
    ],
)
def test_a_broken_line_of_the_table_is_refused_with_file_and_line(tmp_path, line, problem):
    write(tmp_path, "bank:\n- {name: 丙行}\n")
    (tmp_path / "organisations.tsv").write_text(f"# head\n{line}\n", "utf-8")
    with pytest.raises(CatalogError) as caught:
        load_companies(tmp_path)
    assert "organisations.tsv:2:" in str(caught.value)
    assert problem in str(caught.value)


def test_the_table_gives_aliases_brands_and_weak_names(tmp_path):
    write(tmp_path, "bank:\n- {name: 丙行}\n")
    (tmp_path / "organisations.tsv").write_text(
        "bank\t甲行\t甲银行|甲商行\t小甲\t甲\tFirst Bank\nsecurity\t乙安\n", "utf-8"
    )
    _, first, second = load_companies(tmp_path)
    assert (first.aliases, first.brands, first.weak_aliases) == (("甲银行", "甲商行"), ("小甲",), ("甲",))
    assert (first.sector, first.name_en) == ("bank", "First Bank")
    assert (second.name, second.aliases, second.name_en) == ("乙安", (), None)
