"""One room for all tests that only look."""

from collections.abc import Iterator

import pytest

from tests.pressroom import Pressroom


@pytest.fixture(scope="session")
def room() -> Iterator[Pressroom]:
    """All sites, with nothing wrong."""
    with Pressroom() as opened:
        yield opened
