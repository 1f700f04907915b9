"""Builds articles with announcements for the tests of the store and the exports."""

from datetime import UTC, date, datetime

from pipeline.items import Announcement, Article, DateBasis, Kind, Sighting
from store import candidates
from store.db import Session
from store.sightings import Added, add_article
from store.views import CandidateView

NOW = datetime(2025, 2, 6, 8, 0, tzinfo=UTC)
TOPIC = "deepseek"
FILLER = {  # three texts that share nothing
    1: "该公司表示，今后将继续投入研发，为用户带来更自然的交互体验，首批车型将在春季陆续升级。",
    2: "业内人士认为，开源模型降低了门槛，中小企业也能用得起大模型，竞争将转向应用与服务。",
    3: "会上还展示了新的座舱系统，现场观众可以通过语音规划行程、查询说明书以及控制空调。",
}


def sighting(
    url: str,
    company: str = "吉利",
    *,
    sentence: str = "",
    text: str = "",
    filler: int = 1,
    confidence: float = 0.8,
    day: date | None = date(2025, 2, 6),
    basis: DateBasis = DateBasis.STATED,
    sector: str = "automotive",
    models: tuple[str, ...] = ("R1",),
    product: str | None = None,
    outlet: str = "示例网",
    known: bool = True,
    written: str = "",
    topic: str = TOPIC,
    kind: Kind = Kind.INTEGRATES,
    published: date | None = date(2025, 2, 7),
) -> Sighting:
    """One announcement in one article, the evidence at its right place."""
    sentence = sentence or f"{company}宣布与DeepSeek完成深度融合（{url[-12:]}）。"
    text = text or f"{url}\n2月6日消息，{sentence}{FILLER[filler]}\n{FILLER[filler][::-1]}"
    start = text.index(sentence)
    article = Article(
        url=url,
        title=f"{company}接入DeepSeek",
        text=text,
        published=published,
        published_basis=DateBasis.PUBLISHED,
        language="zh",
        outlet=outlet,
    )
    announcement = Announcement(
        company=company,
        company_as_written=written or company,
        known=known,
        topic=topic,
        date=day,
        date_basis=basis,
        sector=sector,
        kind=kind,
        evidence=sentence,
        start=start,
        end=start + len(sentence),
        confidence=confidence,
        models=models,
        product=product,
        rules=("announces",),
        extractor_version="1",
    )
    return Sighting(announcement=announcement, article=article)


def put(db: Session, *sightings: Sighting, source: str = "it-news", at: datetime = NOW) -> list[Added]:
    """Each sighting's article into the store."""
    return [add_article(db, found.article, [found.announcement], at=at, source=source) for found in sightings]


def one(db: Session, company: str) -> CandidateView:
    """The candidate of that name, whatever its state."""
    from pipeline.gather import company_key

    found = candidates.by_company(db, company_key(company), TOPIC)
    assert found is not None
    return found
