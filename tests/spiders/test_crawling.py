"""Polls of real sites by the real engine: what is fetched, what is stored, what a second poll costs."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from settings import ROOT, Settings
from spiders.crawling import crawl
from store import pages, polls, sources
from store.db import Engine, reading
from store.views import Health, PageOutcome, PollOutcome
from tests.site import Answer, Asked, Site, article, listing

FILLER = "公司表示,新品将于本季度在全国门店陆续上市,并继续加大研发投入,为用户带来更好的体验。" * 3
ROWS = (
    ("/news/1001.html", "吉利汽车宣布接入DeepSeek大模型,座舱全面升级", "2025-02-06"),
    ("/news/1002.html", "吉利汽车发布一月销量快报,同比增长百分之二十", "2025-02-05"),
    ("/news/1003.html", "吉利汽车与城市商业银行签署战略合作协议", "2025-02-04"),
    ("/news/1004.html", "吉利汽车召开年度供应商大会,共话产业链协同", "2025-02-03"),
)


def furnish(site: Site) -> None:
    """A newsroom of four articles, of which one tells of an adoption."""
    site.pages["/news/"] = listing(*ROWS)
    for path, title, day in ROWS:
        text = "2月6日,吉利汽车宣布接入DeepSeek,首批车型将在年内推送。" if "DeepSeek" in title else FILLER
        site.pages[path] = article(title, text, FILLER, day=day)


def test_a_poll_stores_every_page_with_its_outcome(site: Site, settings: Settings, store: Engine) -> None:
    furnish(site)
    seen = []
    report = crawl(["site"], settings, sources=[site.source()], progress=seen.append)
    assert [poll.outcome for poll in report.polls] == [PollOutcome.OK]
    assert list(report.polls) == seen
    assert report.polls[0].counts["links"] == 4
    assert report.polls[0].counts["announcements"] == 1
    with reading(store) as session:
        outcomes = {view.url.removeprefix(site.url): view.outcome for view in pages.recent(session)}
        assert outcomes == {
            "/news/": PageOutcome.LISTING,
            "/news/1001.html": PageOutcome.ARTICLE,
            "/news/1002.html": PageOutcome.OFF_TOPIC,
            "/news/1003.html": PageOutcome.OFF_TOPIC,
            "/news/1004.html": PageOutcome.OFF_TOPIC,
        }
        assert sources.state(session, "site").health is Health.OK
        assert polls.latest(session, "site")[0].outcome is PollOutcome.OK


def test_a_second_poll_of_an_unchanged_source_costs_one_conditional_request(
    site: Site, settings: Settings, store: Engine
) -> None:
    furnish(site)
    page = listing(*ROWS)

    def conditional(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"v1"':
            return Answer(status=304, headers={"ETag": '"v1"'})
        return Answer(page, headers={"ETag": '"v1"'})

    site.pages["/news/"] = conditional
    crawl(["site"], settings, sources=[site.source()])
    before = len(site.asked)
    report = crawl(["site"], settings, sources=[site.source()])
    assert [asked.path for asked in site.asked[before:]] == ["/news/"]
    assert report.polls[0].outcome == PollOutcome.UNCHANGED
    with reading(store) as session:
        assert pages.counts(session) == {"article": 1, "listing": 1, "off_topic": 3}


def test_a_listing_with_the_same_bytes_is_unchanged_where_the_server_knows_no_conditions(
    site: Site, settings: Settings
) -> None:
    furnish(site)
    crawl(["site"], settings, sources=[site.source()])
    before = len(site.asked)
    report = crawl(["site"], settings, sources=[site.source()])
    assert [asked.path for asked in site.asked[before:]] == ["/news/"]
    assert report.polls[0].outcome == PollOutcome.UNCHANGED


def test_scrapy_users_find_one_spider_and_crawl_with_it(site: Site, settings: Settings, store: Engine) -> None:
    furnish(site)
    own = settings.own_sources
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(
        f"sources:\n- {{slug: mine, name: Mine, url: '{site.url}/news/'}}\n", encoding="utf-8"
    )
    environment = {
        **os.environ,
        "ADOPTERS_DATA_DIR": str(settings.data_dir),
        "ADOPTERS_DOWNLOAD_DELAY": "0",
        "ADOPTERS_ALLOWED_PRIVATE_HOSTS": f'["{site.host}"]',
    }

    def scrapy(*arguments: str) -> str:
        command = [sys.executable, "-m", "scrapy", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    assert scrapy("list").split() == ["press"]
    out = settings.data_dir / "items.jsonl"
    scrapy("crawl", "press", "-a", "source=mine", "-o", str(out))
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {item["outcome"] for item in found} == {"article", "off_topic"}
    assert [item["announcements"] for item in found if item["outcome"] == "article"] == [["吉利"]]
    with reading(store) as session:
        assert sources.state(session, "mine").health is Health.OK


def test_a_crawl_that_is_killed_is_reported_and_the_next_one_goes_on(
    site: Site, settings: Settings, store: Engine
) -> None:
    furnish(site)
    fatal = [True]

    def killer(asked: Asked) -> Answer:
        if fatal.pop() if fatal else False:
            children = subprocess.run(["pgrep", "-P", str(os.getpid())], capture_output=True, text=True, check=True)
            for pid in children.stdout.split():
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
                if b"spiders.child" in command:
                    os.kill(int(pid), signal.SIGKILL)
        return Answer(article(ROWS[2][1], FILLER))

    site.pages["/news/1003.html"] = killer
    report = crawl(["site"], settings, sources=[site.source()])
    assert report.polls[0].outcome == PollOutcome.INTERRUPTED
    assert "the crawl ended with status -9" in report.polls[0].message
    again = crawl(["site"], settings, sources=[site.source()])
    assert again.polls[0].outcome == PollOutcome.OK
    with reading(store) as session:
        assert pages.counts(session) == {"article": 1, "listing": 1, "off_topic": 3}


def test_while_the_database_is_locked_the_crawl_waits_and_loses_nothing(
    site: Site, settings: Settings, store: Engine
) -> None:
    furnish(site)
    locked = threading.Event()

    def lock(asked: Asked) -> Answer:
        other = sqlite3.connect(settings.data_dir / "adopters.db", isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        locked.set()
        threading.Timer(1.0, lambda: (other.rollback(), other.close())).start()
        return Answer(article(ROWS[1][1], FILLER))

    site.pages["/news/1002.html"] = lock
    report = crawl(["site"], settings, sources=[site.source()])
    assert locked.is_set()
    assert report.polls[0].outcome == PollOutcome.OK
    with reading(store) as session:
        assert pages.counts(session) == {"article": 1, "listing": 1, "off_topic": 3}


def test_where_an_article_is_an_empty_shell_the_text_of_the_listing_counts(
    site: Site, settings: Settings, store: Engine
) -> None:
    rows = [{"id": path[-9:-5], "title": title, "time": day, "content": FILLER} for path, title, day in ROWS]
    rows[0]["title"] = "吉利汽车智能座舱迎来全面升级"
    rows[0]["content"] = "2月6日,吉利汽车宣布接入DeepSeek,首批车型将在年内推送。"
    site.pages["/api/list"] = Answer(json.dumps({"data": rows}), headers={"Content-Type": "application/json"})
    site.pages["/"] = f'<html><body><div id="app"></div><script>{"//" + "x" * 4000}\nrender()</script></body></html>'
    api = {"url": f"{site.url}/#/news/{{id}}", "text": "content"}
    report = crawl(["site"], settings, sources=[site.source("/api/list", kind="api", api=api)])
    assert [poll.outcome for poll in report.polls] == [PollOutcome.OK], report.polls
    assert report.polls[0].counts["announcements"] == 1
