"""Puts an article and its announcements into the store: each company's sightings end in one candidate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from pipeline.gather import Companies, canonical, company_key
from pipeline.items import Announcement as Claim
from pipeline.items import Article as Text
from pipeline.items import Sighting
from store.articles import keep
from store.columns import storable
from store.inserts import insert_once
from store.summary import refresh, reopen_if_new
from store.tables import Announcement, Candidate, Decision
from store.views import State

_CONTEXT = 300  # characters of the paragraph kept on either side of the evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an article brought: counts of announcements, and the candidates that are new, confirmed or back."""

    article_id: int
    announcements: int = 0  # not known before
    updated: int = 0  # known before, extracted again
    removed: int = 0  # no longer found by the present extractor
    new: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()


def add_article(
    session: Session,
    article: Text,
    announcements: Sequence[Claim],
    *,
    at: datetime,
    source: str = "",
    registry: Companies | None = None,
    topic: str | None = None,
) -> Added:
    """Keep an article with what was found in it, and bring the candidates concerned up to date.

    Adding it again replaces its announcements (of `topic`, and of the topics in `announcements`) with the present
    ones, unless a person has decided on their candidate: then they stay beside. Decisions are never touched.
    """
    row = keep(session, article, source, at)
    assert row.id is not None
    claims = _by_company(announcements, registry)
    topics = {claim.topic for claim, _ in claims.values()} | ({topic} if topic else set())
    query = select(Announcement).where(col(Announcement.article_id) == row.id, col(Announcement.topic).in_(topics))
    old = {(kept.company_key, kept.topic): kept for kept in session.exec(query)}
    created: set[int] = set()
    added: list[Announcement] = []
    touched: set[int] = set()
    for key in sorted(claims):
        claim, name = claims[key]
        kept = old.get(key)
        if kept is None:
            candidate, is_new = _candidate(session, claim, name, key, at)
            assert candidate.id is not None
            values: dict[str, Any] = {
                "article_id": row.id,
                "candidate_id": candidate.id,
                "company_key": key[0],
                "found_at": at,
            }
            kept = Announcement(**values)  # the rest follows in _write
            added.append(kept)
            created.update({candidate.id} if is_new else ())
        _write(kept, claim, name, article, source)
        session.add(kept)
        touched.add(kept.candidate_id)
    session.flush()
    gone = [kept for key, kept in old.items() if key not in claims and _undecided(session, kept.candidate_id)]
    for kept in gone:
        touched.add(kept.candidate_id)
        session.delete(kept)
    session.flush()
    confirmed, reopened = _update_candidates(session, touched, added, at)
    return Added(
        article_id=row.id,
        announcements=len(added),
        updated=len(claims) - len(added),
        removed=len(gone),
        new=tuple(sorted(created)),
        confirmed=confirmed,
        reopened=reopened,
    )


def add_sightings(
    session: Session,
    sightings: Iterable[Sighting],
    *,
    at: datetime,
    source: str = "",
    registry: Companies | None = None,
) -> list[Added]:
    """Add sightings of any number of articles; see `add_article`. All sightings of an article belong in one call."""
    by_url: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_url.setdefault(sighting.article.url, []).append(sighting)
    return [
        add_article(
            session,
            group[0].article,
            [sighting.announcement for sighting in group],
            at=at,
            source=source,
            registry=registry,
        )
        for group in by_url.values()
    ]


def _by_company(announcements: Sequence[Claim], registry: Companies | None) -> dict[tuple[str, str], tuple[Claim, str]]:
    # the surest announcement of each company and topic, with the company's canonical name
    claims: dict[tuple[str, str], tuple[Claim, str]] = {}
    for claim in sorted(announcements, key=lambda claim: (-claim.confidence, claim.start)):
        name, _ = canonical(claim, registry)
        claims.setdefault((company_key(storable(name)), claim.topic), (claim, name))
    return claims


