"""Second opinions: which announcements are doubtful and not asked about, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from pipeline.items import Announcement as Claim
from pipeline.items import Article as Text
from pipeline.opinion import Opinion as Answer
from store.articles import as_article
from store.inserts import insert_once
from store.summary import claim
from store.tables import Announcement, Article, Candidate, Opinion
from store.views import State


@dataclass(frozen=True, slots=True)
class OpinionView:
    """An answer as shown to the reviewer."""

    adopted: bool
    evidence: str
    reason: str
    model: str


def doubtful(session: Session, topic: str, below: float, limit: int = 50) -> list[tuple[int, Text, Claim]]:
    """Announcements of waiting candidates whose confidence is below the threshold and that nobody was asked about,
    the newest first: (id, article, announcement)."""
    query = (
        select(Announcement, Article)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .join(Opinion, col(Opinion.announcement_id) == col(Announcement.id), isouter=True)
        .where(col(Opinion.announcement_id).is_(None), col(Announcement.topic) == topic)
        .where(col(Candidate.state) == State.WAITING, col(Candidate.confidence) < below)
        .order_by(col(Announcement.id).desc())
        .limit(limit)
    )
    return [(row.id or 0, as_article(article), claim(row)) for row, article in session.exec(query)]


def keep(session: Session, announcement_id: int, answer: Answer | None, model: str, at: datetime) -> None:
    """Remember an answer; None says that no answer held, so that the same is not asked for ever."""
    row = {"announcement_id": announcement_id, "model": model, "asked_at": at}
    if answer is not None:
        row |= {"adopted": answer.adopted, "evidence": answer.evidence, "reason": answer.reason}
    insert_once(session, Opinion, [row])


def of_announcements(session: Session, ids: Sequence[int]) -> dict[int, OpinionView]:
    """The answers that held, by announcement id."""
    rows = session.exec(select(Opinion).where(col(Opinion.announcement_id).in_(ids), col(Opinion.adopted).is_not(None)))
    return {row.announcement_id: OpinionView(bool(row.adopted), row.evidence, row.reason, row.model) for row in rows}
