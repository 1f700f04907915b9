"""What every test may rely on: settings are read anew, so that one test's environment never reaches another."""

from collections.abc import Iterator

import pytest

from settings import get_settings


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()
