"""Every behaviour test of the store runs on SQLite and on a PostgreSQL server that the tests start themselves."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from store.db import Engine, Session, open_store, session

UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root


def binaries() -> Path | None:
    """The folder with initdb and postgres, the newest version first."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[-2]), reverse=True)
    found += [str(Path(path).parent) for path in [shutil.which("initdb")] if path]
    return next((Path(path) for path in found if (Path(path) / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a fresh server's maintenance database, reached over a Unix socket."""
    folder = binaries()
    if folder is None:
        pytest.skip("no PostgreSQL server binaries below /usr/lib/postgresql or on the PATH")
    home = Path(tempfile.mkdtemp(prefix="adopters-pg-", dir="/tmp"))
    owner: dict[str, object] = {}
    if os.getuid() == 0:
        import pwd

        names = {entry.pw_name for entry in pwd.getpwall()}
        user = next((name for name in UNPRIVILEGED if name in names), None)
        if user is None:
            pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
        owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with socket.socket() as probe:  # the port only names the socket file
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = home / "data"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}
    run = {"cwd": home, "env": environment, **owner}
    initdb = [folder / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, **run)
    server = [folder / "pg_ctl", "-D", data, "-w", "-l", home / "log"]
    options = f"-k {home} -p {port} -c listen_addresses= -c fsync=off -c full_page_writes=off"
    subprocess.run([*server, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, **run)
    try:
        yield f"postgresql://tester@/postgres?host={home}&port={port}"
    finally:
        subprocess.run([*server, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, **run)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'adopters.db'}"
        return
    maintenance = request.getfixturevalue("postgres")
    server = create_engine(maintenance.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    name = "test_" + os.urandom(6).hex()
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield maintenance.replace("/postgres?", f"/{name}?")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    engine = open_store(f"sqlite:///{path}")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def shared(postgres: str) -> Iterator[Engine]:
    """One migrated PostgreSQL database for all tests, wiped before each."""
    opened = open_store(postgres)
    yield opened
    opened.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated store without rows."""
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{shutil.copy(request.getfixturevalue('migrated'), tmp_path / 'adopters.db')}")
        yield opened
        opened.dispose()
        return
    opened = request.getfixturevalue("shared")
    tables = ", ".join(table.name for table in SQLModel.metadata.sorted_tables)
    with opened.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the triggers would refuse
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield opened


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """A session of it that may write."""
    with session(engine) as opened:
        yield opened
