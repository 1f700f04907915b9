"""Polls of real sites by the real engine: what is fetched, what is stored, what a second poll costs."""

from settings import Settings
from spiders.crawling import crawl
from store import pages, polls, sources
from store.db import Engine, reading
from store.views import Health, PageOutcome, PollOutcome
from tests.site import Answer, Asked, Site, article, listing

FILLER = "公司表示,新品将于本季度在全国门店陆续上市,并继续加大研发投入,为用户带来更好的体验。" * 3
ROWS = (
    ("/news/1001.html", "远景汽车宣布接入DeepSeek大模型,座舱全面升级", "2025-02-06"),
    ("/news/1002.html", "远景汽车发布一月销量快报,同比增长百分之二十", "2025-02-05"),
    ("/news/1003.html", "远景汽车与城市商业银行签署战略合作协议", "2025-02-04"),
    ("/news/1004.html", "远景汽车召开年度供应商大会,共话产业链协同", "2025-02-03"),
)


def furnish(site: Site) -> None:
    """A newsroom of four articles, of which one tells of an adoption."""
    site.pages["/news/"] = listing(*ROWS)
    for path, title, day in ROWS:
        text = "2月6日,远景汽车宣布接入DeepSeek,首批车型将在年内推送。" if "DeepSeek" in title else FILLER
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
