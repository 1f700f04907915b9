"""Loads sightings as they are shown, a few statements for any number of candidates."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, or_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from pipeline.items import DateBasis, Kind
from store.tables import Announcement, Article, Candidate
from store.views import EvidenceView

_CHUNK = 500  # ids in one statement


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
    rows = session.exec(query.limit(limit)).all()
    groups = {article.group_id for _, article in rows}
    counting = (
        select(Article.group_id, func.count())
        .join(Announcement, col(Announcement.article_id) == col(Article.id))
        .where(col(Announcement.candidate_id).in_(members), col(Article.group_id).in_(groups))
        .group_by(col(Article.group_id))
    )
    printed = dict(session.exec(counting).all())
    return tuple(
        view(row, article, root_id, printed.get(article.group_id, 1) - 1, mark is not None and (row.id or 0) > mark)
        for row, article in rows
    )


def links(session: Session, root_ids: Sequence[int]) -> dict[int, list[str]]:
    """Addresses of the articles that support each candidate best, up to ten, independent texts first."""
    query = select(Candidate.id, Candidate.best).where(col(Candidate.id).in_(root_ids))
    best = {root: [number for number, _ in kept] for root, kept in session.exec(query)}
    wanted = [number for kept in best.values() for number in kept]
    urls: dict[int | None, str] = {}
    for at in range(0, len(wanted), _CHUNK):
        addresses = select(Announcement.id, Article.url).join(Article, col(Article.id) == col(Announcement.article_id))
        urls.update(session.exec(addresses.where(col(Announcement.id).in_(wanted[at : at + _CHUNK]))).all())
    return {root or 0: [urls[number] for number in kept if number in urls] for root, kept in best.items()}


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
