"""Feeds, sitemaps, APIs and limits, all sites in one crawl and then a second: what is read, and what a poll costs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from settings import Settings
from spiders.crawling import crawl
from spiders.polling import PollReport
from store import pages
from store.db import Engine, open_store, reading
from store.views import PageOutcome, PollOutcome
from tests.site import Answer, Asked, Site, article, listing

BODY = "公司表示,新品将于本季度在全国门店陆续上市,并继续加大研发投入,为用户带来更好的体验。" * 3
ROWS = tuple((f"/news/{n}.html", f"远景汽车新闻第{n}期:供应商大会顺利召开", f"2025-02-0{n}") for n in range(1, 6))
XML = {"Content-Type": "application/xml"}


def newsroom(site: Site) -> None:
    site.pages["/news/"] = listing(*ROWS)
    for path, title, day in ROWS:
        site.pages[path] = article(title, BODY, day=day)


def rss(site: Site) -> Answer:
    items = "".join(
        f"<item><title>{title}</title><link>{site.url}{path}</link><pubDate>Thu, 06 Feb 2025 09:00:00 +0800</pubDate></item>"
        for path, title, _ in ROWS
    )
    return Answer(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>', headers=XML
    )


def conditional(page: Answer) -> object:
    """The page with an ETag, honoured."""

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"1"':
            return Answer(status=304)
        return Answer(page.body, headers={**page.headers, "ETag": '"1"'})

    return answer


@dataclass
class Twice:
    sites: dict[str, Site]
    first: dict[str, PollReport]
    second: dict[str, PollReport]
    asked_first: dict[str, list[str]]
    asked_second: dict[str, list[str]]
    store: Engine


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    names = (
        "feed-only",
        "feed-beside",
        "sitemap",
        "post-api",
        "limited",
        "retried",
        "liar",
        "full-text",
        "grows",
        "page-two",
    )
    sites = {name: Site(f"127.4.0.{number}") for number, name in enumerate(names, 1)}
    for site in sites.values():
        newsroom(site)

    declares = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    shell = f'<html><head><title>新闻</title>{declares}</head><body><div id="app"></div></body></html>'
    sites["feed-only"].pages["/news/"] = shell
    sites["feed-only"].pages["/feed.xml"] = conditional(rss(sites["feed-only"]))
    sites["feed-beside"].pages["/news/"] = listing(*ROWS[:3]).replace("</head>", f"{declares}</head>")
    sites["feed-beside"].pages["/feed.xml"] = conditional(rss(sites["feed-beside"]))

    sites["sitemap"].pages["/news/"] = "<html><body><p>欢迎来到远景汽车。</p></body></html>"
    sites["sitemap"].pages["/robots.txt"] = Answer(
        f"User-agent: *\nAllow: /\nSitemap: {sites['sitemap'].url}/sitemap.xml\n",
        headers={"Content-Type": "text/plain"},
    )
    urls = "".join(
        f"<url><loc>{sites['sitemap'].url}{path}</loc><lastmod>{day}</lastmod></url>" for path, _, day in ROWS
    )
    sites["sitemap"].pages["/sitemap.xml"] = Answer(
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>', headers=XML
    )

    def api(asked: Asked) -> Answer:
        page = int(dict(part.split("=") for part in asked.body.decode().split("&"))["page"])
        rows = [{"id": n, "title": t, "url": p, "publishTime": f"{d} 09:00:00"} for n, (p, t, d) in enumerate(ROWS)]
        part = rows[(page - 1) * 3 : page * 3]
        return Answer(json.dumps({"code": 0, "data": {"list": part}}), headers={"Content-Type": "application/json"})

    sites["post-api"].pages["/api/news"] = api

    tries = [0]

    def second_time(asked: Asked) -> Answer:
        tries[0] += 1
        return Answer("oops", 500) if tries[0] <= 3 else Answer(article(ROWS[1][1], BODY))

    sites["retried"].pages["/news/2.html"] = second_time
    sites["liar"].pages["/news/"] = lambda asked: (
        Answer(status=304) if "if-none-match" in asked.headers else Answer(listing(*ROWS), headers={"ETag": '"x"'})
    )
    text = "".join(f"<p>{BODY}</p>" for _ in range(8))
    items = "".join(
        f"<item><title>{title}</title><link>{sites['full-text'].url}{path}</link>"
        f"<description><![CDATA[{text}]]></description></item>"
        for path, title, _ in ROWS
    )
    sites["full-text"].pages["/news/"] = Answer(f'<rss version="2.0"><channel>{items}</channel></rss>', headers=XML)
    sites["grows"].pages["/news/"] = listing(*ROWS[:4])

    broken = [True]

    def page_two(asked: Asked) -> Answer:
        if broken[0]:
            return Answer("oops", 404)
        return Answer(listing(*ROWS[3:]))

    more = '<div class=pager><a href="/news/?page=2">下一页</a></div>'
    sites["page-two"].pages["/news/"] = lambda asked: (
        page_two(asked) if "page=2" in asked.path else Answer(listing(*ROWS[:3], more=more))
    )
    form = {"method": "POST", "form": {"page": "1"}, "page": "page"}
    for site in sites.values():
        site.__enter__()
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("shapes") / "data",
        allowed_private_hosts=["127.4.0.0/16"],
        download_delay=0,
        retry_backoff=0.02,
        timeout=5,
        max_articles_per_poll=5,
    )
    watched = [
        site.source("/api/news", slug=name, kind="api", api=form) if name == "post-api" else site.source(slug=name)
        for name, site in sites.items()
    ]
    many = [(f"/more/{n}.html", f"远景汽车新闻第{n}期:供应商大会顺利召开", "2025-02-01") for n in range(10, 18)]
    sites["limited"].pages["/news/"] = listing(*many)
    for path, title, day in many:
        sites["limited"].pages[path] = article(title, BODY, day=day)
    first = crawl([], settings, sources=watched)
    asked_first = {name: site.paths() for name, site in sites.items()}
    for site in sites.values():
        site.asked.clear()
    sites["grows"].pages["/news/"] = listing(*ROWS)
    broken[0] = False
    second = crawl([], settings.model_copy(update={"full_read_hours": 24}), sources=watched)
    asked_second = {name: site.paths() for name, site in sites.items()}
    yield Twice(
        sites,
        {poll.source: poll for poll in first.polls},
        {poll.source: poll for poll in second.polls},
        asked_first,
        asked_second,
        open_store(settings.database),
    )
    for site in sites.values():
        site.__exit__()


@pytest.mark.parametrize("name", ["feed-only", "feed-beside", "sitemap", "post-api"])
def test_every_shape_gives_its_five_articles(twice: Twice, name: str) -> None:
    report = twice.first[name]
    assert (report.outcome, report.counts["new"], report.counts["off_topic"]) == (PollOutcome.OK, 5, 5), report


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("feed-only", "/feed.xml"),
        ("feed-beside", "/news/"),
        ("sitemap", "/sitemap.xml"),
        ("liar", "/news/"),
        ("full-text", "/news/"),
    ],
)
def test_a_second_poll_asks_once(twice: Twice, name: str, path: str) -> None:
    assert twice.asked_second[name] == [path]
    assert twice.second[name].outcome == PollOutcome.UNCHANGED


def test_only_what_is_new_is_fetched(twice: Twice) -> None:
    assert twice.asked_second["grows"] == ["/news/", "/news/5.html"]
    assert twice.second["grows"].counts["new"] == 1


def test_what_one_poll_may_not_fetch_the_next_one_does_even_though_the_listing_is_unchanged(twice: Twice) -> None:
    assert twice.first["limited"].counts["postponed"] == 3
    first = [path for path in twice.asked_first["limited"] if path.startswith("/more/")]
    second = [path for path in twice.asked_second["limited"] if path.startswith("/more/")]
    assert (len(first), len(second)) == (5, 3)
    assert not set(first) & set(second)


def test_an_article_that_failed_is_tried_again_in_the_next_poll(twice: Twice) -> None:
    assert twice.first["retried"].counts["failed"] == 1
    with reading(twice.store) as session:
        view = pages.get(session, twice.sites["retried"].url + "/news/2.html")
    assert view is not None
    assert view.outcome is PageOutcome.OFF_TOPIC


def test_a_text_that_the_feed_carries_whole_is_not_fetched(twice: Twice) -> None:
    assert twice.asked_first["full-text"] == ["/news/"]
    assert twice.first["full-text"].counts["off_topic"] == 5


def test_a_further_page_that_could_not_be_read_is_read_by_the_next_poll(twice: Twice) -> None:
    first, second = twice.first["page-two"], twice.second["page-two"]
    assert (first.outcome, first.counts["new"]) == (PollOutcome.OK, 3)
    assert "page 2 of the listing: HTTP 404" in first.message
    assert (second.outcome, second.counts["new"]) == (PollOutcome.OK, 2)
    asked = twice.asked_second["page-two"]
    assert asked[:2] == ["/news/", "/news/?page=2"]
    assert sorted(asked[2:]) == ["/news/4.html", "/news/5.html"]  # the order of articles is Scrapy's
