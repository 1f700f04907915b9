"""Queries about sources: validators for conditional requests, health, and when each is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from pipeline.items import Source
from store.columns import storable_url
from store.tables import ListingState, SourceState
from store.views import Health, ListingView, SourceView

BROKEN_AFTER = 3  # failed polls in a row


def state(session: Session, slug: str) -> SourceView:
    """What is known about one source; a view with health "new" when it was never polled."""
    row = session.get(SourceState, slug)
    return _view(row) if row else SourceView(slug=slug)


def states(session: Session) -> dict[str, SourceView]:
    """What is known about every source that was ever polled, by slug."""
    rows = session.exec(select(SourceState).order_by(col(SourceState.slug))).all()
    return {row.slug: _view(row) for row in rows}


def broken(session: Session) -> list[SourceView]:
    """Sources whose last poll failed, the longest failing first."""
    query = select(SourceState).where(col(SourceState.failures) > 0)
    return [_view(row) for row in session.exec(query.order_by(col(SourceState.failures).desc(), col(SourceState.slug)))]


def conditional(session: Session, url: str) -> dict[str, str]:
    """Headers that make a request for a listing conditional (RFC 9110 section 13.1); {} when it was never fetched."""
    row = session.get(ListingState, storable_url(url))
    if row is None:
        return {}
    headers = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in headers.items() if value}


def content_hash(session: Session, url: str) -> str:
    """Hash under which a listing was last remembered; '' when it never was."""
    row = session.get(ListingState, storable_url(url))
    return row.content_hash if row else ""


def listings(session: Session, slug: str) -> dict[str, ListingView]:
    """What is kept about every listing address of a source, by address."""
    rows = session.exec(select(ListingState).where(col(ListingState.source) == slug))
    return {
        row.url: ListingView(
            url=row.url,
            etag=row.etag,
            last_modified=row.last_modified,
            content_hash=row.content_hash,
            fetched_at=row.fetched_at,
        )
        for row in rows
    }


def remember_response(
    session: Session,
    slug: str,
    url: str,
    *,
    at: datetime,
    etag: str = "",
    last_modified: str = "",
    content_hash: str = "",
) -> bool:
    """Keep a listing's validators and content hash; True when the content differs from what was kept before.

    Call it when everything on the listing has been dealt with: a poll that is cut off must see it as new again.
    """
    key = storable_url(url)
    row = session.get(ListingState, key)
    changed = row is None or not content_hash or row.content_hash != content_hash
    row = row or ListingState(url=key, source=slug, fetched_at=at)
    row.source, row.etag, row.last_modified = slug, etag, last_modified
    row.content_hash, row.fetched_at = content_hash, at
    session.add(row)
    session.flush()
    return changed


def forget_responses(session: Session, slug: str) -> None:
    """Drop a source's validators, so that the next poll reads its listing in full."""
    for row in session.exec(select(ListingState).where(col(ListingState.source) == slug)):
        session.delete(row)
    session.flush()


def succeeded(
    session: Session,
    slug: str,
    *,
    at: datetime,
    next_due: datetime | None = None,
    articles: int = 0,
    announcements: int = 0,
    content_hash: str | None = None,
) -> SourceView:
    """A poll went well: failures start from zero. `articles` and `announcements` count what was new."""
    row = _row(session, slug)
    row.health, row.failures, row.message = Health.OK, 0, ""
    row.last_poll_at = row.last_success_at = at
    row.next_due_at = next_due
    row.last_article_at = at if articles else row.last_article_at
    row.last_announcement_at = at if announcements else row.last_announcement_at
    row.content_hash = row.content_hash if content_hash is None else content_hash
    session.add(row)
    session.flush()
    return _view(row)


def failed(session: Session, slug: str, *, at: datetime, message: str, next_due: datetime | None = None) -> SourceView:
    """A poll failed, for the reason in `message`: the source is failing, from the third time on broken."""
    row = _row(session, slug)
    row.failures += 1
    row.health = Health.BROKEN if row.failures >= BROKEN_AFTER else Health.FAILING
    row.message, row.last_poll_at, row.next_due_at = message, at, next_due
    session.add(row)
    session.flush()
    return _view(row)


def set_due(session: Session, slug: str, at: datetime) -> None:
    """Ask for the next poll at a time of one's own choosing."""
    row = _row(session, slug)
    row.next_due_at = at
    session.add(row)
    session.flush()


def due(session: Session, sources: Iterable[Source], now: datetime) -> list[Source]:
    """The enabled sources whose time has come: those never polled first, then the most overdue."""
    known = states(session)
    waiting: list[tuple[bool, datetime, str, Source]] = []
    for source in sources:
        seen = known.get(source.slug)
        at = seen.next_due_at if seen else None
        if source.enabled and (at is None or at <= now):
            waiting.append((at is not None, at or now, source.slug, source))
    return [source for _, _, _, source in sorted(waiting, key=lambda entry: entry[:3])]


def without_success(session: Session, slugs: Sequence[str]) -> list[str]:
    """Those of the slugs that never had a successful poll, in the order given."""
    known = states(session)
    return [slug for slug in slugs if slug not in known or known[slug].last_success_at is None]


def _row(session: Session, slug: str) -> SourceState:
    return session.get(SourceState, slug) or SourceState(slug=slug)


def _view(row: SourceState) -> SourceView:
    return SourceView(
        slug=row.slug,
        health=Health(row.health),
        failures=row.failures,
        message=row.message,
        content_hash=row.content_hash,
        last_poll_at=row.last_poll_at,
        last_success_at=row.last_success_at,
        last_article_at=row.last_article_at,
        last_announcement_at=row.last_announcement_at,
        next_due_at=row.next_due_at,
    )
