"""What `discover` makes of a saved listing: one fixture a shape, beside what a person expects of it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.items import Listing, Page, Source
from spiders.discovery import discover

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(FIXTURES.glob("*.expected.json"))


def read(expectation: Path) -> tuple[Listing, dict]:
    """Discover the fixture that an expectation describes, as if fetched on 10 February 2025."""
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    stem = expectation.name.removesuffix(".expected.json")
    fixture = next(path for path in FIXTURES.glob(f"{stem}.*") if path != expectation)
    url = expected["url"]
    page = Page(
        url=url,
        body=fixture.read_bytes(),
        fetched_at=datetime(2025, 2, 10, 4, tzinfo=UTC),
        headers={"content-type": expected["content_type"]} if "content_type" in expected else {},
    )
    return discover(page, Source(slug="fixture", name="fixture", url=url, **expected.get("source", {}))), expected


@pytest.mark.parametrize("expectation", CASES, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_listing_gives_exactly_its_articles(expectation):
    listing, expected = read(expectation)
    found = [[link.url, link.title, link.date.isoformat() if link.date else None] for link in listing.links]
    assert found == expected["links"]
    assert listing.shape == expected["shape"]
    assert listing.next_url == expected.get("next_url")
    assert list(listing.feeds) == expected.get("feeds", [])
