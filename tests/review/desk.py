"""A small stored world for the review tests: four candidates, one of them hostile, one already on the list."""

from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.items import Adopter, Announcement, Article, DateBasis, Kind, Sighting
from settings import Settings
from store.adopters import load_seed
from store.db import open_store, session
from store.sightings import add_sightings

NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
HOSTILE = "<script>document.title='owned'</script>"


def sighting(company: str, sentence: str, *, confidence: float, url: str, **more: object) -> Sighting:
    """An announcement of `company` whose evidence is `sentence`, in the middle of a short article."""
    text = f"今日要闻如下。{sentence}业内人士对此表示关注。\n下一段与此无关。"
    start = text.index(sentence)
    article = Article(
        url=url,
        title=f"{company}相关新闻",
        text=text,
        published=date(2025, 2, 20),
        published_basis=DateBasis.STATED,
        language="zh",
        outlet="晨报",
    )
    values: dict = {
        "company": company,
        "company_as_written": company,
        "known": False,
        "topic": "deepseek",
        "date": date(2025, 2, 19),
        "date_basis": DateBasis.STATED,
        "sector": "manufacturing",
        "kind": Kind.INTEGRATES,
        "evidence": sentence,
        "start": start,
        "end": start + len(sentence),
        "confidence": confidence,
        "models": ("R1",),
        "product": None,
        "rules": ("subject + 接入 + topic",),
    }
    return Sighting(announcement=Announcement(**(values | more)), article=article)


def settings(folder: Path) -> Settings:
    """Settings whose data lie in `folder`; the page listens on a free port."""
    return Settings(data_dir=folder, port=0, reviewer="examiner")


def fill(folder: Path) -> Settings:
    """The stored world."""
    own = settings(folder)
    engine = open_store(own.database)
    seed = Adopter(
        company="零跑", topic="deepseek", sector="automotive", date=date(2025, 2, 8), date_basis=DateBasis.STATED
    )
    sightings = [
        sighting(
            "岚川电气", "岚川电气宣布旗下巡检平台接入DeepSeek-R1。", confidence=0.97, url="https://news.example/1"
        ),
        sighting(
            "青穗种业",
            "青穗种业的育种助手已经部署DeepSeek。",
            confidence=0.9,
            url="https://news.example/2",
            kind=Kind.DEPLOYS,
        ),
        sighting("海枫医院", f"海枫医院{HOSTILE}上线DeepSeek问诊。", confidence=0.8, url="https://news.example/3"),
        sighting(
            "零跑",
            "零跑的智能座舱已接入DeepSeek。",
            confidence=0.95,
            url="https://news.example/4",
            date=date(2025, 2, 7),
            sector="automotive",
        ),
        sighting("江澜证券", "江澜证券完成DeepSeek本地化部署。", confidence=0.6, url="javascript:alert(1)"),
    ]
    with session(engine) as opened:
        load_seed(opened, [seed], NOW)
        add_sightings(opened, sightings, at=NOW)
    engine.dispose()
    return own
