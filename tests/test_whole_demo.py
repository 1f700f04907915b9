"""`make demo` does what it says: the list rebuilt from press pages alone, then extended; a second start goes on."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", "demo", "--once", "--folder", str(folder), "--press-port", "8793"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="one of the press sites needs the system's chromium")
def test_the_demo_rebuilds_the_list_from_press_pages_alone_and_extends_it(tmp_path):
    first = demo(tmp_path)
    assert first.returncode == 0, first.stdout[-2000:] + first.stderr[-2000:]
    assert "33 of 33 of the list of 2025-02-10 rebuilt; days right 33, sectors right 33" in first.stdout
    assert "43 of 43 further adopters" in first.stdout
    second = demo(tmp_path)
    assert second.returncode == 0, second.stdout[-2000:] + second.stderr[-2000:]
    assert ": unchanged" in second.stdout
