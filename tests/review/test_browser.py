"""The review page in a real browser: decisions by key and by mouse, both languages, hostile text."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.app import create_app
from review.server import in_background, listening_socket
from store.adopters import list_adopters
from store.db import open_store, reading
from tests.review.desk import fill

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="needs the system's chromium")]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture
def desk(tmp_path: Path, browser) -> Iterator:
    settings = fill(tmp_path)
    app, sock = create_app(settings), listening_socket(settings)
    with in_background(app, sock) as address:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1200, "height": 800})
        page = context.new_page()
        page.set_default_timeout(8000)
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.goto(address)
        yield page, settings
        context.close()
        assert failures == []


def companies(settings) -> list[str]:
    engine = open_store(settings.database)
    with reading(engine) as opened:
        return [adopter.company for adopter in list_adopters(opened, "deepseek")]


def shown(page) -> str:
    return page.locator("h2").inner_text()


def press(page, key: str, expect: str) -> None:
    page.keyboard.press(key)
    playwright.expect(page.locator("h2")).to_have_text(expect)


def test_three_keys_decide_three_candidates(desk):
    page, settings = desk
    assert shown(page) == "岚川电气"
    press(page, "a", "青穗种业")
    press(page, "r", "海枫医院")
    press(page, "a", "江澜证券")
    assert sorted(companies(settings)) == sorted(["零跑", "岚川电气", "海枫医院"])


def test_undo_brings_the_candidate_back(desk):
    page, settings = desk
    press(page, "a", "青穗种业")
    press(page, "u", "岚川电气")
    assert companies(settings) == ["零跑"]


def test_the_evidence_is_marked_in_its_paragraph(desk):
    page, _ = desk
    assert "".join(page.locator("mark").all_inner_texts()) == "岚川电气宣布旗下巡检平台接入DeepSeek-R1。"
    assert page.locator("mark b").all_inner_texts() == ["岚川电气", "DeepSeek"]
    assert page.locator("blockquote").inner_text().startswith("今日要闻如下。")


def test_an_edit_is_kept_and_listed(desk):
    page, settings = desk
    page.keyboard.press("e")
    page.fill("#f-company", "岚川电气集团")
    page.select_option("#f-sector", "energy_power")
    page.get_by_role("button", name="保存并接受").click()
    playwright.expect(page.locator("h2")).to_have_text("青穗种业")
    assert "岚川电气集团" in companies(settings)


def test_moving_does_not_decide(desk):
    page, settings = desk
    press(page, "j", "青穗种业")
    press(page, "k", "岚川电气")
    assert companies(settings) == ["零跑"]


def test_scraped_text_never_becomes_markup_or_a_script_link(desk):
    page, _ = desk
    press(page, "j", "青穗种业")
    press(page, "j", "海枫医院")
    assert "<script>" in page.locator("blockquote").inner_text()
    assert "owned" not in page.title()
    press(page, "j", "江澜证券")
    assert page.locator("a[href^='javascript']").count() == 0


def test_the_language_switches_and_stays(desk):
    page, _ = desk
    page.get_by_role("button", name="English").click()
    playwright.expect(page.get_by_role("button", name="Accept").first).to_be_visible()
    page.reload()
    playwright.expect(page.get_by_role("button", name="Accept").first).to_be_visible()


def test_a_decision_on_what_somebody_else_decided_is_refused_in_words(desk):
    page, settings = desk
    other = page.context.new_page()
    other.goto(page.url)
    playwright.expect(other.locator("h2")).to_have_text("岚川电气")
    press(page, "r", "青穗种业")
    other.keyboard.press("a")
    playwright.expect(other.locator(".note.error:visible")).to_contain_text("岚川电气")
    assert companies(settings) == ["零跑"]


def test_confirmations_of_a_listed_company_are_not_in_the_queue(desk):
    page, _ = desk
    assert "零跑" not in page.locator(".waiting").inner_text()
    page.get_by_role("link", name="佐证").click()
    playwright.expect(page.locator("main")).to_contain_text("零跑的智能座舱已接入DeepSeek。")


def test_a_better_day_from_a_confirmation_is_taken_over_with_one_click(desk):
    page, _ = desk
    page.get_by_role("link", name="佐证").click()
    page.get_by_role("button", name="采用此日期：2025-02-07").click()
    playwright.expect(page.locator("main")).not_to_contain_text("零跑的智能座舱")
    page.get_by_role("link", name="名单").click()
    playwright.expect(page.locator("tbody")).to_contain_text("2025-02-07")
