"""Queries about pages: which addresses are done with, and what came of each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_
from sqlmodel import Session, col, select

from store.columns import storable_url
from store.inserts import insert_or_update
from store.tables import Page
from store.views import PageOutcome, PageView

MOST_TRIES = 5  # fetches of a page that fails, then it counts as known
_CHUNK = 500  # addresses in one statement
_UNDONE = (PageOutcome.QUEUED, PageOutcome.FAILED)


def known(session: Session, urls: Iterable[str]) -> set[str]:
    """Those of the addresses that need no further fetch: read, found unusable, or failed five times."""
    by_key = {storable_url(url): url for url in urls}
    keys = list(by_key)
    found: set[str] = set()
    done = or_(col(Page.outcome).not_in(_UNDONE), col(Page.tries) >= MOST_TRIES)
    for at in range(0, len(keys), _CHUNK):
        part = keys[at : at + _CHUNK]
        found.update(session.exec(select(Page.url).where(and_(col(Page.url).in_(part), done))))
    return {by_key[key] for key in found}


def save(
    session: Session,
    *,
    url: str,
    source: str,
    outcome: str | PageOutcome,
    fetched_at: datetime,
    status: int = 200,
    reason: str = "",
    content_hash: str = "",
    title: str = "",
) -> int:
    """Keep what came of a fetch, replacing what is kept for the same canonical address; returns the page's id."""
    key = storable_url(url)
    row = session.exec(select(Page).where(col(Page.url) == key)).one_or_none()
    failed = PageOutcome(outcome) is PageOutcome.FAILED
    if row is None:
        row = Page(url=key, source=source, outcome=PageOutcome(outcome), fetched_at=fetched_at, tries=0)
    row.tries = row.tries + 1 if failed and row.outcome == PageOutcome.FAILED else 1
    row.source, row.status, row.outcome, row.reason = source, status, PageOutcome(outcome), reason
    row.content_hash, row.title, row.fetched_at = content_hash or row.content_hash, title or row.title, fetched_at
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def save_all(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep what came of many fetches in one statement: `rows` hold the arguments of `save`, all of them.

    A row with the outcome "queued" changes nothing about an address that is kept already.
    """
    queued, done = [], []
    for row in rows:
        entry = {**row, "url": storable_url(row["url"]), "outcome": str(row["outcome"]), "tries": 1}
        if entry["outcome"] == PageOutcome.QUEUED:
            queued.append({**entry, "tries": 0})
        else:
            done.append(entry)
    insert_or_update(session, Page, queued, "url", lambda new: {})
    insert_or_update(session, Page, done, "url", _replaced)


def _replaced(new: Any) -> dict[str, Any]:
    # one column a line of `save`
    again = and_(col(Page.outcome) == PageOutcome.FAILED, new.outcome == PageOutcome.FAILED)
    plain = ("source", "status", "outcome", "reason", "fetched_at")
    return {name: new[name] for name in plain} | {
        "tries": case((again, col(Page.tries) + 1), else_=1),
        "content_hash": case((new.content_hash == "", col(Page.content_hash)), else_=new.content_hash),
        "title": case((new.title == "", col(Page.title)), else_=new.title),
    }


def unfinished(session: Session, source: str, limit: int = 200) -> list[PageView]:
    """Article pages of a source that are still to be fetched: queued, or failed fewer than five times; oldest first."""
    query = select(Page).where(col(Page.source) == source, col(Page.outcome).in_(_UNDONE), col(Page.tries) < MOST_TRIES)
    return [_view(row) for row in session.exec(query.order_by(col(Page.id)).limit(limit))]


def get(session: Session, url: str) -> PageView | None:
    """What is kept for an address; None when it was never fetched."""
    row = session.exec(select(Page).where(col(Page.url) == storable_url(url))).one_or_none()
    return _view(row) if row else None


def recent(session: Session, source: str | None = None, limit: int = 50) -> list[PageView]:
    """The pages fetched last, of one source or of all, the newest first."""
    query = select(Page)
    if source is not None:
        query = query.where(col(Page.source) == source)
    rows = session.exec(query.order_by(col(Page.fetched_at).desc(), col(Page.id).desc()).limit(limit))
    return [_view(row) for row in rows]


def counts(session: Session) -> dict[str, int]:
    """How many pages of each outcome."""
    rows = session.exec(select(Page.outcome, func.count()).group_by(Page.outcome))
    return {str(outcome): number for outcome, number in sorted(rows)}


def _view(row: Page) -> PageView:
    assert row.id is not None
    return PageView(
        id=row.id,
        url=row.url,
        source=row.source,
        status=row.status,
        outcome=PageOutcome(row.outcome),
        reason=row.reason,
        title=row.title,
        content_hash=row.content_hash,
        tries=row.tries,
        fetched_at=row.fetched_at,
    )
