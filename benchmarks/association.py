"""`python -m benchmarks.association FILE.jsonl ... [--write]`: fit the second reader's weights to labelled texts.

For every organisation that stands beside the topic in a sentence: is it an adopter? Learnt from all of them, those that
the grammar left out counting more, since only they will be asked about. Prints precision, recall and F1 of grammar and
second reader together, each text judged by weights fitted without it (five folds), by the threshold on the log odds.
`--write` puts weights fitted to all texts into `catalog/association.tsv`, which is what the product uses.
"""

import argparse
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from catalog_loader import load_registry, load_topic
from commands.extract import article_of
from pipeline.calibration import sigmoid
from pipeline.find import beside, find_announcements
from pipeline.gather import company_key
from pipeline.items import Topic
from pipeline.meaning.association import LEAST, refused, score
from pipeline.registry import Registry
from settings import ROOT

FOLDS = 5
FEWEST = 12  # sentences in which a feature must have been seen
SMALLEST = 0.05  # log odds that are worth a line
STRENGTH = 10.0  # precision of the prior that pulls every weight to zero
LEFT_OUT = 6.0  # what an organisation that the grammar left out counts, against one that it found
EPOCHS, RATE = 15, 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text: how the grammar alone did, and what stands beside the topic, with the answer."""

    fold: int
    right: int
    found: int
    wanted: int
    rows: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation beside the topic: what is seen in each sentence, whether it is an adopter, whether it was found."""

    seen: tuple[tuple[str, ...], ...]
    true: bool
    accepted: bool


def main() -> None:
    """Read, fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.association")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write catalog/association.tsv")
    options = parser.parse_args()
    if missing := [str(file) for file in options.files if not file.is_file()]:
        sys.exit(f"no such file: {', '.join(missing)} - name JSON Lines files with `title`, `text` and `adoptions`")
    catalog = ROOT / "catalog"
    topic, registry = replace(load_topic(catalog, "deepseek"), association={}), load_registry(catalog)
    texts = [text for file in options.files for text in read(file, topic, registry)]
    rows = [row for text in texts for row in text.rows]
    print(
        f"{len(texts)} texts, {len(rows)} organisations beside the topic, {sum(not r.accepted for r in rows)} left out"
    )
    table(texts)
    if options.write:
        write(catalog / "association.tsv", weights_of(texts))


def read(file: Path, topic: Topic, registry: Registry) -> Iterable[Text]:
    """The texts of a file as the grammar alone reads them."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = article_of(row)
        wanted = [
            {company_key(item[name]) for name in ("company", "company_as_written") if item.get(name)}
            for item in row["adoptions"]
        ]
        found = find_announcements(article, topic, registry)
        names = [{company_key(one.company), company_key(one.company_as_written)} for one in found]
        rows = []
        for who, (written, seen) in beside(article, topic, registry, everyone=True).items():
            keys = {company_key(who), company_key(written)}
            accepted = any(one.company == who for one in found) or any(keys & name for name in names)
            rows.append(Row(tuple(seen), any(keys & name for name in wanted), accepted))
        fold = int(hashlib.md5((file.name + str(row["id"])).encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
        yield Text(fold, sum(any(w & n for n in names) for w in wanted), len(found), len(wanted), tuple(rows))


def weights_of(texts: Sequence[Text]) -> dict[str, float]:
    """Weights fitted to all organisations of the texts: logistic regression with a Gaussian prior, by AdaGrad."""
    counts = Counter(feature for text in texts for row in text.rows for seen in row.seen for feature in seen)
    examples = [
        (
            ["bias", *(feature for feature in seen if counts[feature] >= FEWEST)],
            row.true,
            1.0 if row.accepted else LEFT_OUT,
        )
        for text in texts
        for row in text.rows
        for seen in row.seen
    ]
    weights: dict[str, float] = dict.fromkeys({feature for features, _, _ in examples for feature in features}, 0.0)
    moved = dict.fromkeys(weights, 1e-6)
    chance = random.Random(1)  # the same weights for the same texts
    for _ in range(EPOCHS):
        chance.shuffle(examples)
        for features, true, share in examples:
            error = share * (sigmoid(sum(weights[feature] for feature in features)) - true)
            for feature in features:
                slope = error + STRENGTH * weights[feature] / max(counts[feature], 1)
                moved[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(moved[feature])
    return weights


def table(texts: Sequence[Text]) -> None:
    """Precision, recall and F1 by threshold, each text judged by weights fitted without it."""
    fitted = [weights_of([text for text in texts if text.fold != fold]) for fold in range(FOLDS)]
    print("threshold  precision  recall  F1")
    for least in (99.0, 1.5, 1.0, LEAST, 0.3, 0.0):
        right = sum(text.right for text in texts)
        found = sum(text.found for text in texts)
        for text in texts:
            for row in text.rows:
                asked = [] if row.accepted else [seen for seen in row.seen if not refused(seen)]
                if asked and max(score(seen, fitted[text.fold]) for seen in asked) >= least:
                    found += 1
                    right += row.true
        precision, recall = right / max(found, 1), right / max(sum(text.wanted for text in texts), 1)
        name = "grammar" if least > 9 else f"{least:.1f}"
        print(f"{name:9}  {precision:9.3f}  {recall:6.3f}  {2 * precision * recall / (precision + recall):.3f}")


def write(file: Path, weights: Mapping[str, float]) -> None:
    """One feature a line, the strongest first."""
    kept = sorted(((w, f) for f, w in weights.items() if abs(w) >= SMALLEST), key=lambda pair: (-abs(pair[0]), pair[1]))
    head = "# Weights (log odds) of the second reader, fitted by `python -m benchmarks.association`; see docs/confidence.md.\n"
    file.write_text(head + "".join(f"{feature}\t{weight:.3f}\n" for weight, feature in kept), encoding="utf-8")
    print(f"{len(kept)} weights -> {file}")


if __name__ == "__main__":
    main()
