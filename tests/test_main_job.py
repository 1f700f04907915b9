"""The whole line once: press sites up, crawl, candidates, accept in a real browser, export read back."""

import csv
import html
import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog_loader import load_registry
from cli import adopters
from pipeline.items import Source
from settings import ROOT, Settings
from spiders.crawling import crawl
from store import candidates
from store.db import open_store, reading
from tests.pressroom import Pressroom

GOLD = ROOT.parent / "shared" / "gold"
SITES = ("aliyun", "ecloud", "ksyun")


@contextmanager
def served(pages: dict[str, str]) -> Iterator[str]:
    """A web server on loopback with these pages; gives its host:port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def as_page(markdown: str) -> tuple[str, str]:
    """The seed article's Markdown as the HTML page of a news site would have it: (title, page)."""
    _, front, body = markdown.split("---\n", 2)
    title = re.search(r'^title: "(.*)"$', front, re.M)
    date = re.search(r'^date: "(.*)"$', front, re.M)
    assert title
    assert date
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body)
    paragraphs = []
    for part in re.split(r"\n\s*\n", body):
        text = html.escape(part.strip().lstrip("> ").strip(), quote=False)
        text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
        if text and text != "---":
            paragraphs.append(f"<p>{text}</p>")
    head = f"<title>{title[1]}_新闻频道</title><meta charset='utf-8'>"
    info = f"<h1>{title[1]}</h1><div class='info'>{date[1]} 来源：新闻频道</div>"
    links = "<nav><a href='/'>首页</a><a href='/tech/'>科技</a></nav>"
    return title[
        1
    ], f"<html><head>{head}</head><body>{links}{info}<article>{''.join(paragraphs)}</article></body></html>"


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="needs the shared gold beside the checkout")
def test_the_seed_article_crawled_over_http_gives_its_33_adopters_and_no_other(tmp_path):
    title, page = as_page((GOLD / "seed_article.md").read_text(encoding="utf-8"))
    others = "".join(
        f"<li><a href='/news/2025/{i}.html'>第{i}届行业大会在当地顺利举行并闭幕</a><span>2025-02-0{i}</span></li>"
        for i in range(1, 6)
    )
    listing = f"<ul><li><a href='/news/2025/9.html'>{title}</a><span>2025-02-10</span></li>{others}</ul>"
    gold = json.loads((GOLD / "seed_adopters.json").read_text(encoding="utf-8"))["adoptions"]
    with served({"/": listing, "/news/2025/9.html": page}) as host:
        settings = Settings(data_dir=tmp_path, download_delay=0, retries=0, allowed_private_hosts=[host])
        source = Source(slug="news", name="新闻频道", url=f"http://{host}/", role="media")
        crawl(["news"], settings, sources=[source])
    registry = load_registry(settings.catalog_dir)
    with reading(open_store(settings.database)) as opened:
        found = {view.fields.company: view.fields for view in candidates.waiting(opened, 200, topic="deepseek")}
    wanted = {}
    for adoption in gold:
        company = registry.resolve(adoption["company"])
        wanted[company.name if company else adoption["company"]] = adoption
    assert set(found) == set(wanted)
    for name, adoption in wanted.items():
        sectors = adoption["sector"] if isinstance(adoption["sector"], list) else [adoption["sector"]]
        assert found[name].sector in sectors, name
        if adoption["date"]:
            assert str(found[name].date) == adoption["date"], name


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs the system's chromium")
def test_from_press_sites_to_an_exported_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    playwright = pytest.importorskip("playwright.sync_api")
    from review.app import create_app
    from review.server import in_background, listening_socket

    with Pressroom(SITES) as room:
        settings = Settings(data_dir=tmp_path, port=0, download_delay=0, allowed_private_hosts=list(room.hosts))
        first = crawl(list(SITES), settings, sources=room.sources())
        assert not first.failed
        again = crawl(list(SITES), settings, sources=room.sources())
        assert again.total("new") == 0
        wanted = set(room.expected())
    with (
        in_background(create_app(settings), listening_socket(settings)) as address,
        playwright.sync_playwright() as started,
    ):
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(locale="zh-CN")
        page.goto(address)
        for left in range(len(wanted) - 1, -1, -1):
            assert page.locator("h2").inner_text() in wanted
            page.keyboard.press("a")
            playwright.expect(page.locator("nav .count").first).to_have_text(str(left))
        browser.close()
    monkeypatch.setenv("ADOPTERS_DATA_DIR", str(tmp_path))
    result = CliRunner().invoke(adopters, ["export", "--format", "csv", "-o", str(tmp_path / "list.csv")])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(wanted)
    assert all("DeepSeek" in row["evidence"] for row in rows)
