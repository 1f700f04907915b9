"""In a real browser the applications show their articles."""

import pytest

from settings import Settings
from tests.pressroom import Pressroom


@pytest.mark.browser
@pytest.mark.parametrize("slug", ["byd", "infinigence"])
def test_an_application_shows_its_articles_once_its_script_has_run(slug: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with Pressroom([slug]) as room, playwright.sync_playwright() as started:
        site = room.sites[slug]
        browser = started.chromium.launch(executable_path=Settings().chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(site.url)
        page.wait_for_selector("a[href]")
        found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        browser.close()
        assert found == [truth.url for truth in site.articles]
