"""Every fault does on the wire what its name says, and ends when it is cleared."""

import gzip
import time
import zlib

import httpx
import pytest

from tests.pressroom import Pressroom, Site
from tests.pressroom.faults import FAULTS

WALLS = ("challenge", "captcha", "login_wall", "soft_404", "parked", "empty")


@pytest.fixture
def site():
    with Pressroom(["aliyun"]) as room:
        yield room.sites["aliyun"]


def get(site: Site, path: str = "", **headers: str) -> httpx.Response:
    return httpx.get(site.base + path if path else site.url, headers=headers, timeout=5, verify=False)


@pytest.mark.parametrize(
    ("name", "status"),
    [("403", 403), ("404", 404), ("410", 410), ("412", 412), ("521", 521), *((name, 200) for name in WALLS)],
)
def test_a_wall_answers_with_its_status_and_without_the_article(site: Site, name: str, status: int) -> None:
    title = site.articles[0].title
    site.fault(name)
    answer = get(site, site.articles[0].url.removeprefix(site.base))
    assert answer.status_code == status
    assert title not in answer.text


def test_too_many_requests_says_when_to_come_back(site: Site) -> None:
    site.fault("429", times=1, seconds=7)
    answer = get(site)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert get(site).status_code == 200


def test_a_burst_of_server_errors_passes(site: Site) -> None:
    site.fault("5xx_burst", times=3)
    assert all(get(site).status_code >= 500 for _ in range(3))
    assert get(site).status_code == 200


@pytest.mark.parametrize("name", ["reset", "reset_at_once", "short_body"])
def test_a_broken_connection_is_an_error_for_the_client(site: Site, name: str) -> None:
    site.fault(name)
    with pytest.raises(httpx.TransportError):
        get(site)


def test_a_truncated_gzip_body_cannot_be_unpacked(site: Site) -> None:
    site.fault("truncated_gzip")
    with httpx.stream("GET", site.url) as answer:
        raw = b"".join(answer.iter_raw())
    with pytest.raises(EOFError):
        gzip.decompress(raw)
    assert zlib.decompressobj(31).decompress(raw).startswith(b"<!DOCTYPE html>")


def test_plain_text_that_says_gzip_cannot_be_decoded(site: Site) -> None:
    site.fault("not_gzip")
    with pytest.raises(httpx.DecodingError):
        get(site)


def test_a_redirect_loop_never_ends(site: Site) -> None:
    site.fault("redirect_loop")
    with pytest.raises(httpx.TooManyRedirects):
        httpx.get(site.url, follow_redirects=True)


def test_a_redirect_can_lead_into_a_private_network(site: Site) -> None:
    site.fault("redirect_private")
    assert get(site).headers["location"].startswith("http://169.254.169.254/")


def test_a_bad_304_comes_without_having_been_asked_for(site: Site) -> None:
    site.fault("bad_304")
    assert get(site).status_code == 304


def test_never_304_ignores_the_condition(site: Site) -> None:
    tag = get(site).headers["etag"]
    site.fault("never_304")
    assert get(site, **{"If-None-Match": tag}).status_code == 200


def test_a_huge_body_has_no_length_and_goes_on(site: Site) -> None:
    site.fault("huge", megabytes=3)
    with httpx.stream("GET", site.url) as answer:
        assert "content-length" not in answer.headers
        assert sum(len(chunk) for chunk in answer.iter_raw()) > 2_500_000


def test_a_bomb_is_small_on_the_wire_and_large_unpacked(site: Site) -> None:
    site.fault("bomb", megabytes=3)
    answer = get(site)
    assert len(answer.content) == 3 * 1_048_576
    assert int(answer.headers["content-length"]) < 10_000


def test_a_slow_body_takes_its_time(site: Site) -> None:
    site.fault("slow", seconds=0.4)
    began = time.monotonic()
    assert get(site).status_code == 200
    assert time.monotonic() - began > 0.3


def test_a_silent_site_makes_the_client_give_up(site: Site) -> None:
    site.fault("silent")
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(site.url, timeout=0.2)


def test_endless_pages_always_have_another(site: Site) -> None:
    site.fault("endless_pages")
    assert "/news/list_401.html" in get(site, "/news/list_400.html").text
    site.clear()
    assert get(site, "/news/list_400.html").status_code == 404


def test_an_empty_list_has_no_articles(site: Site) -> None:
    site.fault("empty_list")
    assert "/news/detail/" not in get(site).text


@pytest.mark.parametrize(
    ("name", "status", "line"),
    [("robots_disallow", 200, "Disallow: /\n"), ("robots_delay", 200, "Crawl-delay: 3"), ("robots_error", 502, "")],
)
def test_robots_rules_can_be_changed(site: Site, name: str, status: int, line: str) -> None:
    site.fault(name)
    answer = get(site, "/robots.txt")
    assert answer.status_code == status
    assert line in answer.text


def test_a_fault_can_be_limited_to_articles_and_cleared(site: Site) -> None:
    path = site.articles[0].url.removeprefix(site.base)
    site.fault("403", only="articles")
    assert (get(site).status_code, get(site, path).status_code) == (200, 403)
    site.clear()
    assert get(site, path).status_code == 200


def test_an_unknown_fault_is_refused_with_the_names_there_are(site: Site) -> None:
    with pytest.raises(ValueError, match="truncated_gzip"):
        site.fault("gremlins")
    assert len(FAULTS) > 20
