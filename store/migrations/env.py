"""Runs the revisions on the connection that `store.db.migrate` hands over, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

import store.tables  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