def _candidate(session: Session, claim: Claim, name: str, key: tuple[str, str], at: datetime) -> tuple[Candidate, bool]:
    own = select(Candidate).where(col(Candidate.key) == key[0], col(Candidate.topic) == key[1])
    row = session.exec(own).one_or_none()
    if row is not None:
        return row, False
    # a reviewer may have corrected another candidate's name to this one
    renamed = select(Candidate).where(col(Candidate.name_key) == key[0], col(Candidate.topic) == key[1])
    row = session.exec(renamed.order_by(col(Candidate.id))).first()
    if row is not None:
        return row, False
    values = {"company": storable(name), "name_key": key[0], "first_seen_at": at, "last_seen_at": at}
    inserted = insert_once(session, Candidate, [{"key": key[0], "topic": key[1], "known": claim.known, **values}])
    row = session.exec(own).one()
    row.root_id = row.root_id or row.id
    session.add(row)
    return row, bool(inserted)


def _write(kept: Announcement, claim: Claim, name: str, article: Text, source: str) -> None:
    kept.company, kept.company_as_written, kept.known = name, claim.company_as_written, claim.known
    kept.topic, kept.date, kept.date_basis = claim.topic, claim.date, str(claim.date_basis)
    kept.sector, kept.kind, kept.product = claim.sector, str(claim.kind), claim.product
    kept.models, kept.rules = list(claim.models), list(claim.rules)
    kept.evidence, kept.evidence_in = claim.evidence, claim.evidence_in
    kept.start, kept.end, kept.confidence = claim.start, claim.end, claim.confidence
    kept.extractor_version, kept.source = claim.extractor_version, kept.source or source
    kept.before, kept.after = _paragraph(claim, article)


def _paragraph(claim: Claim, article: Text) -> tuple[str, str]:
    whole = article.title if claim.evidence_in == "title" else article.text
    if whole[claim.start : claim.end] != claim.evidence:
        return "", ""
    first = whole.rfind("\n", 0, claim.start) + 1
    last = whole.find("\n", claim.end)
    before, after = whole[first : claim.start], whole[claim.end : last if last >= 0 else len(whole)]
    before = "…" + before[-_CONTEXT:] if len(before) > _CONTEXT else before
    after = after[:_CONTEXT] + "…" if len(after) > _CONTEXT else after
    return before, after


def _undecided(session: Session, candidate_id: int) -> bool:
    query = select(Decision.id).where(col(Decision.candidate_id) == candidate_id).limit(1)
    return session.exec(query).first() is None


def _update_candidates(
    session: Session, touched: set[int], added: Sequence[Announcement], at: datetime
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    query = select(Candidate.id, Candidate.root_id).where(col(Candidate.id).in_(touched))
    roots = {number: root or number for number, root in session.exec(query)}
    confirmed, reopened = [], []
    # locked in one order, so that two crawlers wait for each other instead of blocking each other
    locked = select(Candidate).where(col(Candidate.id).in_(set(roots.values()))).order_by(col(Candidate.id))
    for root in session.exec(locked.with_for_update()).all():
        assert root.id is not None
        own = [row for row in added if roots[row.candidate_id] == root.id]
        if own:
            root.last_seen_at = max(at, root.last_seen_at)
        if root.state == State.ACCEPTED and own:
            confirmed.append(root.id)
        elif reopen_if_new(session, root, own, at):
            reopened.append(root.id)
        refresh(session, root)
        if not root.sightings and root.merged_into is None and _untouched(session, root.id):
            session.delete(root)
    session.flush()
    return tuple(confirmed), tuple(reopened)


def _untouched(session: Session, candidate_id: int) -> bool:
    # no person has had anything to do with it, nothing is merged into it
    if not _undecided(session, candidate_id):
        return False
    query = select(Candidate.id).where(col(Candidate.merged_into) == candidate_id).limit(1)
    return session.exec(query).first() is None
