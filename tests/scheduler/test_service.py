"""The scheduler as `adopters run` starts it: polls at once, ends in good order, goes on where it stopped."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
import yaml

from settings import ROOT
from store import polls, sources
from store.db import open_store, reading
from store.views import PollOutcome
from tests.site import Answer, Asked, Site, listing


@pytest.mark.slow
def test_run_polls_at_once_serves_the_page_and_goes_on_after_a_restart(tmp_path: Path, site: Site) -> None:
    gate = threading.Event()  # the second article does not come before the first run has stopped
    rows = [(f"/news/{n}.html", f"远景汽车新闻第{n}期:供应商大会顺利召开", f"2025-02-0{n}") for n in range(1, 5)]
    site.pages["/news/"] = listing(*rows)
    held = threading.Event()

    def second(asked: Asked) -> Answer:
        held.set()
        gate.wait(20)
        return Answer("<html><head><title>late</title></head><body><p>too late</p></body></html>")

    for path, title, _ in rows:
        site.pages[path] = (
            f"<html><head><title>{title}</title></head><body><p>{'供应商大会顺利召开。' * 40}</p></body></html>"
        )
    site.pages[rows[1][0]] = second
    own = tmp_path / "data" / "sources"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(
        yaml.safe_dump({"sources": [{"slug": "site", "name": "Site", "url": f"{site.url}/news/"}]}),
        encoding="utf-8",
    )
    catalog = tmp_path / "catalog"
    shutil.copytree(ROOT / "catalog", catalog, ignore=shutil.ignore_patterns("sources"))
    (catalog / "sources").mkdir()
    environment = {
        **os.environ,
        "ADOPTERS_DATA_DIR": str(tmp_path / "data"),
        "ADOPTERS_CATALOG_DIR": str(catalog),
        "ADOPTERS_PORT": "0",
        "ADOPTERS_DOWNLOAD_DELAY": "0",
        "ADOPTERS_ALLOWED_PRIVATE_HOSTS": f'["{site.host}"]',
        "ADOPTERS_TIMEOUT": "2",
        "PYTHONUNBUFFERED": "1",
    }
    first = _start(environment)
    address = _until(first, r"Review page: (\S+)")
    assert httpx.get(address, timeout=10).status_code == 200
    assert held.wait(30)
    first.send_signal(signal.SIGINT)
    out, _ = first.communicate(timeout=40)
    assert first.returncode == 0, out
    assert "goes on from here" in out
    gate.set()
    engine = open_store(f"sqlite:///{tmp_path / 'data' / 'adopters.db'}")
    with reading(engine) as opened:
        assert polls.latest(opened, "site")[0].outcome is PollOutcome.INTERRUPTED
        assert sources.due(opened, [site.source()], polls.latest(opened)[0].started_at)

    again = _start(environment)
    _until(again, r"(site: 4 links, \d new)")
    again.send_signal(signal.SIGTERM)
    again.communicate(timeout=40)
    asked = site.paths()
    assert {path for path in asked if path.endswith(".html")} == {path for path, _, _ in rows}
    assert asked.count(rows[0][0]) == 1


def _start(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "run"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until(process: "subprocess.Popen[str]", pattern: str) -> str:
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if match := re.search(pattern, line):
            return match[1]
    raise AssertionError(f"{pattern!r} never came:\n" + "".join(seen))
