"""What tests of the crawler share: a site, settings for it, and the store of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import Settings
from store.db import Engine, open_store
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, site: Site) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        allowed_private_hosts=[site.host],
        download_delay=0,
        retry_backoff=0.02,
        timeout=5,
    )


@pytest.fixture
def store(settings: Settings) -> Engine:
    return open_store(settings.database)
