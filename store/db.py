"""Opens the database, brings its schema up to date, and hands out sessions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import Session

from errors import StoreError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_SECONDS = 30  # how long a writer waits for another
_LOCK_KEY = 0x61646F70  # PostgreSQL advisory lock of the one writer ("adop")

__all__ = ["Engine", "Session", "migrate", "open_store", "reading", "session", "shown_url"]


def open_store(url: str) -> Engine:
    """The database at a SQLAlchemy URL, created if missing and migrated to this version's schema.

    SQLite (`sqlite:///path`) runs in WAL mode with foreign keys on and waits up to 30 seconds for another writer;
    `postgresql://` uses psycopg 3. Raises StoreError, with the password left out, when the database cannot be
    reached or was written by a newer version.
    """
    address = _address(url)
    shown = address.render_as_string(hide_password=True)
    try:
        engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)
        with engine.execution_options(writes=False).connect() as connection:
            ready = _is_current(connection, shown)
        if not ready:
            with engine.execution_options(writes=True).begin() as connection:
                migrate(connection, shown)
    except (DBAPIError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(f"database {shown}: {reason}", _whereabouts(address)) from error
    return engine


def _whereabouts(address: URL) -> str:
    if address.get_backend_name() == "sqlite":
        return "check that its folder can be written to; ADOPTERS_DATA_DIR chooses another"
    return "check ADOPTERS_DATABASE_URL, and that the server is up"


def migrate(connection: Connection, shown: str = "") -> None:
    """Upgrade to the newest revision within the connection's transaction; StoreError when it is ahead of the code."""
    if not _is_current(connection, shown):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write: committed at the end, rolled back on an error.

    There is one writer at a time, on PostgreSQL as on SQLite: whoever comes second waits at the beginning, up to 30
    seconds, instead of failing halfway. Keep it short, and fetch nothing inside.
    """
    with _session(engine, writes=True) as opened:
        yield opened
        opened.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session for queries only: never waits for a writer, sees one consistent state, is always rolled back."""
    with _session(engine, writes=False) as opened:
        yield opened


@contextmanager
def _session(engine: Engine, writes: bool) -> Iterator[Session]:
    try:
        with Session(engine.execution_options(writes=writes), expire_on_commit=False) as opened:
            yield opened
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        shown = engine.url.render_as_string(hide_password=True)
        raise StoreError(
            f"database {shown}: {reason}", "try again; look for another program that holds it, or a full disk"
        ) from error


def shown_url(url: str) -> str:
    """The database's URL without its password, for messages. Raises StoreError as `open_store`."""
    return _address(url).render_as_string(hide_password=True)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _is_current(connection: Connection, shown: str) -> bool:
    scripts = ScriptDirectory.from_config(_config())
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"database {shown}: its schema {current!r} is newer than this version of adopters",
            "upgrade adopters, or set ADOPTERS_DATABASE_URL to another database",
        )
    return current == scripts.get_current_head()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "database URL cannot be read", "write sqlite:///adopters.db or postgresql://user:password@host/name"
        ) from error
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"database URL {address.drivername}://...: not supported", "use sqlite:/// or postgresql://")
    return address


def _postgresql(address: URL) -> Engine:
    engine = create_engine(address, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_KEY})")
    else:  # a reader sees one state throughout, as on SQLite
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would otherwise commit before every CREATE and ALTER
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer fails at once when another has written meanwhile.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
