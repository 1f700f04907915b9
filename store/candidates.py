"""Queries about candidates: the queue, one candidate, confirmations, counts."""

from collections.abc import Sequence
from datetime import date as Day
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from errors import DecisionError
from store import evidence, fields, snapshots
from store.summary import folded
from store.tables import Announcement, Article, Candidate, Decision, Page
from store.views import CandidateView, Confirmation, Counts, Reopened, State

SHOWN = 5  # sightings of each candidate in the queue


def waiting(session: Session, limit: int = 50, offset: int = 0, **filters: Any) -> list[CandidateView]:
    """The queue, the most probable first; see `find` for the filters."""
    return find(session, State.WAITING, limit, offset, **filters)


def find(
    session: Session, state: State | None, limit: int = 50, offset: int = 0, **filters: Any
) -> list[CandidateView]:
    """Candidates in a state (None: in any), the most probable first, each with its best evidence (up to 5 sightings).

    Filters: `topic`, `sector` and `source` slugs, `min_confidence` in [0, 1], `text` (words that must all occur in
    the company's names, the product, outlets or evidence; width and case do not count).
    """
    query = select(Candidate).where(*_conditions(state, **filters))
    query = query.order_by(col(Candidate.confidence).desc(), col(Candidate.id)).limit(limit).offset(offset)
    return _views(session, session.exec(query).all())


def number(session: Session, state: State | None = State.WAITING, **filters: Any) -> int:
    """How many candidates `find` would give without a limit."""
    return session.exec(select(func.count()).select_from(Candidate).where(*_conditions(state, **filters))).one()


def get(session: Session, candidate_id: int, evidence_limit: int = 200) -> CandidateView:
    """One candidate with all its evidence, merged ones too. Raises DecisionError when there is none of that id."""
    row = session.get(Candidate, candidate_id)
    if row is None:
        raise DecisionError(f"candidate {candidate_id}: there is no such candidate", "reload the queue")
    mark = row.mark if row.decided_at else None
    shown = evidence.of_candidate(session, candidate_id, mark, evidence_limit)
    return _view(session, row, shown, _merged(session, [candidate_id]), _last_decisions(session, [candidate_id]))


def by_company(session: Session, key: str, topic: str) -> CandidateView | None:
    """The candidate of a folded company name (pipeline.gather.company_key); the one it is merged into, if it is."""
    query = select(Candidate.root_id).where(col(Candidate.key) == key, col(Candidate.topic) == topic)
    root = session.exec(query).one_or_none()
    return get(session, root) if root else None


def confirmations(session: Session, limit: int = 50, offset: int = 0, topic: str | None = None) -> list[Confirmation]:
    """New evidence for companies on the list, found since a person last decided on them, the newest first."""
    root: Any = aliased(Candidate)
    query = _confirming(select(Announcement.id, root.id, root.decided, root.mark), root, topic)
    rows = session.exec(query.order_by(col(Announcement.id).desc()).limit(limit).offset(offset))
    found = [(number, *rest) for number, *rest in rows if number is not None]
    views = evidence.of_announcements(session, {row[0]: 0 for row in found}, {row[1]: row[3] for row in found})
    result = []
    for announcement, candidate, decided, _ in found:
        listed = fields.from_json(decided["fields"])
        seen = views[announcement]
        result.append(
            Confirmation(
                candidate_id=candidate,
                company=listed.company,
                listed_date=listed.date,
                earlier=seen.date is not None and (listed.date is None or seen.date < listed.date),
                evidence=seen,
            )
        )
    return result


def counts(session: Session, topic: str | None = None) -> Counts:
    """How much is stored; candidates and confirmations of one topic, or of all."""
    own = [col(Candidate.topic) == topic] if topic else []
    query = select(Candidate.state, func.count(), func.count(col(Candidate.reopened_by)))
    by_state = session.exec(query.where(col(Candidate.merged_into).is_(None), *own).group_by(Candidate.state)).all()
    states = {state: (total, reopened) for state, total, reopened in by_state}
    confirming = _confirming(select(func.count(col(Announcement.id))), aliased(Candidate), topic)
    merged = select(func.count()).select_from(Candidate).where(col(Candidate.merged_into).is_not(None), *own)
    pages = session.exec(select(Page.outcome, func.count()).group_by(Page.outcome))
    return Counts(
        waiting=states.get(State.WAITING, (0, 0))[0],
        reopened=states.get(State.WAITING, (0, 0))[1],
        accepted=states.get(State.ACCEPTED, (0, 0))[0],
        rejected=states.get(State.REJECTED, (0, 0))[0],
        merged=session.exec(merged).one(),
        confirmations=session.exec(confirming).one(),
        announcements=session.exec(select(func.count()).select_from(Announcement)).one(),
        articles=session.exec(select(func.count()).select_from(Article)).one(),
        pages=dict(sorted(pages)),
        decisions=session.exec(select(func.count()).select_from(Decision)).one(),
    )


