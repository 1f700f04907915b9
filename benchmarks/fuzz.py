"""`python -m benchmarks.fuzz [--texts 10000]`: the slowest of many random texts, in milliseconds of processor time.

The texts are rows of the grammar's own words, names, marks and odd characters (those of tests/pipeline/test_find_fuzz.py),
so that every rule is met in every company. A pattern that runs away would show as a text of seconds.
"""

import argparse
import random
import time

from catalog_loader import load_registry, load_topic
from pipeline.find import find_announcements
from pipeline.items import Article
from settings import ROOT
from tests.pipeline.test_find_fuzz import PIECES


def main() -> None:
    """Read the texts, print how long they took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    topic, registry = load_topic(ROOT / "catalog", "deepseek"), load_registry(ROOT / "catalog")
    chance = random.Random(options.seed)
    find_announcements(
        Article(url="", title="", text="华为接入DeepSeek"), topic, registry
    )  # compiled before the clock runs
    taken = []
    for _ in range(options.texts):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60)))
        started = time.thread_time()
        find_announcements(Article(url="", title="", text=text), topic, registry)
        taken.append((time.thread_time() - started) * 1000)
    taken.sort()
    mean, most = sum(taken) / len(taken), taken[int(len(taken) * 0.999)]
    print(f"{len(taken)} texts: mean {mean:.2f} ms, 99.9 % below {most:.1f} ms, slowest {taken[-1]:.1f} ms")


if __name__ == "__main__":
    main()
