"""Decisions about decisions: undo, merging two candidates that are one company, and splitting them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from errors import DecisionError
from pipeline.items import Decision as Act
from pipeline.items import Verdict
from store import snapshots
from store.decisions import locked, record
from store.summary import refresh
from store.tables import Candidate, Decision
from store.views import State


def undo(session: Session, candidate_id: int, *, reviewer: str, at: datetime, version: int, note: str = "") -> Act:
    """Take back the last decision on a candidate that still stands: it is then as it was before, evidence that came
    since included. Raises StaleCandidateError, and DecisionError when there is nothing to take back."""
    row = _any(session, candidate_id, version)
    standing = _standing(session, candidate_id)
    if not standing:
        raise DecisionError(f"candidate {candidate_id} '{row.company}': no decision to undo", "decide on it first")
    last = standing[-1]
    before = snapshots.take(row)
    _restore(session, row, last.before)
    return record(
        session, row, Verdict.UNDO, before, reviewer=reviewer, at=at, note=note, other_id=last.other_id, undoes=last.id
    )


def merge(
    session: Session, candidate_id: int, into: int, *, reviewer: str, at: datetime, version: int, note: str = ""
) -> Act:
    """Make a candidate part of another: the same company under another name, now and in future sightings.

    The other one keeps its state and fields and gains the evidence. Raises StaleCandidateError, and DecisionError
    when the two cannot be merged.
    """
    for number in sorted((candidate_id, into)):  # one order for everybody, so that nobody blocks anybody
        locked(session, number, None)
    row, target = locked(session, candidate_id, version), locked(session, into, None)
    _refuse_merge(row, target)
    before, confidence = snapshots.take(row), row.confidence
    _place(session, row, into)
    target.mark = snapshots.newest_announcement(session)  # the reviewer has seen what comes with the merge
    if target.rejected_confidence is not None:
        target.rejected_confidence = max(target.rejected_confidence, confidence)
    target.version += 1
    session.add(target)
    return record(session, row, Verdict.MERGE, before, reviewer=reviewer, at=at, note=note, other_id=into)


def split(session: Session, candidate_id: int, *, reviewer: str, at: datetime, version: int, note: str = "") -> Act:
    """Take a merged candidate out again: it is then as it was before the merge. `version` is its own.

    Raises StaleCandidateError, and DecisionError when it is not merged.
    """
    row = _any(session, candidate_id, version)
    merged_into = row.merged_into
    merges = [act for act in _standing(session, candidate_id) if act.verdict == Verdict.MERGE]
    if merged_into is None or not merges:
        raise DecisionError(f"candidate {candidate_id} '{row.company}': is not merged", "nothing needs splitting")
    before = snapshots.take(row)
    _restore(session, row, merges[-1].before)
    return record(session, row, Verdict.SPLIT, before, reviewer=reviewer, at=at, note=note, other_id=merged_into)


def _any(session: Session, candidate_id: int, version: int) -> Candidate:
    row = locked(session, candidate_id, None)
    return row if row.version == version else locked(session, candidate_id, version)


def _standing(session: Session, candidate_id: int) -> list[Decision]:
    # decisions that no undo has taken back, the oldest first
    rows = session.exec(select(Decision).where(col(Decision.candidate_id) == candidate_id).order_by(col(Decision.id)))
    standing: list[Decision] = []
    for row in rows:
        if row.verdict == Verdict.UNDO:
            standing = [kept for kept in standing if kept.id != row.undoes]
        else:
            standing.append(row)
    return standing


def _refuse_merge(row: Candidate, target: Candidate) -> None:
    names = f"candidates {row.id} '{row.company}' and {target.id} '{target.company}'"
    if row.id == target.id:
        raise DecisionError(f"candidate {row.id} '{row.company}': cannot be merged into itself", "choose another")
    if row.topic != target.topic:
        raise DecisionError(f"{names}: are about different topics", "merge candidates of one topic")
    if target.merged_into is not None:
        raise DecisionError(f"{names}: the second is merged itself", f"merge into {target.root_id} instead")
    if row.state == State.ACCEPTED and target.state != State.ACCEPTED:
        raise DecisionError(f"{names}: only the first is on the list", f"merge {target.id} into {row.id} instead")


def _restore(session: Session, row: Candidate, kept: Mapping[str, Any]) -> None:
    snapshots.restore(row, kept)
    if kept["merged_into"] != row.merged_into:
        _place(session, row, kept["merged_into"])


def _place(session: Session, row: Candidate, merged_into: int | None) -> None:
    # hang the candidate, with all that is merged into it, below another or on its own
    target = session.get_one(Candidate, merged_into) if merged_into is not None else None
    root = target.root_id if target else row.id
    below = _below(session, row)
    if target is not None and any(member.id == root for member in below):
        raise DecisionError(
            f"candidate {row.id} '{row.company}': candidate {merged_into} is merged into it", "split that one first"
        )
    former = row.root_id
    row.merged_into = merged_into
    for member in below:
        member.root_id = root
        session.add(member)
    session.flush()
    for number in sorted({number for number in (former, root, row.id) if number is not None}):
        refresh(session, session.get_one(Candidate, number))
    session.flush()


def _below(session: Session, row: Candidate) -> list[Candidate]:
    members = [row]
    for member in members:  # grows while it is walked
        members += session.exec(select(Candidate).where(col(Candidate.merged_into) == member.id)).all()
    return members
