"""Every shape of press site: each article found and nothing else, nearly always with the address alone."""

from collections.abc import Iterator

import pytest

from settings import Settings
from tests.pressroom import Pressroom
from tests.spiders.discovery.walk import Score, score, walk

SHARE = 0.9  # of all shapes that must be read with the address alone; some name no article addresses at all


@pytest.fixture(scope="module")
def room() -> Iterator[Pressroom]:
    with Pressroom() as running:
        yield running


@pytest.fixture(scope="module")
def settings(room: Pressroom) -> Settings:
    return Settings(allowed_private_hosts=room.hosts, timeout=10)


@pytest.fixture(scope="module")
def bare(room: Pressroom, settings: Settings) -> dict[str, Score]:
    """Every site, told nothing but its address."""
    return {slug: score(walk(room.source(slug, hints=False), settings), site) for slug, site in room.sites.items()}


def test_nine_shapes_in_ten_are_read_with_nothing_but_the_address(bare: dict[str, Score]) -> None:
    failed = [slug for slug, result in bare.items() if not result.perfect]
    assert len(failed) <= len(bare) * (1 - SHARE), failed


def test_no_link_to_anything_but_an_article_is_taken(bare: dict[str, Score]) -> None:
    strangers = {slug: [link.url for link in result.strangers] for slug, result in bare.items() if result.strangers}
    assert strangers == {}


def test_what_the_address_alone_does_not_give_three_lines_of_data_do(
    room: Pressroom, settings: Settings, bare: dict[str, Score]
) -> None:
    for slug, result in bare.items():
        site = room.sites[slug]
        if result.perfect or site.rendered:
            continue
        assert 1 <= len(site.hints) <= 3, slug
        hinted = score(walk(room.source(slug), settings), site)
        assert hinted.perfect, (slug, [truth.url for truth in hinted.missing], hinted.strangers)


@pytest.mark.browser
def test_sites_that_only_exist_after_their_scripts_are_read_in_a_browser(room: Pressroom, settings: Settings) -> None:
    for slug, site in room.sites.items():
        if site.rendered:
            assert score(walk(room.source(slug), settings), site).perfect, slug


def test_titles_are_those_of_the_articles(bare: dict[str, Score]) -> None:
    assert {slug: result.titles for slug, result in bare.items() if result.titles} == {}


def test_days_are_those_that_the_listing_gives(bare: dict[str, Score]) -> None:
    assert {slug: result.days for slug, result in bare.items() if result.days} == {}


def test_a_redesigned_site_is_read_like_before(room: Pressroom, settings: Settings, bare: dict[str, Score]) -> None:
    for slug in ("geely", "aliyun", "tencentcloud", "baiduyun", "volcengine", "ctyun"):
        site = room.sites[slug]
        site.relayout()
        try:
            assert score(walk(room.source(slug, hints=False), settings), site).perfect, slug
        finally:
            site.relayout()
