"""One scheduler a data folder: a lock that the operating system releases when its process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from errors import AdoptersError
from settings import writable

NAME = "run.lock"


class AlreadyRunningError(AdoptersError):
    """Another process schedules crawls for the same data folder."""


@contextmanager
def only_instance(data_dir: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises AlreadyRunningError with the number of the process that holds it."""
    with (writable(data_dir) / NAME).open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise _held(data_dir, _pid(data_dir)) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def check_free(data_dir: Path) -> None:
    """Raise AlreadyRunningError as `only_instance` would, without holding anything."""
    if (pid := holder(data_dir)) is not None:
        raise _held(data_dir, pid)


def _held(data_dir: Path, pid: int | None) -> AlreadyRunningError:
    who = pid if pid and pid > 0 else "unknown"
    return AlreadyRunningError(
        f"'adopters run' is at work on {data_dir} already (process {who})",
        "use that one, stop it, or set ADOPTERS_DATA_DIR to another folder",
    )


def holder(data_dir: Path) -> int | None:
    """The number of the process that schedules crawls for this folder; None when there is none."""
    try:
        with (data_dir / NAME).open("a+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _pid(data_dir) or -1
    except OSError:  # no such folder, or not ours to write in: nobody can hold it for us
        return None
    return None


def _pid(data_dir: Path) -> int | None:
    text = (data_dir / NAME).read_text(encoding="ascii").strip()
    return int(text) if text.isdigit() else None
