"""What reviewers decided, as training data: each announcement that a person had before them, and the verdict."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from pipeline.items import Article as Text
from store.adopters import SEED_REVIEWER
from store.articles import as_article
from store.tables import Announcement, Article, Candidate, Decision
from store.views import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One announcement (its company, sentence, offsets and confidence as extracted), its article, and whether the
    reviewer held it to be true."""

    article: Text
    company: str
    evidence: str
    start: int
    end: int
    evidence_in: str
    confidence: float
    rules: tuple[str, ...]
    accepted: bool


def judged(session: Session, topic: str) -> list[Judged]:
    """Announcements of candidates that a person accepted or rejected and that stand so now, in the order found.

    Left out: the seed list's entries, and evidence that came after the decision.
    """
    last = select(func.max(Decision.id)).where(col(Decision.topic) == topic).group_by(col(Decision.candidate_id))
    decided = select(Decision.candidate_id).where(
        col(Decision.id).in_(last),
        col(Decision.reviewer) != SEED_REVIEWER,
        col(Decision.state).in_((State.ACCEPTED, State.REJECTED)),
    )
    query = (
        select(Announcement, Article, Candidate)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .where(col(Candidate.id).in_(decided), col(Announcement.id) <= col(Candidate.mark))
        .order_by(col(Announcement.id))
    )
    return [_judged(row, article, candidate) for row, article, candidate in session.exec(query)]


def _judged(row: Announcement, article: Article, candidate: Candidate) -> Judged:
    return Judged(
        article=as_article(article),
        company=row.company,
        evidence=row.evidence,
        start=row.start,
        end=row.end,
        evidence_in=row.evidence_in,
        confidence=row.confidence,
        rules=tuple(row.rules or ()),
        accepted=candidate.state == State.ACCEPTED,  # a rejected one that came back waits: still not accepted
    )
