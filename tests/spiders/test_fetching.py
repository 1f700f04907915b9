"""One page outside a crawl: the same manners and the same guard, errors in plain words."""

import pytest

from errors import FetchError, ForbiddenAddressError
from pipeline.items import Request
from settings import Settings
from spiders.fetching import fetch
from tests.site import Answer, Asked, Site


def test_a_page_comes_back_as_bytes_with_its_headers(site: Site, settings: Settings) -> None:
    site.pages["/"] = "<p>你好</p>"
    page = fetch(f"{site.url}/", settings)
    assert (page.body.decode(), page.status, page.content_type) == ("<p>你好</p>", 200, "text/html; charset=utf-8")
    assert site.asked[-1].headers["user-agent"] == settings.user_agent


def test_a_post_sends_its_body(site: Site, settings: Settings) -> None:
    site.pages["/api"] = lambda asked: f"{asked.method} {asked.body.decode()}"
    page = fetch(f"{site.url}/api", settings, Request(url=f"{site.url}/api", method="POST", body=b"page=1"))
    assert page.body == b"POST page=1"


def test_the_name_goes_into_the_request_and_the_connection_to_the_address_that_was_checked(
    site: Site, settings: Settings
) -> None:
    def host(asked: Asked) -> str:
        return asked.headers["host"]

    site.pages["/"] = host
    port = site.host.partition(":")[2]
    settings.allowed_private_hosts = [f"localhost:{port}"]
    assert fetch(f"http://localhost:{port}/", settings).body.decode() == f"localhost:{port}"


def test_a_name_that_leads_to_a_private_network_is_not_asked(site: Site, settings: Settings) -> None:
    port = site.host.partition(":")[2]
    with pytest.raises(ForbiddenAddressError, match="host localhost leads to a private network"):
        fetch(f"http://localhost:{port}/", settings)
    assert site.asked == []


def test_nor_is_a_private_address_behind_a_redirect(site: Site, settings: Settings) -> None:
    with Site("127.0.0.9") as secret:
        site.pages["/"] = Answer(status=302, headers={"Location": secret.url})
        with pytest.raises(ForbiddenAddressError):
            fetch(f"{site.url}/", settings)
        assert secret.asked == []


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, settings: Settings) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /secret/"
    with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
        fetch(f"{site.url}/secret/", settings)
    assert site.paths() == []


def test_a_circle_and_a_huge_page_are_told(site: Site, settings: Settings) -> None:
    site.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    site.pages["/huge"] = "x" * 50_000
    with pytest.raises(FetchError, match="redirects in a circle"):
        fetch(f"{site.url}/round", settings)
    settings.max_page_bytes = 10_000
    with pytest.raises(FetchError, match="larger than 10,000 bytes"):
        fetch(f"{site.url}/huge", settings)
