"""When a source is polled next, and what to say when its polls keep failing."""

import random
from datetime import datetime, timedelta

from pipeline.items import Source

LONGEST_PAUSE = timedelta(days=1)  # between two polls of a source that keeps failing
MOST_DOUBLINGS = 16
WORTH_A_DOCTOR = 3  # polls in a row without success


def next_due(
    source: Source, poll_minutes: int, at: datetime, failures: int = 0, not_before: datetime | None = None
) -> datetime:
    """The time (UTC) of the next poll after one that ended at `at` and was the `failures`-th failure in a row.

    A tenth of the pause is chance, so that sources polled together do not stay together; each failure after the first
    doubles the pause, up to a day. `not_before` is what the site itself asked for.
    """
    pause = timedelta(minutes=source.poll_minutes or poll_minutes)
    if failures > 1:
        doubled = pause * 2 ** min(failures - 1, MOST_DOUBLINGS)
        pause = max(pause, min(doubled, LONGEST_PAUSE))
    due = at + pause * random.uniform(0.95, 1.05)
    return max(due, not_before) if not_before else due


def failure_message(source: Source, reason: str, failures: int) -> str:
    """One line that names the source, what is wrong, and from the third failure on the remedy."""
    if failures < WORTH_A_DOCTOR:
        return f"source '{source.slug}': {reason} ({source.url})"
    return (
        f"source '{source.slug}': {failures} polls without success, the last: {reason} ({source.url})"
        f" - run 'adopters sources doctor {source.slug}'"
    )
