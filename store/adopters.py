"""Queries about the list: what is accepted, now or at an earlier moment, and the seed list it begins with."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from pipeline.gather import company_key
from pipeline.items import Adopter, Verdict
from store import evidence, fields, snapshots
from store.columns import storable
from store.decisions import record
from store.inserts import insert_once
from store.tables import Candidate, Decision
from store.views import Fields, State

SEED_REVIEWER = "seed list"


def list_adopters(session: Session, topic: str, as_of: datetime | None = None) -> list[Adopter]:
    """The accepted entries, by day (unknown days last) and name; `as_of` gives the list as it stood at that time.

    Derived from the decisions alone. `links` has the addresses of up to ten articles known today that support an
    entry best, those with a text of their own first.
    """
    last = select(func.max(Decision.id)).where(col(Decision.topic) == topic)
    if as_of is not None:
        last = last.where(col(Decision.decided_at) <= as_of)
    standing = select(Decision).where(col(Decision.id).in_(last.group_by(col(Decision.candidate_id))))
    rows = session.exec(standing.where(col(Decision.state) == State.ACCEPTED)).all()
    links = evidence.links(session, [row.candidate_id for row in rows])
    found = [_adopter(row, links.get(row.candidate_id, [])) for row in rows]
    return sorted(found, key=lambda entry: (entry.date is None, entry.date, entry.company))


def load_seed(session: Session, adopters: Iterable[Adopter], at: datetime) -> int:
    """Put the seed list's entries on the list, once: a company that anybody ever decided on, or that a former call
    brought, is left alone. Returns how many entries were added."""
    return sum(_load(session, adopter, at) for adopter in adopters)


def _load(session: Session, adopter: Adopter, at: datetime) -> bool:
    key = company_key(storable(adopter.company))
    name = storable(adopter.company)
    values = {"company": name, "name_key": key, "known": True, "first_seen_at": at, "last_seen_at": at}
    insert_once(session, Candidate, [{"key": key, "topic": adopter.topic, **values}])
    own = select(Candidate).where(col(Candidate.key) == key, col(Candidate.topic) == adopter.topic)
    row = session.exec(own.with_for_update()).one()
    if (
        row.merged_into
        or session.exec(select(Decision.id).where(col(Decision.candidate_id) == row.id).limit(1)).first()
    ):
        return False
    row.root_id = row.root_id or row.id
    before = snapshots.take(row)
    listed = Fields(
        company=adopter.company,
        sector=adopter.sector,
        date=adopter.date,
        date_basis=adopter.date_basis,
        kind=adopter.kind,
        models=adopter.models,
        product=adopter.product,
    )
    if not row.sightings:  # nothing is known but the seed list: show that if the entry is ever taken off
        row.sector, row.date, row.date_basis = adopter.sector, adopter.date, str(adopter.date_basis)
        row.models, row.product, row.search = list(adopter.models), adopter.product, name.casefold()
    row.decided = {
        "fields": fields.to_json(listed),
        "accepted_at": at.isoformat(),
        "evidence": adopter.evidence,
        "url": adopter.url,
        "outlet": adopter.outlet,
        "title": adopter.title,
    }
    row.state, row.decided_at, row.mark = State.ACCEPTED, at, snapshots.newest_announcement(session)
    record(session, row, Verdict.ACCEPT, before, reviewer=SEED_REVIEWER, at=at)
    return True


def _adopter(row: Decision, links: list[str]) -> Adopter:
    decided: dict[str, Any] = row.after["decided"]
    listed = fields.from_json(decided["fields"])
    first = [decided["url"]] if decided["url"] else []
    return Adopter(
        company=listed.company,
        topic=row.topic,
        sector=listed.sector,
        date=listed.date,
        date_basis=listed.date_basis,
        models=listed.models,
        product=listed.product,
        evidence=decided["evidence"],
        url=decided["url"],
        outlet=decided["outlet"],
        title=decided["title"],
        added_at=datetime.fromisoformat(decided["accepted_at"]),
        kind=listed.kind,
        links=tuple(dict.fromkeys([*first, *links])),
    )
