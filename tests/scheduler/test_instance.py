"""One scheduler a data folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.instance import AlreadyRunningError, check_free, holder, only_instance


def test_a_second_one_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    with only_instance(tmp_path):
        assert holder(tmp_path) == os.getpid()
        refusal = rf"at work on .* already \(process {os.getpid()}\)"
        with pytest.raises(AlreadyRunningError, match=refusal), only_instance(tmp_path):
            pass
        with pytest.raises(AlreadyRunningError, match=refusal):
            check_free(tmp_path)
    check_free(tmp_path)
    assert holder(tmp_path) is None


def test_a_process_that_was_killed_leaves_the_folder_free(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from scheduler.instance import only_instance\n"
        "with only_instance(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert holder(tmp_path) == other.pid
        other.kill()
        other.wait()
    with only_instance(tmp_path):
        assert holder(tmp_path) == os.getpid()
