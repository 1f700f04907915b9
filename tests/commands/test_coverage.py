"""`adopters sources coverage` and `suggest`, over a real catalogue and a real database."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog_loader import load_seed
from commands import coverage, suggest
from errors import CatalogError
from pipeline.items import Adopter, Company, DateBasis, Source
from settings import ROOT, Settings, get_settings
from store import adopters as stored
from store import db
from store import sources as source_states

NOW = dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    monkeypatch.setenv("ADOPTERS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("ADOPTERS_DATABASE_URL", raising=False)
    get_settings.cache_clear()
    yield get_settings()
    get_settings.cache_clear()


def without_source(folder: Path, *companies: str) -> Path:
    """A copy of the catalogue in which nobody watches these companies."""
    shutil.copytree(ROOT / "catalog", folder)
    for file in (folder / "sources").glob("*.yaml"):
        lines = file.read_text("utf-8").splitlines()
        gone = {f"  company: {company}" for company in companies}
        file.write_text("\n".join(line for line in lines if line not in gone), "utf-8")
    return folder


def source(slug: str, company: str | None, **more) -> Source:
    return Source(slug=slug, name=slug, url=f"https://{slug}.example/news", company=company, **more)


def adopter(company: str, *links: str) -> Adopter:
    return Adopter(
        company=company, topic="deepseek", sector="bank", date=None, date_basis=DateBasis.UNKNOWN, links=links
    )


def test_every_vendor_of_the_seed_list_is_covered_and_nothing_is_created(settings):
    result = CliRunner().invoke(coverage.command, ["--seed"])
    assert result.exit_code == 0
    for entry in load_seed(ROOT / "catalog"):
        assert entry.company in result.stdout
    assert "NONE" not in result.stdout
    assert "33 of 33" in result.stderr
    assert not settings.data_dir.exists()


def test_a_brand_is_watched_through_its_group(settings):
    rows = {row.company: row for row in coverage.collect(settings)}
    assert rows["移动云"].through == "中国移动"
    assert rows["微软"].through == "微软"


def test_a_seed_vendor_without_a_source_is_an_error_that_names_it(settings, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "ADOPTERS_CATALOG_DIR", str(without_source(tmp_path / "catalog", "魅族", "星纪魅族", "吉利控股"))
    )
    get_settings.cache_clear()
    result = CliRunner().invoke(coverage.command, ["--seed"])
    assert isinstance(result.exception, CatalogError)
    assert result.exception.exit_code == 1
    assert "魅族" in str(result.exception)
    assert "adopters sources add" in str(result.exception)


def test_last_success_and_last_announcement_come_from_the_polls(settings):
    settings.data_dir.mkdir()
    with db.session(db.open_store(settings.database)) as session:
        source_states.succeeded(session, "honor", at=NOW, announcements=2)
    result = CliRunner().invoke(coverage.command, ["--json"])
    rows = {row["company"]: row for row in json.loads(result.stdout)}
    assert rows["荣耀"]["last_success"] == "2026-03-01T08:00:00+00:00"
    assert rows["荣耀"]["last_announcement"] == "2026-03-01T08:00:00+00:00"
    assert rows["OPPO"]["last_success"] is None


def test_a_source_of_ones_own_counts(settings):
    own = settings.data_dir / "sources"
    own.mkdir(parents=True)
    text = "sources:\n- {slug: mine, name: 苏商, url: https://s.example/news, company: 苏商银行}\n"
    (own / "mine.yaml").write_text(text, "utf-8")
    rows = {row.company: row for row in coverage.collect(settings)}
    assert rows["苏商银行"].sources == ("mine",)


def test_a_company_in_accepted_news_without_a_source_is_suggested(settings):
    settings.data_dir.mkdir()
    with db.session(db.open_store(settings.database)) as session:
        stored.load_seed(session, [adopter("苏商银行"), adopter("荣耀")], NOW)
    result = CliRunner().invoke(suggest.command, ["--json"])
    assert [row["company"] for row in json.loads(result.stdout)] == ["苏商银行"]


def test_without_a_database_the_seed_list_is_looked_at(settings):
    names = [row.company for row in suggest.collect(settings)]
    assert "移动云" in names
    assert not settings.data_dir.exists()


def test_a_suggestion_says_where_to_look():
    companies = {
        "甲": Company(name="甲", sector="bank", name_en="Jia Bank", parent="乙"),
        "乙": Company(name="乙", sector="bank"),
    }
    sources = [
        source("yi", "乙"),
        source("jia", "甲", enabled=False, notes="off: needs a token"),
        source("news", None, role="media"),
    ]
    links = ("https://www.jia.example/1", "https://www.jia.example/2", "https://news.example/3")
    row = suggest.suggest([adopter("甲", *links)], companies, sources)[0]
    assert row.name_en == "Jia Bank"
    assert row.group == row.watched_through == "乙"
    assert row.off == ("jia (off: needs a token)",)
    assert row.hosts == ("jia.example",)
    assert row.articles == 3


def test_an_organisation_that_nobody_listed_is_suggested_too():
    row = suggest.suggest([adopter("新公司", "https://new.example/a")], {}, [])[0]
    assert (row.company, row.watched_through, row.hosts) == ("新公司", "", ("new.example",))


def test_the_company_with_the_most_news_comes_first():
    rows = suggest.suggest(
        [adopter("甲", "https://a.example"), adopter("乙", "https://b.example", "https://c.example")], {}, []
    )
    assert [row.company for row in rows] == ["乙", "甲"]
