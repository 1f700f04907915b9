"""A data folder and a small catalogue for tests of commands, and a way to run them as a user would."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import settings
from cli import adopters
from errors import AdoptersError
from store.db import Session, open_store, session

CATALOG = Path(__file__).resolve().parents[2] / "catalog"


class Workplace:
    """One user's folder; `run` gives the result of a command, `db` a session of its store."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str] = {}) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.data = folder / "data"
        monkeypatch.chdir(folder)
        monkeypatch.setenv("ADOPTERS_DATA_DIR", str(self.data))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    def run(self, *arguments: str) -> Result:
        """What `adopters ARGUMENTS` prints; an error that a user can meet is in `exception`."""
        settings.get_settings.cache_clear()
        try:
            return CliRunner().invoke(adopters, list(arguments), catch_exceptions=True)
        finally:
            settings.get_settings.cache_clear()

    @contextmanager
    def db(self) -> Iterator[Session]:
        """A session of the store that the commands use."""
        engine = open_store(f"sqlite:///{self.data / 'adopters.db'}")
        try:
            with session(engine) as opened:
                yield opened
        finally:
            engine.dispose()


def small_catalog(folder: Path) -> Path:
    """The real catalogue with two sources of its own."""
    target = folder / "catalog"
    shutil.copytree(CATALOG, target, ignore=shutil.ignore_patterns("sources", "__pycache__"))
    (target / "sources").mkdir()
    (target / "sources" / "two.yaml").write_text(
        "sources:\n"
        "- {slug: geely, name: 吉利, url: 'https://geely.example/news'}\n"
        "- {slug: oppo, name: OPPO, url: 'https://oppo.example/news'}\n",
        encoding="utf-8",
    )
    return target


def problem(result: Result) -> str:
    """The one line that the command line shows for the error."""
    assert isinstance(result.exception, AdoptersError), result.exception
    return str(result.exception)
