"""The press sites answer as their shapes say, and their ground truth agrees with what they serve."""

import datetime as dt

import httpx
import pytest

from spiders.discovery import first_request
from tests.pressroom import Pressroom
from tests.pressroom.content import load

NOW = dt.datetime(2025, 2, 11, 4, 0, tzinfo=dt.UTC)
SLUGS = [site.slug for site in load(NOW)]


@pytest.fixture(scope="module")
def client():
    with httpx.Client(follow_redirects=True, timeout=10) as opened:
        yield opened


@pytest.mark.parametrize("slug", SLUGS)
def test_the_listing_and_its_first_article_answer(room: Pressroom, client: httpx.Client, slug: str) -> None:
    site = room.sites[slug]
    request = first_request(room.source(slug), NOW)
    answer = client.request(request.method, request.url, content=request.body, headers=dict(request.headers))
    assert answer.status_code == 200, answer.text[:200]
    assert client.get(site.articles[0].url).status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_no_article_has_two_places_and_every_claim_a_day_not_after_the_article(room: Pressroom, slug: str) -> None:
    truths = room.sites[slug].articles
    assert truths
    assert len({truth.url for truth in truths}) == len(truths)
    for truth in truths:
        assert truth.title
        assert truth.date.year in (2024, 2025) or truth.date <= room.today
        assert all(claim.date <= truth.date for claim in truth.claims)
