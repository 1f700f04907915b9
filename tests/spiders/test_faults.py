"""What sites do to a crawler, all in one crawl of many hosts: it survives, says what is wrong, and stays a good guest."""

import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.items import Source
from settings import Settings
from spiders.crawling import crawl
from spiders.polling import PollReport, utc_now
from store import pages, sources
from store.db import Engine, open_store, reading
from store.views import PageOutcome, PollOutcome
from tests.site import Answer, Asked, Site, article, listing

ROWS = tuple((f"/news/{n}.html", f"远景汽车新闻第{n}期:供应商大会顺利召开", f"2025-02-0{n}") for n in range(1, 6))
BODY = "公司表示,新品将于本季度在全国门店陆续上市,并继续加大研发投入,为用户带来更好的体验。" * 3

FURNISH: dict[str, Callable[[Site], None]] = {}


def host(furnish: Callable[[Site], None]) -> Callable[[Site], None]:
    """Register a site by the function that furnishes it."""
    FURNISH[furnish.__name__.replace("_", "-")] = furnish
    return furnish


def newsroom(site: Site) -> None:
    site.pages["/news/"] = listing(*ROWS)
    for path, title, day in ROWS:
        site.pages[path] = article(title, BODY, day=day)


def first(times: int, fault: Answer | Callable[[Asked], Answer], then: str) -> Callable[[Asked], Answer]:
    """The fault so many times, then the page."""
    left = [times]

    def answer(asked: Asked) -> Answer:
        if left[0] <= 0:
            return Answer(then)
        left[0] -= 1
        return fault(asked) if callable(fault) else fault

    return answer


def packed(body: str, cut: int = 0) -> Answer:
    raw = gzip.compress(body.encode())
    return Answer(raw[: len(raw) - cut] if cut else raw, headers={"Content-Encoding": "gzip"})


@host
def healthy(site: Site) -> None:
    newsroom(site)


@host
def slow_once(site: Site) -> None:
    newsroom(site)

    def dawdle(asked: Asked) -> Answer:
        time.sleep(3)
        return Answer("too late")

    site.pages["/news/"] = first(1, dawdle, listing(*ROWS))


@host
def reset_twice(site: Site) -> None:
    newsroom(site)
    broken = Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><body>")
    site.pages["/news/"] = first(2, broken, listing(*ROWS))


