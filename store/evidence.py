"""Loads sightings as they are shown, a few statements for any number of candidates."""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from pipeline.items import DateBasis, Kind
from store.tables import Announcement, Article, Candidate
from store.views import EvidenceView


def of_announcements(session: Session, copies: Mapping[int, int], marks: Mapping[int, int]) -> dict[int, EvidenceView]:
    """Views by announcement id. `copies` names the announcements with their number of copies, `marks` the candidates
    with the announcement id above which evidence is fresh (only decided ones)."""
    query = (
        select(Announcement, Article, Candidate.root_id)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .where(col(Announcement.id).in_(list(copies)))
        .options(defer(Article.text), defer(Article.sketch))  # type: ignore[arg-type]
    )
    found = {}
    for row, article, root in session.exec(query):
        assert row.id is not None
        number = root or row.candidate_id
        fresh = row.id > marks[number] if number in marks else False
        found[row.id] = view(row, article, number, copies[row.id], fresh)
    return found


def of_candidate(session: Session, root_id: int, mark: int | None, limit: int) -> tuple[EvidenceView, ...]:
    """All sightings of a candidate and of those merged into it, the surest first, `limit` at most."""
    members = select(Candidate.id).where(or_(col(Candidate.root_id) == root_id, col(Candidate.id) == root_id))
    query = (
        select(Announcement, Article)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .where(col(Announcement.candidate_id).in_(members))
        .order_by(col(Announcement.confidence).desc(), col(Announcement.id))
        .options(defer(Article.text), defer(Article.sketch))  # type: ignore[arg-type]
    )
    rows = session.exec(query).all()
    printed: dict[int, int] = {}
    for _, article in rows:
        printed[article.group_id or 0] = printed.get(article.group_id or 0, 0) + 1
    return tuple(
        view(row, article, root_id, printed[article.group_id or 0] - 1, mark is not None and (row.id or 0) > mark)
        for row, article in rows[:limit]
    )


def links(session: Session, root_ids: Sequence[int]) -> dict[int, list[str]]:
    """Addresses of all articles behind each candidate, the surest first."""
    query = (
        select(Candidate.root_id, Article.url)
        .join(Announcement, col(Announcement.candidate_id) == col(Candidate.id))
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .where(col(Candidate.root_id).in_(root_ids))
        .order_by(col(Announcement.confidence).desc(), col(Announcement.id))
    )
    found: dict[int, list[str]] = {}
    for root, url in session.exec(query):
        found.setdefault(root or 0, []).append(url)
    return found


def view(row: Announcement, article: Article, root_id: int, copies: int, fresh: bool) -> EvidenceView:
    """One sighting as shown."""
    assert row.id is not None
    return EvidenceView(
        id=row.id,
        candidate_id=root_id,
        company=row.company,
        company_as_written=row.company_as_written,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        source=row.source,
        published=article.published,
        date=row.date,
        date_basis=DateBasis(row.date_basis),
        sector=row.sector,
        kind=Kind(row.kind),
        models=tuple(row.models or ()),
        product=row.product,
        before=row.before,
        sentence=row.evidence,
        after=row.after,
        evidence_in=row.evidence_in,
        start=row.start,
        end=row.end,
        confidence=row.confidence,
        rules=tuple(row.rules or ()),
        extractor_version=row.extractor_version,
        found_at=row.found_at,
        group_id=article.group_id or row.article_id,
        copies=copies,
        fresh=fresh,
    )
