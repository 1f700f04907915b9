"""Whatever a site sends, discovery answers: hostile bytes, cut pages, deep nesting, and real pages of the world."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.items import Page, Source
from spiders.discovery import discover, literal
from tests.spiders.discovery.test_discover import FIXTURES

NOW = dt.datetime(2025, 2, 10, 4, tzinfo=dt.UTC)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "pages"
SAMPLES = [path.read_bytes() for path in sorted(FIXTURES.glob("*.*")) if not path.name.endswith(".expected.json")]


def found(body: bytes, url: str = "https://example.com/news/") -> list[str]:
    page = Page(url=url, body=body, fetched_at=NOW)
    return [link.url for link in discover(page, Source(slug="s", name="s", url=url)).links]


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_survived(body):
    assert all(url.startswith(("http://", "https://")) for url in found(body))


@given(st.sampled_from(SAMPLES), st.integers(0, 6000), st.integers(0, 400), st.binary(max_size=8))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cut_and_damaged_listings_are_survived(sample, at, length, junk):
    urls = found(sample[:at] + junk + sample[at + length :])
    assert len(urls) == len(set(urls))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["title", "url", "date", "list", "id", "content"]), inner)
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_any_json_is_survived(data):
    found(json.dumps(data).encode())


@pytest.mark.parametrize("opening", ["[", '{"a":', "[{", "(function(a){return {a:", '"['], ids=repr)
def test_deep_nesting_does_not_exhaust_the_stack(opening):
    found((opening * 30_000).encode())
    found(f"<html><script>var data = {opening * 30_000}</script></html>".encode())
    found(f"<html>{'<div>' * 30_000}<a href=/news/1.html>远山汽车发布会在成都举行</a></html>".encode())


def test_a_literal_that_does_not_end_is_refused():
    with pytest.raises(literal.NotLiteralError):
        literal.read("{a: 'b")


@pytest.mark.slow
def test_real_pages_are_read_without_a_crash_and_give_each_link_once():
    if not (SHARED / "articles.jsonl").exists():
        pytest.skip("../shared/pages is not here: it is no part of the product")
    for line in (SHARED / "articles.jsonl").read_text(encoding="utf-8").splitlines()[::3]:
        entry = json.loads(line)
        urls = found(gzip.decompress((SHARED / entry["file"]).read_bytes()), entry["url"] or "https://example.com/a")
        assert len(urls) == len(set(urls)), entry["id"]
