"""Queries about exports: every version of the list is kept whole."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from pipeline.items import Adopter, DateBasis, Export, Kind
from store import tables


def record(session: Session, *, topic: str, adopters: Sequence[Adopter], made_at: datetime) -> Export:
    """The version that holds exactly these entries: the latest if nothing has changed since, else a new one.

    Versions are named by day (UTC) and number, as 2025.02.10-1; the order of entries is kept.
    """
    content = [to_json(adopter) for adopter in adopters]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    last = _latest(session, topic)
    if last is not None and last.content_hash == digest:
        return _export(last)
    day = f"{made_at:%Y.%m.%d}-"
    same_day = select(func.count()).where(
        col(tables.Export.topic) == topic, col(tables.Export.version).startswith(day, autoescape=True)
    )
    row = tables.Export(
        topic=topic,
        version=f"{day}{session.exec(same_day).one() + 1}",
        made_at=made_at,
        content_hash=digest,
        count=len(content),
        content=content,
    )
    session.add(row)
    session.flush()
    return _export(row)


def latest(session: Session, topic: str) -> Export | None:
    """The last version; None when the list was never exported."""
    row = _latest(session, topic)
    return _export(row) if row else None


def versions(session: Session, topic: str) -> list[tuple[str, datetime, int]]:
    """Version, time and number of entries of every export, the oldest first."""
    query = select(tables.Export.version, tables.Export.made_at, tables.Export.count)
    return list(session.exec(query.where(col(tables.Export.topic) == topic).order_by(col(tables.Export.id))))


def to_json(adopter: Adopter) -> dict[str, Any]:
    """An entry as plain values."""
    return {
        "company": adopter.company,
        "topic": adopter.topic,
        "sector": adopter.sector,
        "date": adopter.date.isoformat() if adopter.date else None,
        "date_basis": str(adopter.date_basis),
        "kind": str(adopter.kind) if adopter.kind else None,
        "models": list(adopter.models),
        "product": adopter.product,
        "evidence": adopter.evidence,
        "url": adopter.url,
        "outlet": adopter.outlet,
        "title": adopter.title,
        "added_at": adopter.added_at.isoformat() if adopter.added_at else None,
        "links": list(adopter.links),
    }


def from_json(kept: Mapping[str, Any]) -> Adopter:
    """Back from `to_json`."""
    return Adopter(
        company=kept["company"],
        topic=kept["topic"],
        sector=kept["sector"],
        date=Day.fromisoformat(kept["date"]) if kept["date"] else None,
        date_basis=DateBasis(kept["date_basis"]),
        kind=Kind(kept["kind"]) if kept["kind"] else None,
        models=tuple(kept["models"]),
        product=kept["product"],
        evidence=kept["evidence"],
        url=kept["url"],
        outlet=kept["outlet"],
        title=kept["title"],
        added_at=datetime.fromisoformat(kept["added_at"]) if kept["added_at"] else None,
        links=tuple(kept["links"]),
    )


def _latest(session: Session, topic: str) -> tables.Export | None:
    query = select(tables.Export).where(col(tables.Export.topic) == topic)
    return session.exec(query.order_by(col(tables.Export.id).desc()).limit(1)).first()


def _export(row: tables.Export) -> Export:
    return Export(
        topic=row.topic,
        made_at=row.made_at,
        version=row.version,
        adopters=tuple(from_json(entry) for entry in row.content),
    )
