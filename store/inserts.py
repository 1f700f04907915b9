"""Inserts that two processes may try at once: the first wins, the second finds what the first wrote."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import Session, SQLModel


def insert_once(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that break no unique constraint, leave out the others; returns how many were inserted.

    On PostgreSQL this waits for another transaction that is about to insert the same, so that a query afterwards
    sees its row. Columns with defaults may be left out.
    """
    if not rows:
        return 0
    full = [{**_defaults(table), **row} for row in rows]
    if session.connection().dialect.name == "postgresql":
        done = session.connection().execute(insert_postgresql(table).on_conflict_do_nothing(), full)
    else:
        done = session.connection().execute(insert_sqlite(table).on_conflict_do_nothing(), full)
    return int(done.rowcount)


def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    return {
        name: info.get_default(call_default_factory=True)
        for name, info in table.model_fields.items()
        if not info.is_required() and name != "id"
    }
