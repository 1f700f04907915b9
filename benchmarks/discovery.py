"""How much of the pressroom discovery finds, shape by shape: `python -m benchmarks.discovery [SITE...]`.

Every site is walked twice over real HTTP: with its address alone, and with the lines of data that its shape needs.
Printed are the articles found, links that are no articles, and titles and days that differ from the truth.
"""

import sys
import time

from settings import Settings
from tests.pressroom import Pressroom
from tests.spiders.discovery.walk import Score, score, walk


def main() -> None:
    """Walk, compare, print."""
    started = time.perf_counter()
    with Pressroom(only=sys.argv[1:] or None) as room:
        settings = Settings(allowed_private_hosts=room.hosts, timeout=10)
        bare: list[Score] = []
        hinted: list[Score] = []
        for slug, site in room.sites.items():
            alone = score(walk(room.source(slug, hints=False), settings), site)
            told = score(walk(room.source(slug), settings), site) if site.hints else alone
            bare.append(alone)
            hinted.append(told)
            print(f"{site.shape:24} {slug:18} {line(alone)}{'   with hints: ' + line(told) if site.hints else ''}")
    taken = time.perf_counter() - started
    print(
        f"\n{len(bare)} shapes in {taken:.0f} s: {perfect(bare)} perfect with the address alone, "
        f"{perfect(hinted)} with at most three lines of data"
    )


def line(result: Score) -> str:
    """One walk in short."""
    marks = "ok  " if result.perfect else "FAIL"
    return (
        f"{marks} {len(result.missing)} missing, {len(result.strangers)} no articles, "
        f"{len(result.titles)} titles and {len(result.days)} days differ"
    )


def perfect(results: list[Score]) -> int:
    """How many walks found everything and nothing else."""
    return sum(result.perfect for result in results)


if __name__ == "__main__":
    main()
