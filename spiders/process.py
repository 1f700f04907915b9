"""Runs a Scrapy process beside this one: its work goes in as one line of JSON, its answers come out line by line.

Twisted's reactor cannot be started twice in a process; a process of its own also gives all memory back.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from settings import ROOT

log = logging.getLogger(__name__)

GRACE = 8.0  # seconds that the child gets to end by itself, then again that long before it is killed

Child = subprocess.Popen[str]


@contextmanager
def running(module: str, work: Any) -> Iterator[Child]:
    """`python -m MODULE` with its work; read `stdout` to the end. On leaving early the child is ended in good order.

    Its standard input stays open: when this process dies, the child sees the end of it and ends, too.
    """
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=Path.cwd(),
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C at the terminal reaches us alone, and we end the child
    )
    assert child.stdin is not None
    try:
        with suppress(BrokenPipeError):  # it died at once: its exit status tells
            child.stdin.write(json.dumps(work) + "\n")
            child.stdin.flush()
        yield child
        child.wait()
    finally:
        end(child)


def end(child: Child) -> None:
    """Ask the child to end, twice, then kill it."""
    for how in (signal.SIGINT, signal.SIGTERM):
        if child.poll() is None:
            child.send_signal(how)
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                log.warning("process %d does not end after %s", child.pid, how.name)
    if child.poll() is None:
        child.kill()
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


@contextmanager
def stopped_by(stop: threading.Event | None, child: Child) -> Iterator[None]:
    """End the child as soon as the event is set."""
    if stop is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            if stop.is_set():
                with suppress(ProcessLookupError):
                    child.send_signal(signal.SIGINT)
                if not over.wait(GRACE):
                    child.kill()
                return

    watcher = threading.Thread(target=watch, name="stop-crawl", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def read_work() -> Any:
    """The child's side: what there is to do."""
    return json.loads(sys.stdin.readline())


def say(answer: Any) -> None:
    """The child's side: one line of JSON."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def stop_with_parent(process: Any) -> None:
    """The child's side: stop Scrapy's `process` when standard input ends, as it does when the parent is gone."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):  # not sys.stdin.read(): it would hold a lock when the process ends
            continue
        from twisted.internet import reactor

        reactor.callFromThread(process.stop)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
