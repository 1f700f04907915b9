"""`python -m benchmarks.calibration [FILE.jsonl ...]`: does the confidence mean what it says?

Reads labelled texts (by default those of ../shared/gold), compares the confidence of every announcement with whether it
is right, and prints a reliability table: of announcements said to be right with probability p, the share that is.
`--fit` also prints weights refitted to these texts, cross-validated.
"""

import argparse
import json
import sys
from pathlib import Path

from catalog_loader import load_registry, load_topic
from commands.extract import article_of
from pipeline.calibration import Example, cross_validated, fit, measure, probability, reliability
from pipeline.find import company_features
from pipeline.gather import company_key
from pipeline.meaning.features import WEIGHTS
from settings import ROOT

GOLD = ROOT.parent / "shared" / "gold"


def examples(files: list[Path]) -> list[Example]:
    """The features of every announcement found, and whether a person found it too."""
    catalog = ROOT / "catalog"
    topic, registry = load_topic(catalog, "deepseek"), load_registry(catalog)
    found: list[Example] = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            wanted = {
                company_key(item[name]) for item in row["adoptions"] for name in ("company", "company_as_written")
            }
            for item in row["adoptions"]:
                known = registry.resolve(item["company"])
                if known is not None:
                    wanted.add(company_key(known.name))
            for company, features in company_features(article_of(row), topic, registry).items():
                found.append((features, company_key(company) in wanted))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration")
    parser.add_argument("files", nargs="*", type=Path, default=[GOLD / "articles.jsonl", GOLD / "headlines.jsonl"])
    parser.add_argument("--fit", action="store_true", help="print refitted weights")
    options = parser.parse_args()
    if not all(file.is_file() for file in options.files):
        sys.exit("labelled texts are missing: name JSON Lines files with `title`, `text` and `adoptions`")
    rows = examples(options.files)
    pairs = [(probability(features, WEIGHTS), true) for features, true in rows]
    shipped, fitted = measure(pairs), cross_validated(rows, WEIGHTS)
    print(f"{len(rows)} announcements, {sum(true for _, true in rows)} right")
    print(f"shipped weights          Brier {shipped.brier:.4f}  log loss {shipped.log_loss:.4f}")
    print(f"refitted, 5-fold kept back  Brier {fitted.brier:.4f}  log loss {fitted.log_loss:.4f}")
    print("confidence    said  right  announcements")
    for low, high, said, right, count in reliability(pairs, bins=10):
        print(f"{low:4.0%} - {high:4.0%}  {said:5.2f}  {right:5.2f}  {count:13}")
    if options.fit:
        for name, weight in sorted(fit(rows, WEIGHTS).items()):
            print(f"{name}: {weight:.2f}")


if __name__ == "__main__":
    main()
