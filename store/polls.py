"""Queries about polls: each poll of a source leaves one row with its counts and outcome."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, select

from errors import StoreError
from store.tables import Poll
from store.views import PollOutcome, PollView


def start(session: Session, slug: str, at: datetime) -> int:
    """Note that a poll begins; returns its id."""
    row = Poll(source=slug, started_at=at)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def finish(
    session: Session,
    poll_id: int,
    *,
    outcome: str | PollOutcome,
    at: datetime,
    counts: Mapping[str, int] | None = None,
    message: str = "",
) -> None:
    """Note how a poll ended; `counts` are free names with numbers (pages, articles, announcements ...)."""
    row = session.get(Poll, poll_id)
    if row is None:
        raise StoreError(f"poll {poll_id}: not in the database", "start it with polls.start")
    row.outcome, row.ended_at = PollOutcome(outcome), at
    row.counts, row.message = dict(counts or {}), message
    session.add(row)
    session.flush()


def latest(session: Session, slug: str | None = None, limit: int = 20) -> list[PollView]:
    """The last polls, of one source or of all, the newest first."""
    query = select(Poll)
    if slug is not None:
        query = query.where(col(Poll.source) == slug)
    rows = session.exec(query.order_by(col(Poll.started_at).desc(), col(Poll.id).desc()).limit(limit))
    return [_view(row) for row in rows]


def close_interrupted(session: Session, at: datetime) -> int:
    """Mark polls that a process left unfinished; returns how many. Call it once at the start of the only crawler."""
    rows = session.exec(select(Poll).where(col(Poll.ended_at).is_(None))).all()
    for row in rows:
        row.outcome, row.ended_at = PollOutcome.INTERRUPTED, at
        session.add(row)
    session.flush()
    return len(rows)


def forget_before(session: Session, at: datetime) -> int:
    """Drop polls that ended before this time; returns how many. What they found stays."""
    done = session.connection().execute(delete(Poll).where(col(Poll.ended_at) < at))
    return int(done.rowcount)


def _view(row: Poll) -> PollView:
    assert row.id is not None
    return PollView(
        id=row.id,
        source=row.source,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=PollOutcome(row.outcome),
        counts=dict(row.counts or {}),
        message=row.message,
    )
