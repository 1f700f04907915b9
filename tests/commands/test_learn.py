"""`adopters learn`: real texts ingested, decided on, and learnt from."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog_loader import load_registry, load_topic, load_weights
from cli import adopters
from pipeline.find import find_announcements
from pipeline.items import Article, DateBasis, Sighting
from settings import ROOT
from store import candidates, decisions
from store.db import open_store, session
from store.sightings import add_sightings

NOW = datetime(2025, 3, 1, tzinfo=UTC)
CATALOG = ROOT / "catalog"
NAMES = [
    "青穗",
    "岚川",
    "海枫",
    "江澜",
    "云屏",
    "石渡",
    "松岭",
    "汇沅",
    "北溟",
    "竹原",
    "望川",
    "金禾",
    "长亭",
    "白石",
    "丹枫",
]


@pytest.fixture
def decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database in which a reviewer accepts what a company's own statement says and rejects every bare headline."""
    monkeypatch.setenv("ADOPTERS_DATA_DIR", str(tmp_path))
    topic, registry = load_topic(CATALOG, "deepseek"), load_registry(CATALOG)
    engine = open_store(f"sqlite:///{tmp_path / 'adopters.db'}")
    with session(engine) as opened:
        for number, name in enumerate(NAMES):
            for kind, text in (
                ("科技股份有限公司", f"2月{number + 1}日，{name}科技股份有限公司宣布，公司平台已接入DeepSeek-R1。"),
                ("证券", f"{name}证券接入DeepSeek"),
            ):
                title = text if kind == "证券" else f"{name}新动向"
                article = Article(
                    url=f"https://news.example/{number}/{len(kind)}",
                    title=title,
                    text=text,
                    published=date(2025, 2, 20),
                    published_basis=DateBasis.STATED,
                )
                found = find_announcements(article, topic, registry)
                add_sightings(opened, [Sighting(announcement=item, article=article) for item in found], at=NOW)
        for view in candidates.waiting(opened, 100):
            act = decisions.reject if view.fields.company.endswith("证券") else decisions.accept
            act(opened, view.id, reviewer="examiner", at=NOW, version=view.version)
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(adopters, ["learn", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def confidence(weights: dict[str, float] | None, text: str) -> float:
    topic, registry = load_topic(CATALOG, "deepseek"), load_registry(CATALOG)
    article = Article(url="https://news.example/x", title=text, text=text)
    return find_announcements(article, topic, registry, *([weights] if weights else []))[0].confidence


def test_decisions_change_the_confidence_in_their_direction(decided):
    before = confidence(None, "湖岸证券接入DeepSeek")
    report = run()
    assert "before" in report
    assert "after" in report
    weights = load_weights(decided, "deepseek")
    assert weights is not None
    assert confidence(weights, "湖岸证券接入DeepSeek") < before


def test_a_dry_run_changes_nothing(decided):
    run("--dry-run")
    assert load_weights(decided, "deepseek") is None


def test_reset_goes_back_to_the_shipped_calibration(decided):
    run()
    assert "shipped" in run("--reset")
    assert load_weights(decided, "deepseek") is None


def test_without_decisions_the_shipped_calibration_serves(tmp_path, monkeypatch):
    monkeypatch.setenv("ADOPTERS_DATA_DIR", str(tmp_path))
    assert "Nothing was changed" in run()


def test_a_damaged_weights_file_is_named_with_the_remedy(tmp_path):
    from errors import CatalogError

    (tmp_path / "weights-deepseek.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(CatalogError, match="learn --reset"):
        load_weights(tmp_path, "deepseek")
