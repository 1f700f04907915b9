"""How long the store's queries take with 100,000 announcements: `python -m benchmarks.store [--url URL] [--scale N]`.

Fills an empty database (a temporary SQLite file unless --url names one), then times what the review page and the
crawler ask. Figures are milliseconds: median and 95th percentile of the runs.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from pipeline.items import Announcement, Article, DateBasis, Kind
from store import adopters, candidates, decisions, pages, tables
from store.articles import keep
from store.db import Engine, Session, open_store, reading, session
from store.inserts import insert_once
from store.sightings import add_article
from store.summary import refresh
from store.views import State

START = datetime(2025, 2, 1, tzinfo=UTC)
SECTORS = ("cloud", "automotive", "bank", "chip", "media", "hospital", "phone")


def main() -> None:
    """Fill, measure, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--url", default="", help="an empty database")
    options.add_argument("--scale", type=int, default=100_000, help="announcements")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(given.url or f"sqlite:///{folder}/bench.db")
        begun = time.perf_counter()
        fill(engine, given.scale)
        print(f"{engine.dialect.name}: {given.scale} announcements filled in {time.perf_counter() - begun:.0f} s")
        measure(engine)
        engine.dispose()


def fill(engine: Engine, scale: int) -> None:
    """Companies with as many announcements as the world has them: few with very many, many with few."""
    dice = random.Random(1)
    companies = [f"公司{number:05d}" for number in range(max(scale // 20, 20))]
    weights = [1 / (rank + 5) for rank in range(len(companies))]
    articles = scale // 2
    with session(engine) as db:
        for at in range(0, articles, 5000):
            numbers = range(at, min(at + 5000, articles))
            insert_once(db, tables.Article, [_article(number) for number in numbers])
        rows = [_candidate(number, company) for number, company in enumerate(companies, 1)]
        insert_once(db, tables.Candidate, rows)
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < scale:
            chosen = dice.choices(range(1, len(companies) + 1), weights, k=10_000)
            pairs.update((dice.randint(1, articles), company) for company in chosen[: scale - len(pairs)])
        ordered = sorted(pairs)
        for at in range(0, scale, 5000):
            insert_once(db, tables.Announcement, [_announcement(dice, *pair) for pair in ordered[at : at + 5000]])
    with session(engine) as db:
        for number in range(1, len(companies) + 1):
            refresh(db, db.get_one(tables.Candidate, number))
            if number % 200 == 0:
                db.flush()
                db.expunge_all()
    with session(engine) as db:
        for view in candidates.find(db, State.WAITING, limit=len(companies) // 3):
            verb = decisions.accept if view.id % 2 else decisions.reject
            verb(db, view.id, reviewer="bench", at=START, version=view.version)


def measure(engine: Engine) -> None:
    """Time each query and print a line for it."""
    with reading(engine) as db:
        most = max(candidates.find(db, None, limit=100), key=lambda view: view.sightings)
    urls = [f"https://site{number % 97}.example/{number}" for number in range(200)]
    queries: dict[str, Callable[[Session], object]] = {
        "queue, first page of 50": lambda db: candidates.waiting(db),
        "queue, page 11": lambda db: candidates.waiting(db, offset=500),
        "queue, one sector": lambda db: candidates.waiting(db, sector="bank"),
        "queue, one source": lambda db: candidates.waiting(db, source="source-7"),
        "queue, text search": lambda db: candidates.waiting(db, text="公司042 接入"),
        "queue, number waiting": lambda db: candidates.number(db),
        "counts": lambda db: candidates.counts(db),
        "confirmations": lambda db: candidates.confirmations(db),
        f"one candidate, {most.sightings} sightings": lambda db: candidates.get(db, most.id),
        "the list": lambda db: adopters.list_adopters(db, "deepseek"),
        "200 addresses known?": lambda db: pages.known(db, urls),
    }
    for name, query in queries.items():
        print(_line(name, [_timed(engine, query, reading) for _ in range(40)]))
    for name, company in (
        ("add an article, small company", "公司04999"),
        (f"add an article, {most.sightings} sightings", most.fields.company),
    ):
        times = []
        for number in range(15):
            article, claim = _new(f"{company}-{number}", company)
            times.append(_timed(engine, lambda db, a=article, c=claim: add_article(db, a, [c], at=START), session))
        print(_line(name, times))
    with session(engine) as db:
        article, _ = _new("long", "公司00001", 5000)
        begun = time.perf_counter()
        keep(db, article, "bench", START)
        print(f"{'sketch and keep a text of 5,000 characters':44s} {(time.perf_counter() - begun) * 1000:8.1f}")


def _timed(engine: Engine, query: Callable[[Session], object], opener: Callable[[Engine], object]) -> float:
    begun = time.perf_counter()
    with opener(engine) as db:  # type: ignore[attr-defined]
        query(db)
    return (time.perf_counter() - begun) * 1000


def _line(name: str, times: list[float]) -> str:
    return f"{name:44s} {statistics.median(times):8.1f} {sorted(times)[int(len(times) * 0.95)]:8.1f}"


def _article(number: int) -> dict[str, object]:
    return {
        "url": f"https://site{number % 97}.example/{number}",
        "source": f"source-{number % 150}",
        "title": f"第{number}篇",
        "text": f"第{number}篇正文。" * 100,
        "published": date(2025, 2, 1) + timedelta(days=number % 300),
        "published_basis": "stated",
        "outlet": f"网站{number % 97}",
        "group_id": number + 1,
        "stored_at": START,
    }


def _candidate(number: int, company: str) -> dict[str, object]:
    return {
        "root_id": number,  # ids are given in the order of insertion
        "key": company,
        "name_key": company,
        "topic": "deepseek",
        "company": company,
        "first_seen_at": START,
        "last_seen_at": START,
    }


def _announcement(dice: random.Random, article: int, company: int) -> dict[str, object]:
    name = f"公司{company - 1:05d}"
    return {
        "article_id": article,
        "candidate_id": company,
        "source": f"source-{(article - 1) % 150}",
        "company_key": name,
        "company": name,
        "company_as_written": name,
        "topic": "deepseek",
        "date": date(2025, 2, 1) + timedelta(days=dice.randint(0, 300)),
        "date_basis": "stated",
        "sector": SECTORS[company % len(SECTORS)],
        "kind": "integrates",
        "models": ["R1"],
        "evidence": f"{name}宣布接入DeepSeek，第{article}篇。",
        "evidence_in": "text",
        "start": 0,
        "end": 20,
        "before": "前文。" * 20,
        "after": "后文。" * 20,
        "confidence": round(dice.uniform(0.2, 0.6), 3),
        "found_at": START,
    }


def _new(name: str, company: str, length: int = 1500) -> tuple[Article, Announcement]:
    dice = random.Random(name)
    sentence = f"{company}宣布接入DeepSeek（{name}）。"
    text = sentence + "".join(chr(dice.randint(0x4E00, 0x9000)) for _ in range(length))
    article = Article(url=f"https://new.example/{name}", title=name, text=text, published=date(2025, 3, 1))
    announcement = Announcement(
        company=company,
        company_as_written=company,
        known=False,
        topic="deepseek",
        date=date(2025, 3, 1),
        date_basis=DateBasis.STATED,
        sector="cloud",
        kind=Kind.INTEGRATES,
        evidence=sentence,
        start=0,
        end=len(sentence),
        confidence=0.5,
    )
    return article, announcement


if __name__ == "__main__":
    main()