def _confirming(query: Any, root: Any, topic: str | None) -> Any:
    # announcements younger than the last decision on the listed company they belong to
    query = query.join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
    query = query.join(root, root.id == col(Candidate.root_id))
    query = query.where(root.state == State.ACCEPTED, root.merged_into.is_(None), col(Announcement.id) > root.mark)
    return query.where(root.topic == topic) if topic else query


def _conditions(
    state: State | None,
    *,
    topic: str | None = None,
    sector: str | None = None,
    source: str | None = None,
    min_confidence: float | None = None,
    text: str | None = None,
) -> list[Any]:
    found: list[Any] = [col(Candidate.merged_into).is_(None)]
    found += [col(Candidate.state) == state] if state else []
    found += [col(Candidate.topic) == topic] if topic else []
    found += [col(Candidate.filed_sector) == sector] if sector else []
    found += [col(Candidate.confidence) >= min_confidence] if min_confidence else []
    if source:
        seen = select(Announcement.candidate_id).where(col(Announcement.source) == source)
        roots = select(Candidate.root_id).where(col(Candidate.id).in_(seen))
        found.append(col(Candidate.id).in_(roots))
    found += [col(Candidate.search).contains(word, autoescape=True) for word in folded(text or "").split()]
    return found


def _views(session: Session, rows: Sequence[Candidate]) -> list[CandidateView]:
    ids = [row.id for row in rows if row.id is not None]
    marks = {row.id: row.mark for row in rows if row.id is not None and row.decided_at}
    best = {number: copies for row in rows for number, copies in row.best[:SHOWN]}
    shown = evidence.of_announcements(session, best, marks)
    merged, decisions = _merged(session, ids), _last_decisions(session, ids)
    result = []
    for row in rows:
        own = tuple(shown[number] for number, _ in row.best[:SHOWN] if number in shown)
        result.append(_view(session, row, own, merged, decisions))
    return result


def _merged(session: Session, ids: Sequence[int]) -> dict[int, dict[int, str]]:
    query = select(Candidate.root_id, Candidate.id, Candidate.company)
    query = query.where(col(Candidate.root_id).in_(ids), col(Candidate.id) != col(Candidate.root_id))
    found: dict[int, dict[int, str]] = {}
    for root, member, company in session.exec(query.order_by(col(Candidate.id))):
        found.setdefault(root or 0, {})[member or 0] = company
    return found


def _last_decisions(session: Session, ids: Sequence[int]) -> dict[int, Decision]:
    last = select(func.max(Decision.id)).where(col(Decision.candidate_id).in_(ids)).group_by(col(Decision.candidate_id))
    rows = session.exec(select(Decision).where(col(Decision.id).in_(last)))
    return {row.candidate_id: row for row in rows}


def _view(
    session: Session,
    row: Candidate,
    shown: tuple[Any, ...],
    merged: dict[int, dict[int, str]],
    decisions: dict[int, Decision],
) -> CandidateView:
    assert row.id is not None
    reopened = None
    if row.state == State.WAITING and row.reopened_by is not None and row.reopened_at is not None:
        reopened = Reopened(
            at=row.reopened_at, announcement_id=row.reopened_by, former_confidence=row.rejected_confidence or 0.0
        )
    last = decisions.get(row.id)
    return CandidateView(
        id=row.id,
        version=row.version,
        topic=row.topic,
        state=State(row.state),
        known=row.known,
        fields=fields.shown(row),
        extracted=fields.extracted(row),
        edited=frozenset(row.edited or {}),
        confidence=row.confidence,
        independent=row.independent,
        sightings=row.sightings,
        other_dates=tuple(Day.fromisoformat(day) for day in row.other_dates or ()),
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        decided_at=row.decided_at,
        merged_into=row.merged_into,
        merged=merged.get(row.id, {}),
        reopened=reopened,
        evidence=shown,
        decided_evidence={name: row.decided[name] for name in ("evidence", "url", "outlet", "title")}
        if row.decided
        else {},
        last_decision=snapshots.act(last) if last else None,
    )
