"""The press sites answer as their shapes say, and their ground truth agrees with what they serve."""

import datetime as dt

import httpx
import pytest

from tests.pressroom import Pressroom
from tests.pressroom.content import load


def slugs() -> list[str]:
    return [site.slug for site in load(dt.datetime.now(dt.UTC))]


@pytest.fixture(scope="module")
def client():
    with httpx.Client(follow_redirects=True, timeout=10) as opened:
        yield opened


@pytest.mark.parametrize("slug", slugs())
def test_the_listing_and_every_kind_of_article_answer(room: Pressroom, client: httpx.Client, slug: str) -> None:
    site = room.sites[slug]
    assert site.articles
    assert len({truth.url for truth in site.articles}) == len(site.articles)
    answer = client.get(site.url)
    assert answer.status_code in (200, 405), answer.text[:200]
    first = site.articles[0]
    assert client.get(first.url).status_code == 200
