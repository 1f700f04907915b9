"""A query about what the sources cover: how often and when each company was last heard of."""

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.tables import Announcement, Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the crawls know of a company: the announcement found last, and how many there are."""

    company: str
    last_found_at: datetime  # UTC
    date: Day | None
    announcements: int


def heard(session: Session, topic: str) -> dict[str, Heard]:
    """What is known of each company by its folded name (pipeline.gather.company_key)."""
    query = (
        select(Announcement.company_key, func.max(Announcement.found_at), func.count(), func.min(Announcement.company))
        .where(col(Announcement.topic) == topic)
        .group_by(col(Announcement.company_key))
    )
    dates = select(Candidate.key, col(Candidate.date)).where(col(Candidate.topic) == topic)
    days = {key: day for key, day in session.exec(dates)}  # noqa: C416 - rows are no pairs to the type checker
    return {
        key: Heard(company=name, last_found_at=at, date=days.get(key), announcements=number)
        for key, at, number, name in session.exec(query)
    }
