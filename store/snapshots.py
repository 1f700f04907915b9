"""A candidate's standing as a decision keeps it, before and after, complete enough to be restored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from pipeline.items import Decision as Act
from pipeline.items import Verdict
from store import fields
from store.tables import Announcement, Article, Candidate, Decision


def take(row: Candidate) -> dict[str, Any]:
    """Everything about a candidate that people decide, as plain values."""
    return {
        "state": row.state,
        "fields": fields.to_json(fields.shown(row)),
        "edited": dict(row.edited or {}),
        "decided": row.decided,
        "decided_at": _text(row.decided_at),
        "merged_into": row.merged_into,
        "mark": row.mark,
        "rejected_confidence": row.rejected_confidence,
        "reopened_by": row.reopened_by,
        "reopened_at": _text(row.reopened_at),
    }


def restore(row: Candidate, kept: Mapping[str, Any]) -> None:
    """Put a candidate back as it was taken; `merged_into` is left to the caller, who has more rows to look after."""
    row.state, row.edited, row.decided = kept["state"], dict(kept["edited"]), kept["decided"]
    row.decided_at, row.reopened_at = _time(kept["decided_at"]), _time(kept["reopened_at"])
    row.mark, row.reopened_by = kept["mark"], kept["reopened_by"]
    row.rejected_confidence = kept["rejected_confidence"]


def evidence(session: Session, row: Candidate) -> dict[str, str]:
    """The best sighting of a candidate as it goes into the list: sentence, address, outlet, title."""
    number = row.best[0][0] if row.best else None
    query = select(Announcement.evidence, Article.url, Article.outlet, Article.title)
    query = query.join(Article, col(Article.id) == col(Announcement.article_id))
    found = session.exec(query.where(col(Announcement.id) == number)).one_or_none() if number else None
    return dict(zip(("evidence", "url", "outlet", "title"), found or ("", "", "", ""), strict=True))


def newest_announcement(session: Session) -> int:
    """The highest announcement id so far; what comes later is new to whoever decides now."""
    return session.exec(select(func.max(Announcement.id))).one() or 0


def act(row: Decision) -> Act:
    """A decision as it travels."""
    return Act(
        candidate_id=row.candidate_id,
        verdict=Verdict(row.verdict),
        reviewer=row.reviewer,
        decided_at=row.decided_at,
        before=row.before,
        after=row.after,
        note=row.note,
        id=row.id,
        undoes=row.undoes,
    )


def _text(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
