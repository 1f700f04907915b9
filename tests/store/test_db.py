"""Opening the store: migrations, newer databases, engines, and text that no database holds."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from errors import StoreError
from store import pages, polls
from store.db import Engine, open_store, reading, session

NOW = datetime(2025, 2, 6, 8, 0, tzinfo=UTC)


def test_an_empty_database_gets_every_table(engine: Engine) -> None:
    tables = set(inspect(engine).get_table_names())
    assert {"source_state", "poll", "page", "article", "announcement", "candidate", "decision", "export"} <= tables


def test_the_migrations_build_exactly_what_the_code_expects(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_opening_again_keeps_what_is_stored(url: str) -> None:
    first = open_store(url)
    with session(first) as db:
        polls.start(db, "geely", NOW)
    first.dispose()
    again = open_store(url)
    with reading(again) as db:
        assert [poll.source for poll in polls.latest(db)] == ["geely"]
    again.dispose()


def test_a_database_of_a_newer_version_is_refused_with_a_remedy(url: str) -> None:
    engine = open_store(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="'9999' is newer than this version of adopters - upgrade adopters"):
        open_store(url)


def test_two_processes_may_open_an_empty_database_at_once(url: str) -> None:
    problems: list[BaseException] = []

    def attempt() -> None:
        try:
            open_store(url).dispose()
        except BaseException as error:
            problems.append(error)

    threads = [Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_sqlite_uses_wal_foreign_keys_and_waits_for_other_writers(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/new/folder/adopters.db")
    with engine.connect() as connection:
        ask = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
    assert ask == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://root:secret@host/db", "not supported - use sqlite:/// or postgresql://"),
        ("what is this", "database URL cannot be read"),
        ("postgresql://me:secret@127.0.0.1:1/none", "check ADOPTERS_DATABASE_URL"),
        ("sqlite:////proc/adopters.db", "check that its folder can be written to; ADOPTERS_DATA_DIR chooses another"),
    ],
)
def test_an_address_that_cannot_be_opened_gives_one_line_without_the_password(url: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert message in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_text_that_no_database_holds_is_stored_with_its_length_unchanged(engine: Engine) -> None:
    with session(engine) as db:
        pages.save(db, url="https://a/1", source="a", outcome="article", fetched_at=NOW, title="接入\x00Deep\ud800Seek")
    with reading(engine) as db:
        kept = pages.get(db, "https://a/1")
    assert kept is not None
    assert kept.title == "接入�Deep�Seek"


def test_an_address_longer_than_an_index_entry_is_still_one_address(engine: Engine) -> None:
    long, other = "https://a/" + "路" * 3000, "https://a/" + "路" * 3000 + "?p=2"
    with session(engine) as db:
        pages.save(db, url=long, source="a", outcome="article", fetched_at=NOW)
        assert pages.known(db, [long, other]) == {long}


def test_a_time_without_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(Exception, match="time without a zone"), session(engine) as db:
        polls.start(db, "geely", datetime(2025, 2, 6))


def test_a_reader_sees_the_state_before_an_open_write(engine: Engine) -> None:
    with session(engine) as writer:
        polls.start(writer, "geely", NOW)
        with reading(engine) as reader:
            assert polls.latest(reader) == []
