"""Sources that only exist after their scripts have run, in the system's chromium."""

import json
from pathlib import Path

import pytest

from settings import Settings
from spiders.crawling import crawl
from store import pages
from store.db import Engine, reading
from store.views import PollOutcome
from tests.site import Answer, Site

CHROMIUM = Path("/usr/bin/chromium")
ROWS = [
    {"path": f"/news/{n}.html", "title": f"吉利汽车新闻第{n}期:供应商大会顺利召开", "day": f"2025-02-0{n}"}
    for n in range(1, 6)
]
LIST = """<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>新闻</title></head><body><div id=app></div><script>
fetch("%(secret)s/stolen").catch(() => 0);
fetch("/rows.json").then(answer => answer.json()).then(rows => {
  document.getElementById("app").innerHTML = "<ul>" + rows.map(row =>
    `<li><a href="${row.path}">${row.title}</a><span>${row.day}</span></li>`).join("") + "</ul>";
});
</script></body></html>"""
ARTICLE = """<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>x</title></head><body><div id=app></div><script>
document.title = "吉利汽车宣布接入DeepSeek大模型";
document.getElementById("app").innerHTML = "<article><h1>吉利汽车宣布接入DeepSeek大模型</h1>" +
  "<div class=date>2025-02-06</div>" + "<p>2月6日,吉利汽车宣布接入DeepSeek-R1,首批车型将在年内推送。</p>".repeat(1) +
  "<p>公司表示,新品将于本季度在全国门店陆续上市,并继续加大研发投入。</p>".repeat(4) + "</article>";
</script></body></html>"""


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium: apt-get install chromium")
def test_a_rendered_source_is_read_and_its_scripts_reach_no_private_network(
    site: Site, settings: Settings, store: Engine
) -> None:
    pytest.importorskip("scrapy_playwright", reason="pip install 'adopters[rendered]'")
    settings.timeout = 30
    with Site("127.0.0.9") as secret:
        site.pages["/news/"] = Answer(LIST % {"secret": secret.url}, headers={"ETag": '"shell"'})
        site.pages["/rows.json"] = Answer(json.dumps(ROWS), headers={"Content-Type": "application/json"})
        for row in ROWS:
            site.pages[row["path"]] = ARTICLE
        report = crawl(["site"], settings, sources=[site.source(kind="rendered")])
        again = crawl(["site"], settings, sources=[site.source(kind="rendered")])
        assert secret.asked == []
    assert "if-none-match" not in site.asked[-1].headers  # the shell is the same whatever it shows
    assert again.polls[0].outcome == PollOutcome.UNCHANGED
    assert report.polls[0].outcome == PollOutcome.OK, report
    assert report.polls[0].counts["links"] == 5
    assert report.polls[0].counts["announcements"] == 5
    with reading(store) as session:
        assert pages.counts(session)["article"] == 5


def test_without_a_browser_the_source_says_what_to_install(site: Site, settings: Settings) -> None:
    settings.chromium = "/nowhere/chromium"
    report = crawl(["site"], settings, sources=[site.source(kind="rendered")])
    assert report.polls[0].failed
    assert "apt-get install chromium" in report.polls[0].message
    assert site.asked == []


def test_a_page_that_is_only_a_shell_says_what_to_do(site: Site, settings: Settings) -> None:
    site.pages["/news/"] = LIST % {"secret": "http://127.0.0.9:9"}
    report = crawl(["site"], settings, sources=[site.source()])
    assert "the page only exists after its scripts have run" in report.polls[0].message
