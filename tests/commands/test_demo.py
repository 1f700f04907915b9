"""`adopters demo` does the whole job on press sites of this machine, and goes on where it stopped."""

import functools
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from commands import demo
from settings import ROOT
from tests.commands.workplace import Workplace, problem
from tests.pressroom import Pressroom


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.setattr(demo, "_pressroom", lambda: functools.partial(Pressroom, ["geely", "voyah", "gac", "byd"]))
    return Workplace(tmp_path, monkeypatch, {"ADOPTERS_CHROMIUM": "/no/browser"})


def start(place: Workplace) -> str:
    result = place.run("demo", "--once", "--press-port", "0")
    assert result.exit_code == 0, result.output
    return result.output


def test_it_rebuilds_what_the_sites_announce_and_the_second_start_goes_on(place: Workplace) -> None:
    first = start(place)
    assert "begins with the 33 adopters of the seed list" in first
    assert "2 of 2 of the list of 2025-02-10 rebuilt; days right 2, sectors right 2" in first
    assert "1 of 1 further adopters found" in first
    assert "Going on where the last start stopped (demo-data): 33 on the list, 0 rejected, 1 waiting." in start(place)


def test_a_site_that_needs_a_browser_is_left_out_with_a_word_where_there_is_none(place: Workplace) -> None:
    output = start(place)
    assert "Left out: 比亚迪" in output
    assert "ADOPTERS_CHROMIUM" in output
    assert "byd" not in output


def test_it_never_touches_the_live_database(place: Workplace) -> None:
    live = place.folder / "live.db"
    place.monkeypatch.setenv("ADOPTERS_DATABASE_URL", f"sqlite:///{live}")
    start(place)
    assert not live.exists()
    with sqlite3.connect(place.folder / "demo-data" / "adopters.db") as db:
        assert db.execute("select count(*) from candidate").fetchone()[0] >= 34


def test_ctrl_c_during_the_crawl_ends_it_and_the_next_start_goes_on(place: Workplace) -> None:
    folder = str(place.folder / "demo-data")
    arguments = [sys.executable, "-m", "cli", "demo", "--folder", folder, "--press-port", "0", "--port", "0"]
    heard = functools.partial(
        signal.signal, signal.SIGINT, signal.default_int_handler
    )  # a shell's background job ignores it
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=heard) as started:
        assert started.stdout is not None
        for line in started.stdout:
            if "[ 1/" in line:
                started.send_signal(signal.SIGINT)
                break
        rest = started.stdout.read()
    assert started.returncode == 0, rest
    assert "goes on from here" in rest
    assert "Going on where the last start stopped" in place.run("demo", "--once", "--press-port", "0").output


def test_a_wrong_setting_is_said_before_anything_starts(place: Workplace) -> None:
    place.monkeypatch.setenv("ADOPTERS_RETRIES", "many")
    assert "ADOPTERS_RETRIES" in problem(place.run("demo", "--once", "--press-port", "0"))
    assert not (place.folder / "demo-data").exists()
