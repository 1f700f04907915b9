"""`adopters crawl`: a line for each source as its poll ends, a table, an exit status that tells."""

import pytest
from click.testing import CliRunner

import settings as settings_module
from commands.crawl import command
from errors import AdoptersError, UnknownSourceError
from scheduler.instance import only_instance
from settings import Settings
from tests.site import Site, article, listing
from tests.spiders.conftest import settings, site, store

__all__ = ["settings", "site", "store"]

ROWS = tuple((f"/news/{n}.html", f"吉利汽车新闻第{n}期:供应商大会顺利召开", f"2025-02-0{n}") for n in range(1, 6))


@pytest.fixture(autouse=True)
def catalogue(settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/news/"] = listing(*ROWS)
    for path, title, day in ROWS:
        site.pages[path] = article(title, "新品将于本季度陆续上市,为用户带来更好的体验。" * 5, day=day)
    settings.own_sources.mkdir(parents=True)
    (settings.own_sources / "mine.yaml").write_text(
        f"sources:\n- {{slug: mine, name: Mine, url: '{site.url}/news/'}}\n"
        f"- {{slug: gone, name: Gone, url: '{site.url}/gone/'}}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(settings_module, "get_settings", lambda: settings)


def test_each_source_gets_a_line_and_a_row_and_a_failure_shows_in_the_exit_status(site: Site) -> None:
    result = CliRunner().invoke(command, ["mine", "gone"])
    lines = result.output.splitlines()
    assert "mine: 5 links, 5 new" in lines
    assert f"source 'gone': HTTP 404: there is no such page ({site.url}/gone/)" in lines
    assert [line.split()[:5] for line in lines if line.startswith(("mine ", "gone ", "all "))] == [
        ["gone", "failed", "0", "0", "0"],
        ["mine", "ok", "5", "5", "0"],
        ["all", "2", "5", "5", "0"],
    ]
    assert isinstance(result.exception, AdoptersError)
    assert str(result.exception) == "1 of 2 sources gave nothing - see the lines above"


def test_a_source_that_does_not_exist_is_named() -> None:
    result = CliRunner().invoke(command, ["nobody"])
    assert isinstance(result.exception, UnknownSourceError)
    assert str(result.exception).startswith("there is no source 'nobody'")


def test_without_sources_it_asks_for_them() -> None:
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 2
    assert "--all" in result.output


def test_it_keeps_out_of_the_way_of_a_running_scheduler(settings: Settings, site: Site) -> None:
    with only_instance(settings.data_dir):
        result = CliRunner().invoke(command, ["mine"])
    assert "'adopters run' (process" in str(result.exception)
    assert site.asked == []
