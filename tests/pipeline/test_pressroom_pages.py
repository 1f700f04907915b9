"""Article pages of every press site are read right, over real HTTP."""

import datetime as dt
import gzip
import urllib.request

import pytest

from pipeline.items import Article, Page, Unusable
from pipeline.read import read_page
from pipeline.reading.sitename import plain
from tests.pressroom import Pressroom


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        body = answer.read()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        now = dt.datetime.now(dt.UTC)
        return Page(url=answer.url, body=body, headers=headers, fetched_at=now, requested_url=url)


@pytest.fixture(scope="module")
def read():
    with Pressroom() as room:
        found = [(slug, truth, fetch(truth.url)) for slug, site in room.sites.items() for truth in site.articles[:3]]
    return [(slug, truth, read_page(page)) for slug, truth, page in found]


def test_walls_are_reported_and_never_articles(read):
    assert [truth.url for _, truth, page in read if truth.wall and isinstance(page, Article)] == []


def test_only_sites_whose_pages_hold_no_text_cannot_be_read(read):
    unread = {slug: page.reason for slug, truth, page in read if isinstance(page, Unusable) and not truth.wall}
    assert len(unread) <= 3, unread
    assert set(unread.values()) <= {"empty", "empty_shell"}


def test_titles_and_days_are_right_on_every_page_that_is_read(read):
    articles = [(truth, page) for _, truth, page in read if isinstance(page, Article)]
    assert len(articles) > 150
    wrong = [
        (truth.url, page.title, page.published)
        for truth, page in articles
        if plain(page.title) != plain(truth.title) or page.published != truth.date
    ]
    assert wrong == []


def test_bodies_are_whole_and_hold_nothing_else_but_a_signature(read):
    for _, truth, page in read:
        if isinstance(page, Article):
            text = plain(page.text)
            assert [line for line in truth.paragraphs if plain(line) not in text] == []
            whole = plain("".join(truth.paragraphs))
            further = [line for line in page.text.split("\n") if plain(line) not in whole]
            assert not further or "特此公告。" in further, (truth.url, further)
