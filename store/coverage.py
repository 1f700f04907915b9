"""Queries about what the sources cover: when each company was last heard of, and who has no source of their own."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func
from sqlmodel import Session, col, select

from pipeline.gather import company_key
from store import fields
from store.tables import Announcement, Article, Candidate
from store.views import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the crawls know of a company: the announcement found last, and how many there are."""

    company: str
    last_found_at: datetime  # UTC
    date: Day | None
    announcements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A listed company without a source of its own, and where it was read about: hosts and addresses, most often
    first. `hosts` may include the company's own site."""

    company: str
    sector: str
    date: Day | None
    announcements: int
    hosts: tuple[str, ...]
    urls: tuple[str, ...]


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


def without_source(session: Session, topic: str, covered: Collection[str], limit: int = 100) -> list[Suggestion]:
    """Listed companies that none of the names in `covered` (companies with a source) stands for, those with the most
    announcements first."""
    keys = {company_key(name) for name in covered}
    query = select(Candidate).where(
        col(Candidate.topic) == topic, col(Candidate.state) == State.ACCEPTED, col(Candidate.merged_into).is_(None)
    )
    rows = session.exec(query.order_by(col(Candidate.sightings).desc(), col(Candidate.key))).all()
    found: list[Suggestion] = []
    for row in rows:
        listed = fields.shown(row)
        if not {row.key, company_key(listed.company)} & keys and len(found) < limit:
            urls = _urls(session, row)
            hosts = Counter(urlsplit(url).hostname or "" for url in urls)
            found.append(
                Suggestion(
                    company=listed.company,
                    sector=listed.sector,
                    date=listed.date,
                    announcements=row.sightings,
                    hosts=tuple(host for host, _ in hosts.most_common() if host),
                    urls=urls[:10],
                )
            )
    return found


def _urls(session: Session, row: Candidate) -> tuple[str, ...]:
    query = (
        select(Article.url)
        .join(Announcement, col(Announcement.article_id) == col(Article.id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .where(col(Candidate.root_id) == row.id)
        .order_by(col(Announcement.confidence).desc(), col(Announcement.id))
    )
    return tuple(dict.fromkeys(session.exec(query)))