@host
def truncated_once(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = first(1, packed(listing(*ROWS), cut=12), listing(*ROWS))


@host
def truncated_article(site: Site) -> None:
    newsroom(site)
    site.pages["/news/1.html"] = packed(article("被截断的文章", BODY), cut=20)


@host
def honest_gzip(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = packed(listing(*ROWS))


@host
def gzip_in_name_only(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = Answer(listing(*ROWS), headers={"Content-Encoding": "gzip"})


@host
def redirect_loop(site: Site) -> None:
    site.pages["/news/"] = Answer(status=302, headers={"Location": "/news2/"})
    site.pages["/news2/"] = Answer(status=302, headers={"Location": "/news/"})


@host
def unasked_304_once(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = first(1, Answer(status=304), listing(*ROWS))


@host
def always_304(site: Site) -> None:
    site.pages["/news/"] = Answer(status=304)


@host
def forbidden(site: Site) -> None:
    site.pages["/news/"] = Answer("no", 403)


@host
def please_wait(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = first(1, Answer("later", 429, {"Retry-After": "1"}), listing(*ROWS))


@host
def wait_an_hour(site: Site) -> None:
    site.pages["/news/"] = Answer("later", 503, {"Retry-After": "3600"})


@host
def protected(site: Site) -> None:
    site.pages["/news/"] = Answer("<script>check()</script>", 412)


@host
def burst_of_500(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = first(2, Answer("oops", 502), listing(*ROWS))


@host
def always_500(site: Site) -> None:
    site.pages["/news/"] = Answer("oops", 500)


@host
def huge(site: Site) -> None:
    site.pages["/news/"] = Answer("x" * 300_000)


@host
def bomb(site: Site) -> None:
    site.pages["/news/"] = Answer(gzip.compress(b"\0" * 20_000_000), headers={"Content-Encoding": "gzip"})


@host
def endless(site: Site) -> None:
    def page(asked: Asked) -> str:
        n = int(asked.path.partition("?page=")[2] or 1)
        rows = [
            (f"/news/{n * 100 + k}.html", f"第{n}页第{k}条:供应商大会顺利召开", f"2025-01-{k:02}") for k in range(1, 6)
        ]
        for path, title, day in rows:
            site.pages[path] = article(title, BODY, day=day)
        return listing(*rows, more=f'<div class=pager><a href="/news/?page={n + 1}">下一页</a></div>')

    site.pages["/news/"] = page


@host
def robots_forbid_all(site: Site) -> None:
    newsroom(site)
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})


@host
def robots_forbid_one(site: Site) -> None:
    newsroom(site)
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /news/3.html", headers={"Content-Type": "text/plain"})


@host
def robots_broken(site: Site) -> None:
    newsroom(site)
    site.pages["/robots.txt"] = Answer("oops", 500)


@host
def meta_refresh(site: Site) -> None:
    newsroom(site)
    site.pages["/news/"] = '<html><head><meta http-equiv="refresh" content="0;url=/list/"></head></html>'
    site.pages["/list/"] = listing(*ROWS)


@host
def headline_only(site: Site) -> None:
    newsroom(site)
    rows = (("/news/9.html", "领航汽车宣布接入DeepSeek大模型,座舱全面升级", "2025-02-06"), *ROWS)
    site.pages["/news/"] = listing(*rows)
    site.pages["/news/9.html"] = Answer("no", 403)


@host
def article_on_dead_host(site: Site) -> None:
    newsroom(site)
    site.pages["/news/2.html"] = Answer(raw=b"")


@dataclass
class Crawled:
    sites: dict[str, Site]
    reports: dict[str, PollReport]
    settings: Settings
    store: Engine
    secret: Site
    started: object = field(default_factory=utc_now)

    def outcome(self, slug: str, path: str) -> PageOutcome | None:
        with reading(self.store) as session:
            view = pages.get(session, self.sites[slug].url + path)
        return view.outcome if view else None


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    sites = {slug: Site(f"127.3.0.{number}") for number, slug in enumerate(FURNISH, 1)}
    with Site("127.0.0.1") as secret:
        sites["redirect-to-private"] = Site("127.3.0.201")
        sites["links-to-private"] = Site("127.3.0.202")
        sites["name-of-private"] = Site("127.3.0.203")
        for slug, furnish in FURNISH.items():
            furnish(sites[slug])
        secret.pages["/news/"] = listing(*ROWS)
        sites["redirect-to-private"].pages["/news/"] = Answer(status=302, headers={"Location": secret.url + "/news/"})
        newsroom(sites["links-to-private"])
        port = secret.host.partition(":")[2]
        sites["name-of-private"].pages["/news/"] = Answer(
            status=302, headers={"Location": f"http://localhost:{port}/news/"}
        )
        inner = [(f"{secret.url}/news/{n}.html", title, day) for n, (_, title, day) in enumerate(ROWS, 1)]
        sites["links-to-private"].pages["/news/"] = listing(*inner)
        for running in sites.values():
            running.__enter__()
        settings = Settings(
            data_dir=tmp_path_factory.mktemp("faults") / "data",
            allowed_private_hosts=[running.host for running in sites.values()],
            download_delay=0,
            retry_backoff=0.02,
            timeout=1.5,
            max_page_bytes=200_000,
            max_listing_pages=3,
        )
        watched = [running.source(slug=slug, hosts=("127.0.0.1",)) for slug, running in sites.items()]
        watched.append(Source(slug="nobody-there", name="Nobody", url="http://127.3.0.250:9/news/"))
        watched.append(Source(slug="no-such-name", name="Nobody", url="http://press.invalid/news/"))
        settings.allowed_private_hosts.append("127.3.0.250")
        report = crawl([], settings, sources=watched)
        store = open_store(settings.database)
        yield Crawled(sites, {poll.source: poll for poll in report.polls}, settings, store, secret)
        for running in sites.values():
            running.__exit__()


@pytest.mark.parametrize(
    "slug",
    [
        "healthy",
        "slow-once",
        "reset-twice",
        "truncated-once",
        "honest-gzip",
        "gzip-in-name-only",
        "unasked-304-once",
        "please-wait",
        "burst-of-500",
        "meta-refresh",
    ],
)
def test_a_passing_fault_costs_nothing_but_time(crawled: Crawled, slug: str) -> None:
    report = crawled.reports[slug]
    assert (report.outcome, report.counts["links"], report.counts["new"]) == (PollOutcome.OK, 5, 5), report
    assert report.counts["off_topic"] == 5


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("redirect-loop", "redirects in a circle"),
        ("always-304", "HTTP 304 although nothing was asked on condition"),
        ("forbidden", "HTTP 403: the site refuses us"),
        ("protected", "HTTP 412: the site's protection against robots refuses us"),
        ("always-500", "HTTP 500: the site is in trouble"),
        ("huge", "the page is larger than max_page_bytes"),
        ("bomb", "the page is larger than max_page_bytes"),
        ("robots-forbid-all", "robots.txt does not allow it"),
        ("robots-broken", "robots.txt cannot be had (HTTP 500)"),
        ("redirect-to-private", "leads to a private network"),
        ("name-of-private", "host localhost leads to a private network"),
        ("nobody-there", "the connection was refused"),
        ("no-such-name", "the host name is not known"),
    ],
)
def test_a_lasting_fault_is_told_in_one_line(crawled: Crawled, slug: str, words: str) -> None:
    report = crawled.reports[slug]
    assert report.outcome == PollOutcome.FAILED
    assert report.message.startswith(f"source '{slug}': ")
    assert words in report.message
    assert "\n" not in report.message
    with reading(crawled.store) as session:
        assert sources.state(session, slug).message == report.message


def test_a_lasting_failure_is_tried_three_times_then_left(crawled: Crawled) -> None:
    assert crawled.sites["always-500"].paths() == ["/news/"] * 3


def test_a_host_that_asks_for_an_hour_gets_it(crawled: Crawled) -> None:
    assert crawled.sites["wait-an-hour"].paths() == ["/news/"]
    with reading(crawled.store) as session:
        due = sources.state(session, "wait-an-hour").next_due_at
    assert due is not None
    assert due >= utc_now() + timedelta(minutes=55)


def test_private_networks_that_pages_lead_to_are_never_asked(crawled: Crawled) -> None:
    assert crawled.secret.asked == []


def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled) -> None:
    assert crawled.sites["robots-forbid-all"].paths() == []
    assert "/news/3.html" not in crawled.sites["robots-forbid-one"].paths()
    assert crawled.reports["robots-forbid-one"].counts["off_topic"] == 4


def test_endless_pages_end_at_the_limit(crawled: Crawled) -> None:
    asked = [path for path in crawled.sites["endless"].paths() if not path.endswith(".html")]
    assert asked == ["/news/", "/news/?page=2", "/news/?page=3"]
    assert crawled.reports["endless"].counts["links"] == 15


def test_an_article_cut_short_is_kept_as_failed_and_the_others_are_read(crawled: Crawled) -> None:
    report = crawled.reports["truncated-article"]
    assert (report.outcome, report.counts["off_topic"], report.counts["failed"]) == (PollOutcome.OK, 4, 1)
    assert crawled.outcome("truncated-article", "/news/1.html") is PageOutcome.FAILED


def test_a_headline_counts_where_its_page_cannot_be_had(crawled: Crawled) -> None:
    assert crawled.reports["headline-only"].counts["announcements"] == 1


def test_every_source_is_reported_once(crawled: Crawled) -> None:
    assert set(crawled.reports) == {*crawled.sites, "nobody-there", "no-such-name"}


def test_failed_listings_are_kept_as_snapshots(crawled: Crawled) -> None:
    kept = list(Path(crawled.settings.data_dir, "snapshots", "forbidden").glob("*.json"))
    assert len(kept) == 1
