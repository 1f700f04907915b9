"""What people decide: accept, reject, edit, undo. Each act is one row that stays; the candidate follows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from errors import DecisionError, StaleCandidateError
from pipeline.gather import company_key
from pipeline.items import Decision as Act
from pipeline.items import Verdict
from store import fields, snapshots
from store.summary import file_under
from store.tables import Announcement, Candidate, Decision
from store.views import State


def accept(
    session: Session,
    candidate_id: int,
    *,
    reviewer: str,
    at: datetime,
    version: int,
    fields: Mapping[str, object] | None = None,
    note: str = "",
) -> Act:
    """Put a candidate on the list, with corrections in `fields` if there are any (see store.fields.checked).

    `version` is that of the CandidateView the reviewer saw. Raises StaleCandidateError when somebody else decided or
    what was shown has changed since, DecisionError when it is on the list already or merged into another.
    """
    row = locked(session, candidate_id, version)
    if row.state == State.ACCEPTED:
        raise DecisionError(f"candidate {candidate_id} '{row.company}': is on the list already", "edit it instead")
    before = snapshots.take(row)
    _change(session, row, fields or {})
    _enlist(session, row, at)
    return record(session, row, Verdict.ACCEPT, before, reviewer=reviewer, at=at, note=note)


def reject(session: Session, candidate_id: int, *, reviewer: str, at: datetime, version: int, note: str = "") -> Act:
    """Turn a candidate down, or take it off the list; raises as `accept`."""
    row = locked(session, candidate_id, version)
    if row.state == State.REJECTED:
        raise DecisionError(f"candidate {candidate_id} '{row.company}': is rejected already", "undo that instead")
    before = snapshots.take(row)
    query = select(func.max(Announcement.confidence)).join(
        Candidate, col(Candidate.id) == col(Announcement.candidate_id)
    )
    row.rejected_confidence = session.exec(query.where(col(Candidate.root_id) == row.id)).one() or 0.0
    row.state, row.decided, row.decided_at = State.REJECTED, None, at
    row.mark, row.reopened_by, row.reopened_at = snapshots.newest_announcement(session), None, None
    return record(session, row, Verdict.REJECT, before, reviewer=reviewer, at=at, note=note)


def edit(
    session: Session,
    candidate_id: int,
    *,
    reviewer: str,
    at: datetime,
    version: int,
    fields: Mapping[str, object],
    note: str = "",
) -> Act:
    """Correct fields of a candidate or of an entry of the list; raises as `accept`.

    For an entry of the list this also marks its new evidence as seen, and `fields` may then be empty.
    """
    row = locked(session, candidate_id, version)
    before = snapshots.take(row)
    changed = _change(session, row, fields)
    newest = snapshots.newest_announcement(session)
    if row.state == State.ACCEPTED:
        row.decided = {**row.decided, "fields": {**row.decided["fields"], **changed}}
        changed = changed or ({"mark": newest} if row.mark < newest else {})
        row.mark = newest
    if not changed:
        raise DecisionError(f"candidate {candidate_id} '{row.company}': nothing was changed", "change a field first")
    return record(session, row, Verdict.EDIT, before, reviewer=reviewer, at=at, note=note)


def history(session: Session, candidate_id: int) -> list[Act]:
    """All decisions on a candidate, merges into it included, the oldest first."""
    concerned = or_(col(Decision.candidate_id) == candidate_id, col(Decision.other_id) == candidate_id)
    rows = session.exec(select(Decision).where(concerned).order_by(col(Decision.id)))
    return [snapshots.act(row) for row in rows]


def last_by(session: Session, reviewer: str) -> Act | None:
    """The reviewer's last decision that still stands; None when there is none. An `undo` key wants this."""
    undone = select(Decision.undoes).where(col(Decision.undoes).is_not(None))
    query = select(Decision).where(
        col(Decision.reviewer) == reviewer,
        col(Decision.verdict) != Verdict.UNDO,
        col(Decision.id).not_in(undone),
    )
    row = session.exec(query.order_by(col(Decision.id).desc()).limit(1)).first()
    return snapshots.act(row) if row else None


def locked(session: Session, candidate_id: int, version: int | None) -> Candidate:
    """The candidate's row, held until the transaction ends, provided that it is still as the reviewer saw it."""
    query = select(Candidate).where(col(Candidate.id) == candidate_id).with_for_update()
    row = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise DecisionError(f"candidate {candidate_id}: there is no such candidate", "reload the queue")
    if version is not None and row.version != version:
        raise StaleCandidateError(
            f"candidate {candidate_id} '{row.company}': {_who_changed(session, row)} while you looked at it",
            "look at it again; nothing was changed by you",
        )
    if row.merged_into is not None and version is not None:
        raise DecisionError(
            f"candidate {candidate_id} '{row.company}': is merged into candidate {row.merged_into}",
            "decide on that one, or split them first",
        )
    return row


def record(
    session: Session,
    row: Candidate,
    verdict: Verdict,
    before: Mapping[str, Any],
    *,
    reviewer: str,
    at: datetime,
    note: str = "",
    other_id: int | None = None,
    undoes: int | None = None,
) -> Act:
    """Add the decision's row and raise the candidate's version, so that others notice."""
    row.version += 1
    file_under(row)
    session.add(row)
    assert row.id is not None
    made = Decision(
        candidate_id=row.id,
        other_id=other_id,
        undoes=undoes,
        topic=row.topic,
        verdict=verdict,
        reviewer=reviewer,
        decided_at=at,
        state="merged" if row.merged_into is not None else row.state,
        before=dict(before),
        after=snapshots.take(row),
        note=note,
    )
    session.add(made)
    session.flush()
    return snapshots.act(made)


def _change(session: Session, row: Candidate, given: Mapping[str, object]) -> dict[str, Any]:
    current = fields.to_json(fields.shown(row))
    changed = {name: value for name, value in fields.checked(given).items() if value != current[name]}
    if "company" in changed:
        _refuse_taken_name(session, row, changed["company"])
    row.edited = {**(row.edited or {}), **changed}
    return changed


def _refuse_taken_name(session: Session, row: Candidate, name: str) -> None:
    key = company_key(name)
    same = or_(col(Candidate.key) == key, col(Candidate.name_key) == key)
    query = select(Candidate).where(same, col(Candidate.topic) == row.topic, col(Candidate.root_id) != row.id)
    other = session.exec(query.limit(1)).first()
    if other is not None:
        raise DecisionError(
            f"company '{name}': is candidate {other.root_id} already", f"merge {row.id} into {other.root_id} instead"
        )


def _enlist(session: Session, row: Candidate, at: datetime) -> None:
    row.decided = {
        "fields": fields.to_json(fields.effective(row)),
        "accepted_at": at.isoformat(),
        **snapshots.evidence(session, row),
    }
    row.state, row.decided_at, row.mark = State.ACCEPTED, at, snapshots.newest_announcement(session)
    row.rejected_confidence, row.reopened_by, row.reopened_at = None, None, None


def _who_changed(session: Session, row: Candidate) -> str:
    concerned = or_(col(Decision.candidate_id) == row.id, col(Decision.other_id) == row.id)
    last = session.exec(select(Decision).where(concerned).order_by(col(Decision.id).desc()).limit(1)).first()
    if last is None or last.decided_at < row.last_seen_at:
        return "new evidence changed it"
    return f"{last.reviewer} changed it ({last.verdict}, {last.decided_at:%Y-%m-%d %H:%M} UTC)"
