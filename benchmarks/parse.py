"""Pages read per second beside trafilatura, one core, one run: `python -m benchmarks.parse [MANIFEST]`.

MANIFEST is what `adopters parse` takes (default ../shared/pages/articles.jsonl where it exists, else the fixtures of
the tests). First every page is read by both; then both get a mix in which one page in twenty names the topic, and
`may_mention` puts the others aside before they are decoded. Trafilatura gets the decoded text and is asked for what
we give: title, date, body. The two take turns page by page, so that a busy machine slows both alike.
"""

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import trafilatura

from catalog_loader import load_topic
from commands.jsonl import load_page
from pipeline.decode import decode
from pipeline.glance import may_mention
from pipeline.items import Page
from pipeline.read import read_page

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "pages" / "articles.jsonl"
MIX = 20  # one page in so many names the topic


def main() -> None:
    """Load, measure, print."""
    pages = load(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    size = sum(len(page.body) for page in pages) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} KB on average, one core")
    topic = load_topic(ROOT / "catalog", "deepseek")
    about = [named(page) for page in pages]
    mixed = [about[i] if i % MIX == 0 else page for i, page in enumerate(pages)]

    def read_if_named(page: Page) -> object:
        return may_mention(page, topic) and read_page(page)

    for warm in (pages[0], about[0]):
        read_page(warm), by_trafilatura(warm), may_mention(warm, topic)
    report("every page read", pages, read_page)
    report(f"1 page in {MIX} names the topic", mixed, read_if_named)


def load(manifest: Path) -> list[Page]:
    """The pages of a manifest, or the fixtures of the tests when there is none."""
    if manifest.exists():
        rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [load_page(row, manifest.parent) for row in rows]
    print(f"{manifest} is not there: the few small fixtures of the tests stand in, for a rough figure only")
    files = sorted((ROOT / "tests" / "pipeline" / "pages").glob("*.html"))
    now = dt.datetime.now(dt.UTC)
    return [Page(url="https://www.example.com/news/1", body=file.read_bytes(), fetched_at=now) for file in files * 10]


def named(page: Page) -> Page:
    """The page with the topic's name in its body."""
    body = page.body.replace(b"</p>", b" DeepSeek</p>", 1)
    return replace(page, body=body if body != page.body else page.body + b"<p>DeepSeek</p>")


def by_trafilatura(page: Page) -> object:
    """Title, date and body by trafilatura."""
    return trafilatura.bare_extraction(decode(page.body)[0], url=page.url or None, with_metadata=True)


def report(label: str, pages: Sequence[Page], ours: Callable[[Page], object]) -> None:
    """Time both over the same pages, taking turns, and print pages per second and their ratio."""
    spent = [0.0, 0.0]
    for page in pages:
        for which, read in enumerate((ours, by_trafilatura)):
            begun = time.perf_counter()
            read(page)
            spent[which] += time.perf_counter() - begun
    rates = [len(pages) / seconds for seconds in spent]
    print(
        f"{label:28} adopters {rates[0]:7.1f} pages/s   trafilatura {rates[1]:6.1f} pages/s   {rates[0] / rates[1]:.1f}x"
    )


if __name__ == "__main__":
    main()
