"""Inserts that two processes may try at once: the first wins, the second finds what the first wrote."""

from collections.abc import Callable, Mapping, Sequence
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


def insert_or_update(
    session: Session,
    table: type[SQLModel],
    rows: Sequence[Mapping[str, Any]],
    key: str,
    change: Callable[[Any], Mapping[str, Any]],
) -> None:
    """Insert the rows; where one has a known `key`, set the columns that `change` gives for the row's values instead.

    An empty answer of `change` leaves the known row as it is.
    """
    if not rows:
        return
    insert = insert_postgresql if session.connection().dialect.name == "postgresql" else insert_sqlite
    statement = insert(table)
    changes = change(statement.excluded)
    if changes:
        statement = statement.on_conflict_do_update(index_elements=[key], set_=dict(changes))
    else:
        statement = statement.on_conflict_do_nothing(index_elements=[key])
    session.connection().execute(statement, [{**_defaults(table), **row} for row in rows])


def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    return {
        name: info.get_default(call_default_factory=True)
        for name, info in table.model_fields.items()
        if not info.is_required() and name != "id"
    }
