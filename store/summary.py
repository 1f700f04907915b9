"""Brings a candidate's row up to date with its announcements: what the crawl says, never what a person set."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from pipeline.gather import combine, company_key, sentence_key
from pipeline.items import Announcement as Claim
from pipeline.items import Article as Text
from pipeline.items import DateBasis, Kind, Sighting
from store import fields
from store.tables import Announcement, Article, Candidate
from store.views import State

KEPT = 10  # announcements of a candidate kept ready: for the queue, and as links in exports
_SEARCHED = 2000  # characters of a candidate that a search looks through

_COLUMNS = (
    *(
        col(getattr(Announcement, name))
        for name in [
            "id",
            "article_id",
            "company",
            "company_as_written",
            "known",
            "topic",
            "date",
            "date_basis",
            "sector",
            "kind",
            "models",
            "product",
            "evidence",
            "start",
            "confidence",
        ]
    ),
    *(col(getattr(Article, name)) for name in ("group_id", "url", "published", "outlet")),
)


def refresh(session: Session, root: Candidate) -> None:
    """Recompute date, confidence, evidence and search words from all announcements of a candidate and of those merged
    into it. The version grows only when what a reviewer decides on has changed."""
    before = fields.shown(root)
    session.flush()
    query = (
        columns(*_COLUMNS)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .where(col(Candidate.root_id) == root.id)
        .order_by(col(Announcement.id))
    )
    # plain rows: a company with thousands of sightings is recomputed in milliseconds
    found = session.connection().execute(query).all()
    root.sightings = len(found)
    if found:
        _summarise(root, found)
    else:
        root.confidence, root.independent, root.best = 0.0, 0, []
        root.search = folded(root.company)
    file_under(root)
    if fields.shown(root) != before:
        root.version += 1
    session.add(root)


def _summarise(root: Candidate, found: Sequence[Any]) -> None:
    by_claim: dict[int, tuple[Any, int]] = {}
    sightings = []
    for row in found:
        article = Text(url=row.url, title="", text="", published=row.published, outlet=row.outlet)
        sighting = Sighting(announcement=claim(row), article=article)
        by_claim[id(sighting)] = (row, row.group_id or row.article_id)
        sightings.append(sighting)
    summary = combine(sightings, [by_claim[id(sighting)][1] for sighting in sightings], None)
    ordered = [by_claim[id(sighting)] for sighting in summary.sightings]
    root.known = any(row.known for row, _ in ordered)
    root.sector, root.date, root.date_basis = summary.sector, summary.date, summary.date_basis
    root.kind = str(summary.kind) if summary.kind else None
    root.models, root.product = list(summary.models), summary.product
    root.other_dates = [day.isoformat() for day in summary.other_dates]
    root.confidence, root.independent = summary.confidence, summary.independent
    root.best = _best(ordered)
    words = [root.company, root.product or ""]
    words += sorted(
        {row.company_as_written for row, _ in ordered} | {sighting.article.outlet for sighting in sightings}
    )
    words += [row.evidence for row, _ in ordered if row.id in {number for number, _ in root.best}]
    root.search = folded(" ".join(words))[:_SEARCHED]


def _best(ordered: Sequence[tuple[Any, int]]) -> list[tuple[int, int]]:
    # one announcement of each text first, then copies, the most trustworthy of each first
    seen: set[object] = set()
    first: list[tuple[int, int]] = []
    copies: list[tuple[int, int]] = []
    printed = Counter(group for _, group in ordered)
    for row, group in ordered:
        sentence = sentence_key(row.evidence)
        known = group in seen or (sentence and sentence in seen)
        (copies if known else first).append((row.id, printed[group] - 1))
        seen.update({group, sentence})
    return (first + copies)[:KEPT]


def file_under(row: Candidate) -> None:
    """Keep the columns that lookups and filters use in step with the fields as shown."""
    current = fields.shown(row)
    row.name_key, row.filed_sector = company_key(current.company), current.sector
    name = folded(current.company)
    if name not in row.search:
        row.search = f"{name} {row.search}"[:_SEARCHED]


def claim(row: Any) -> Claim:
    return Claim(
        company=row.company,
        company_as_written=row.company_as_written,
        known=row.known,
        topic=row.topic,
        date=row.date,
        date_basis=DateBasis(row.date_basis),
        sector=row.sector,
        kind=Kind(row.kind),
        evidence=row.evidence,
        start=row.start,
        end=row.start + len(row.evidence),
        confidence=row.confidence,
        models=tuple(row.models or ()),
        product=row.product,
    )


def reopen_if_new(session: Session, root: Candidate, added: Sequence[Announcement], at: datetime) -> bool:
    """Bring a rejected candidate back when one of the added announcements is materially new: surer than anything that
    was rejected, from a text that is no copy of it."""
    if root.state != State.REJECTED or root.rejected_confidence is None:
        return False
    query = (
        select(Article.group_id, Announcement.evidence)
        .join(Article, col(Article.id) == col(Announcement.article_id))
        .join(Candidate, col(Candidate.id) == col(Announcement.candidate_id))
        .where(col(Candidate.root_id) == root.id, col(Announcement.id) <= root.mark)
    )
    rejected = session.exec(query).all()
    groups = {group for group, _ in rejected}
    sentences = {sentence_key(evidence) for _, evidence in rejected} - {""}
    for row in sorted(added, key=lambda row: (-row.confidence, row.id)):
        article = session.get_one(Article, row.article_id)
        copied = article.group_id in groups or sentence_key(row.evidence) in sentences
        if row.confidence > root.rejected_confidence and not copied:
            root.state, root.reopened_by, root.reopened_at = State.WAITING, row.id, at
            root.version += 1
            session.add(root)
            return True
    return False


def folded(text: str) -> str:
    """Text as searches see it: width and case do not count."""
    return unicodedata.normalize("NFKC", text).casefold()
