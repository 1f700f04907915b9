"""The bars for real pages, where the shared collection is present: it is not part of this repository."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.parse import command

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES, SCORER = SHARED / "pages" / "articles.jsonl", SHARED / "score" / "score_pages.py"

pytestmark = pytest.mark.skipif(not (PAGES.exists() and SCORER.exists()), reason=f"no shared pages in {SHARED}")


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    out = tmp_path_factory.mktemp("scores") / "parsed.jsonl"
    result = CliRunner().invoke(command, [str(PAGES), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(PAGES.read_text(encoding="utf-8").splitlines())
    assert not any("error" in json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    printed = subprocess.run([sys.executable, SCORER, PAGES, out], capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^(\w+): pages \d+ title ([\d.]+) date ([\d.]+) .* F1 ([\d.]+)", printed, re.M)
    return {label: tuple(map(float, numbers)) for label, *numbers in found}


def test_titles_days_and_bodies_of_all_pages(scores):
    title, date, body = scores["all"]
    assert title >= 0.93
    assert date >= 0.985
    assert body >= 0.95


def test_titles_and_days_of_chinese_pages(scores):
    title, date, _ = scores["zh"]
    assert title >= 0.93
    assert date >= 0.985
