"""The press sites answer as their shapes say, and their ground truth agrees with what they serve."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
from collections import Counter

import httpx
import pypdf
import pytest

from catalog_loader import load_companies, load_seed
from settings import ROOT
from spiders.discovery import first_request
from tests.pressroom import Claim, Pressroom
from tests.pressroom.content import load
from tests.pressroom.faults import FAULTS, STATES
from tests.pressroom.shapes import SHAPES

NOW = dt.datetime(2025, 2, 11, 4, 0, tzinfo=dt.UTC)
SITES = {site.slug: site for site in load(NOW)}


@pytest.fixture(scope="module")
def client():
    with httpx.Client(follow_redirects=True, timeout=10) as opened:
        yield opened


@pytest.mark.parametrize("slug", SITES)
def test_the_listing_and_its_first_article_answer(room: Pressroom, client: httpx.Client, slug: str) -> None:
    site = room.sites[slug]
    request = first_request(room.source(slug), NOW)
    answer = client.request(request.method, request.url, content=request.body, headers=dict(request.headers))
    assert answer.status_code == 200, answer.text[:200]
    article = site.articles[0]
    page = client.get(article.url)
    assert page.status_code == 200
    if article.wall or site.shape in ("pdf_announcements", "hash_routes"):
        return
    text = page.content.decode(site.encoding if "/s?" not in article.url else "utf-8")
    assert article.title.replace("&", "&amp;") in text
    assert all(line.replace('"', "&quot;") in text.replace("&amp;", "&") for line in article.paragraphs)


@pytest.mark.parametrize("slug", SITES)
def test_every_article_stands_once_and_claims_nothing_after_its_own_day(room: Pressroom, slug: str) -> None:
    truths = room.sites[slug].articles
    assert len(truths) >= 6
    assert max(Counter(truth.url for truth in truths).values()) == 1
    for truth in truths:
        assert truth.title
        assert truth.image_only or truth.paragraphs
        assert truth.listed_date in (None, truth.date)
        assert all(claim.date <= truth.date for claim in truth.claims)


def test_every_shape_but_the_one_for_benchmarks_has_a_site() -> None:
    assert {site.shape for site in SITES.values()} == set(SHAPES) - {"bulk"}
    assert len(SHAPES) > 45


def test_every_shape_says_in_its_docstrings_what_it_is_and_what_it_breaks() -> None:
    for name, shape in SHAPES.items():
        assert sys.modules[shape.__module__].__doc__, name
        assert shape.__doc__, name


def test_the_thirty_three_of_the_seed_list_and_forty_more_are_announced(room: Pressroom) -> None:
    seed = {adopter.company: adopter for adopter in load_seed(ROOT / "catalog")}
    expected = room.expected(browser=True)
    assert len(seed) == 33
    assert set(seed) <= set(expected)
    assert len(expected) >= 33 + 40
    for name, adopter in seed.items():
        assert adopter.date in (None, expected[name][0]), name
        assert adopter.sector == expected[name][1], name


def test_every_expected_company_is_in_the_registry_with_its_sector(room: Pressroom) -> None:
    companies = {company.name: company for company in load_companies(ROOT / "catalog")}
    for name, (_, sector) in room.expected(browser=True).items():
        assert sector in (companies[name].sector, *companies[name].sectors), name


def test_sites_that_agree_on_a_company_agree_on_the_day(room: Pressroom) -> None:
    days: dict[str, set[dt.date]] = {}
    for site in room.sites.values():
        for truth in site.articles:
            for claim in truth.claims:
                days.setdefault(claim.company, set()).add(claim.date)
    assert {name: found for name, found in days.items() if len(found) > 1} == {}


def test_each_host_has_an_address_of_its_own_on_loopback(room: Pressroom) -> None:
    assert len(set(room.hosts)) == len(room.hosts) >= len(room.sites)
    assert all(re.fullmatch(rf"127\.1\.\d+\.\d+:{room.port}", host) for host in room.hosts)


def test_sources_are_catalogue_entries_with_at_most_three_overrides(room: Pressroom) -> None:
    assert len(room.sources()) == len(SITES)
    with_hints = [site for site in room.sites.values() if site.hints]
    assert len(with_hints) <= len(SITES) // 8
    for site in with_hints:
        lines = [leaf for value in site.hints.values() for leaf in (value if isinstance(value, dict) else [value])]
        assert len(lines) <= 3, site.slug


@pytest.mark.parametrize(
    ("slug", "content_type", "encoding"),
    [
        ("chery", "text/html", "gb18030"),
        ("sinopec", "text/html; charset=ISO-8859-1", "gbk"),
        ("ruijin", "text/html", "utf-8"),
        ("zju", "text/html", "utf-8"),
        ("inspur", "text/xml", "gb18030"),
        ("ecloud", "text/plain", "utf-8"),
        ("jsbank", "text/html", "utf-8"),
        ("pingan", "application/json; charset=utf-8", "utf-8-sig"),
    ],
)
def test_encodings_are_what_the_shape_says_whatever_the_header_says(
    room: Pressroom, client: httpx.Client, slug: str, content_type: str, encoding: str
) -> None:
    answer = client.get(room.sites[slug].url)
    assert answer.headers["content-type"] == content_type
    text = answer.content.decode(encoding)
    if encoding.startswith("gb"):
        with pytest.raises(UnicodeDecodeError):
            answer.content.decode("utf-8")
    assert room.sites[slug].articles[0].title in json.loads(text)["result"] if slug == "jsbank" else text


def test_an_announcement_is_a_pdf_file_with_text(room: Pressroom, client: httpx.Client) -> None:
    truth = next(truth for truth in room.sites["gtja"].articles if truth.claims)
    answer = client.get(truth.url)
    assert answer.headers["content-type"] == "application/pdf"
    text = "".join(pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert truth.title.replace(" ", "") in text
    assert truth.paragraphs[0].replace(" ", "") in text


def test_a_second_request_with_the_validators_costs_a_304(room: Pressroom, client: httpx.Client) -> None:
    url = room.sites["aliyun"].url
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": first.headers["last-modified"]}).status_code == 304
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_address_that_leads_nowhere_is_a_404(room: Pressroom, client: httpx.Client) -> None:
    assert client.get(room.sites["geely"].base + "/news/1.html").status_code == 404


def test_menus_lead_to_pages_that_are_no_articles(room: Pressroom, client: httpx.Client) -> None:
    site = room.sites["geely"]
    links = set(re.findall(rf'href="({re.escape(site.base)}/[^"]*)"', client.get(site.url).text))
    others = [link for link in links if not link.endswith((".css", ".html")) and link != site.url]
    assert len(others) > 10
    assert all(client.get(link).status_code == 200 for link in others)


def test_publishing_changes_the_list_its_validators_and_the_truth() -> None:
    with Pressroom(["aliyun"]) as room:
        site = room.sites["aliyun"]
        tag = httpx.get(site.url).headers["etag"]
        claim = Claim(company="阿里云", date=room.today, sector="cloud")
        truth = site.publish("百炼平台上线新版本", "今日，百炼平台上线新版本。\n欢迎试用。", claims=(claim,))
        answer = httpx.get(site.url, headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert truth.title in answer.text
        assert site.articles[0] == truth
        assert httpx.get(truth.url).status_code == 200


@pytest.mark.parametrize("slug", ["geely", "baiduyun", "cnpc", "mhero", "oppo", "feishu"])
def test_a_redesign_keeps_the_articles_and_changes_the_markup(slug: str) -> None:
    with Pressroom([slug]) as room:
        site = room.sites[slug]
        before = httpx.get(site.url).text
        site.relayout()
        after = httpx.get(site.url).text
        assert before != after
        assert str(site.stories[0].number) in after


def test_requests_are_logged_with_headers_and_status() -> None:
    with Pressroom(["geely"]) as room:
        site = room.sites["geely"]
        httpx.get(site.url, headers={"User-Agent": "adopters/0.1"})
        (logged,) = site.requests
        assert (logged.method, logged.path, logged.status) == ("GET", "/news/", 200)
        assert logged.headers["user-agent"] == "adopters/0.1"
        assert logged.sent > 1000


def test_relative_days_count_from_the_moment_that_is_given() -> None:
    with Pressroom(["biren", "weibo"], now=NOW) as room:
        relative = httpx.get(room.sites["biren"].url).text
        assert all(f'"ago">{words}' in relative for words in ("刚刚", "3小时前", "昨天", "3天前", "2025-02-05"))
        assert '"dyn-d">02-07 ' in httpx.get(room.sites["weibo"].url).text


def test_every_request_gives_the_same_bytes_twice(room: Pressroom, client: httpx.Client) -> None:
    for slug in ("geely", "azure", "zstack", "baiduyun"):
        assert client.get(room.sites[slug].url).content == client.get(room.sites[slug].url).content


def test_an_unknown_site_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no press site atlantis"):
        Pressroom(["atlantis"])


def test_bulk_sites_hold_as_many_articles_as_asked() -> None:
    with Pressroom([], bulk=(2, 120)) as room:
        site = room.sites["bulk-2"]
        assert len(site.articles) == 120
        assert httpx.get(site.articles[119].url).status_code == 200
        assert "第119期" in httpx.get(site.url).text


def test_it_runs_on_its_own_and_prints_its_sources_as_json() -> None:
    command = [sys.executable, "-m", "tests.pressroom", "--json", "geely", "aliyun"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            printed = json.loads(process.stdout.readline())
            assert [source["slug"] for source in printed["sources"]] == ["aliyun", "geely"]
            assert httpx.get(printed["sources"][0]["url"]).status_code == 200
        finally:
            process.terminate()


def test_the_readme_has_a_line_for_every_shape_and_every_fault() -> None:
    readme = (ROOT / "tests" / "pressroom" / "README.md").read_text(encoding="utf-8")
    missing = [name for name in [*SHAPES, *FAULTS, *STATES] if f"`{name}`" not in readme]
    assert missing == []
