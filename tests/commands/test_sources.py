"""`adopters sources`: what a person sees before a source is saved, and when it is broken."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog_loader import load_sources
from pipeline.items import Source
from settings import Settings
from spiders.snapshots import Snapshots
from tests.commands.workplace import Workplace, problem, small_catalog
from tests.site import Answer, Site, listing

ROWS = (
    ("/news/3.html", "远山汽车座舱大模型完成与DeepSeek的融合", "2026-11-20"),
    ("/news/2.html", "远山首款量产车型用上新一代车机系统", "2026-11-18"),
    ("/news/1.html", "第三代产品发布会在成都举行", "2026-11-12"),
)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.pages["/news/"] = listing(*ROWS, more='<a href="/news/?page=2">下一页</a>')
        yield running


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Workplace:
    catalog = small_catalog(tmp_path)
    (catalog / "sources" / "two.yaml").write_text(
        f"sources:\n- {{slug: yuanshan, name: 远山, url: '{site.url}/news/'}}\n", encoding="utf-8"
    )
    environment = {"ADOPTERS_CATALOG_DIR": str(catalog), "ADOPTERS_ALLOWED_PRIVATE_HOSTS": f'["{site.host}"]'}
    return Workplace(tmp_path, monkeypatch, environment)


def test_a_preview_shows_days_titles_addresses_and_the_next_page(place: Workplace, site: Site) -> None:
    result = place.run("sources", "preview", f"{site.url}/news/")
    assert result.exit_code == 0, result.output
    assert "read as: html, 3 articles" in result.output
    assert f"2026-11-20  远山汽车座舱大模型完成与DeepSeek的融合  {site.url}/news/3.html" in result.output
    assert f"next page: GET {site.url}/news/?page=2" in result.output


def test_a_preview_saves_nothing(place: Workplace, site: Site) -> None:
    place.run("sources", "preview", f"{site.url}/news/")
    assert not (place.data / "sources").exists()


def test_a_preview_of_an_application_shell_says_what_to_do(place: Workplace, site: Site) -> None:
    site.pages["/app"] = '<html><body><div id="app"></div><script>render()</script></body></html>'
    result = place.run("sources", "preview", f"{site.url}/app")
    assert result.exit_code == 1
    assert "set 'kind: rendered'" in result.output


def test_an_application_shell_is_read_through_the_api_that_its_script_names(place: Workplace, site: Site) -> None:
    site.pages["/app"] = '<html><body><div id="app"></div><script src="/static/app.1f.js"></script></body></html>'
    script = 'axios.get("/api/news/list?page=1").then(show)'
    site.pages["/static/app.1f.js"] = Answer(script, headers={"Content-Type": "application/javascript"})
    rows = [{"title": title, "url": path, "date": day} for path, title, day in ROWS]
    site.pages["/api/news/list"] = Answer(json.dumps({"list": rows}), headers={"Content-Type": "application/json"})
    result = place.run("sources", "preview", f"{site.url}/app")
    assert result.exit_code == 0, result.output
    assert "read as: api, 3 articles" in result.output
    assert "found through" in result.output


@pytest.mark.browser
def test_a_browser_shows_what_scripts_add_and_the_source_is_saved_as_rendered(place: Workplace, site: Site) -> None:
    rows = "".join(f"<li><a href={path}>{title}</a><i>{day}</i></li>" for path, title, day in ROWS)
    site.pages["/app"] = (
        f'<html><body><div id="app"></div><script>document.getElementById("app").innerHTML = "<ul>{rows}</ul>"</script></body></html>'
    )
    assert "read as: rendered, 0 articles" in place.run("sources", "preview", f"{site.url}/app").output
    result = place.run("sources", "add", f"{site.url}/app", "--render", "--company", "吉利", "--yes")
    assert result.exit_code == 0, result.output
    assert "read as: rendered, 3 articles" in result.output
    assert [source.kind for source in own(place)] == ["rendered"]


def test_what_a_site_wrote_cannot_drive_the_terminal(place: Workplace, site: Site) -> None:
    site.pages["/news/"] = listing(("/news/9.html", "远山\x1b[2J汽车发布全新的旗舰车型", "2026-11-20"), *ROWS)
    assert "\x1b" not in place.run("sources", "preview", f"{site.url}/news/").output


def test_robots_txt_is_obeyed(place: Workplace, site: Site) -> None:
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /news/", headers={"Content-Type": "text/plain"})
    result = place.run("sources", "preview", f"{site.url}/news/")
    assert "robots.txt forbids it" in problem(result)
    assert "/news/" not in site.paths()


def test_a_redirect_to_a_private_network_is_not_followed(place: Workplace, site: Site) -> None:
    with Site("127.0.0.9") as inner:
        inner.pages["/secret"] = "inside"
        site.pages["/away"] = Answer(status=302, headers={"Location": f"{inner.url}/secret"})
        result = place.run("sources", "preview", f"{site.url}/away")
        assert "private network" in problem(result)
        assert inner.asked == []


def test_a_redirect_circle_ends(place: Workplace, site: Site) -> None:
    site.pages["/round"] = Answer(status=302, headers={"Location": "/round"})
    assert "redirects in a circle" in problem(place.run("sources", "preview", f"{site.url}/round"))


def test_an_oversized_page_is_not_read_to_its_end(
    place: Workplace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADOPTERS_MAX_PAGE_BYTES", "20000")
    site.pages["/big"] = "x" * 30_000
    assert "larger than 20,000 bytes" in problem(place.run("sources", "preview", f"{site.url}/big"))


def test_adding_a_feed_names_its_kind_and_the_entry_is_a_valid_source(place: Workplace, site: Site) -> None:
    site.pages["/feed.xml"] = (
        '<rss version="2.0"><channel><title>x</title><item><title>远山汽车座舱大模型完成与DeepSeek的融合</title>'
        "<link>/news/3.html</link><pubDate>Fri, 20 Nov 2026 09:00:00 +0800</pubDate></item></channel></rss>"
    )
    result = place.run("sources", "add", f"{site.url}/feed.xml", "--company", "吉利", "--sector", "automotive", "--yes")
    assert result.exit_code == 0, result.output
    (added,) = [source for source in own(place) if source.url.endswith("/feed.xml")]
    assert added.kind == "feed"
    assert added.sector == "automotive"
    assert added.role == "official"


def test_adding_keeps_what_a_person_wrote_in_the_file(place: Workplace, site: Site) -> None:
    file = place.data / "sources" / "own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "# mine\nsources:\n  - slug: other\n    name: 别的\n    url: https://other.example/\n", encoding="utf-8"
    )
    site.pages["/press/"] = listing(*ROWS)
    result = place.run("sources", "add", f"{site.url}/press/", "--company", "-", "--yes")
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8").startswith("# mine\n")
    assert [source.slug for source in own(place)][:1] == ["other"]
    assert len(own(place)) == 2


def test_a_page_without_articles_is_not_added_unasked(place: Workplace, site: Site) -> None:
    result = place.run("sources", "add", f"{site.url}/nowhere", "--company", "吉利", "--yes")
    assert "gives no articles: not added" in problem(result)
    assert "HTTP 404" in result.output
    assert own(place) == []


def test_a_forbidden_guess_takes_nothing_from_the_page_itself(place: Workplace, site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /search/"
    script = '<script>fetch("/search/news?page=1").then(show)</script>'
    site.pages["/app"] = f'<html><body><div id="app"></div>{script}</body></html>'
    output = place.run("sources", "preview", f"{site.url}/app").output
    assert "--render" in output
    assert "robots.txt forbids it" in output


def test_an_address_that_is_watched_already_is_not_added_twice(place: Workplace, site: Site) -> None:
    result = place.run("sources", "add", f"{site.url}/news/", "--yes")
    assert result.exit_code == 1
    assert "source 'yuanshan' already watches" in result.output


def test_an_unknown_sector_is_answered_with_near_ones(place: Workplace, site: Site) -> None:
    site.pages["/press/"] = listing(*ROWS)
    result = place.run("sources", "add", f"{site.url}/press/", "--company", "吉利", "--sector", "automotiv", "--yes")
    assert result.exit_code == 1
    assert "automotive" in result.output


def test_check_tells_sources_that_give_articles_from_those_that_do_not(place: Workplace, site: Site) -> None:
    assert place.run("sources", "check", "--all").exit_code == 0
    site.pages["/news/"] = Answer("gone", 404)
    result = place.run("sources", "check", "yuanshan")
    assert result.exit_code == 1
    assert "FAIL  yuanshan" in result.output
    assert "HTTP 404" in result.output


def test_the_list_names_every_source_with_its_health(place: Workplace) -> None:
    result = place.run("sources", "list")
    assert result.exit_code == 0, result.output
    assert "yuanshan" in result.output
    assert "new" in result.output


def test_the_doctor_finds_nothing_wrong_with_a_working_source(place: Workplace) -> None:
    result = place.run("sources", "doctor", "yuanshan")
    assert result.exit_code == 0, result.output
    assert "nothing wrong with it" in result.output


def test_the_doctor_compares_with_the_last_good_snapshot(place: Workplace, site: Site) -> None:
    keep_snapshot(place, site)
    site.pages["/news/"] = '<html><body><a href="/xinwen/">新闻中心</a><p>欢迎访问新版网站。</p></body></html>'
    result = place.run("sources", "doctor", "yuanshan")
    assert result.exit_code == 1
    assert "last good snapshot" in result.output
    assert "3 links" in result.output
    assert f"{site.url}/xinwen/" in result.output


def test_the_doctor_says_when_the_addresses_of_articles_have_changed(place: Workplace, site: Site) -> None:
    keep_snapshot(place, site)
    moved = [(path.replace("/news/", "/press/detail-"), title, day) for path, title, day in ROWS]
    site.pages["/news/"] = listing(*moved)
    assert "article addresses looked like" in place.run("sources", "doctor", "yuanshan").output


def test_the_doctor_names_a_selector_that_matches_nothing(place: Workplace, site: Site) -> None:
    file = Path(settings_of(place).catalog_dir) / "sources" / "two.yaml"
    file.write_text(
        f"sources:\n- slug: yuanshan\n  name: 远山\n  url: {site.url}/news/\n  selectors: {{item: .gone li, link: a}}\n",
        encoding="utf-8",
    )
    output = place.run("sources", "doctor", "yuanshan").output
    assert "selectors.item '.gone li' matches nothing" in output
    assert "without its overrides 3 links are found" in output


def test_the_doctor_of_a_site_that_is_down_gives_a_reason(place: Workplace, site: Site) -> None:
    site.server.shutdown()
    site.server.server_close()
    result = place.run("sources", "doctor", "yuanshan")
    assert result.exit_code == 1
    assert "now: " in result.output
    assert "do: " in result.output


def settings_of(place: Workplace) -> Settings:
    return Settings()


def own(place: Workplace) -> list[Source]:
    return list(load_sources(place.folder / "nothing", [place.data / "sources"]))


def keep_snapshot(place: Workplace, site: Site) -> None:
    """What a poll would have kept while the page was as it is now."""
    from spiders.fetching import fetch

    settings = settings_of(place)
    page = fetch(f"{site.url}/news/", settings)
    Snapshots(settings.data_dir, settings.snapshots_kept).keep("yuanshan", page, "listing")
