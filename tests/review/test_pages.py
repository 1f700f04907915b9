"""The review page over plain HTTP: works without scripts, refuses other sites, says what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.explaining import RULES
from review.app import create_app
from review.i18n import translations
from review.server import in_background, listening_socket
from tests.review.desk import HOSTILE, fill


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    settings = fill(tmp_path)
    with (
        in_background(create_app(settings), listening_socket(settings)) as address,
        httpx.Client(
            base_url=address, headers={"accept-language": "en"}, follow_redirects=True, trust_env=False
        ) as opened,
    ):
        yield opened


def form_of(client, candidate: int) -> dict:
    page = client.get(f"/candidate/{candidate}").text
    return {"version": page.split('name="version" value="')[1].split('"')[0]}


def first(client) -> int:
    page = client.get("/").text
    return int(page.split('action="/candidate/')[1].split("/")[0])


def test_a_form_post_decides_without_any_script(client):
    number = first(client)
    answer = client.post(f"/candidate/{number}/accept", data=form_of(client, number) | {"query": ""})
    assert answer.status_code == 200
    assert "Accepted: 岚川电气" in answer.text


def test_a_post_from_another_site_is_refused(client):
    number = first(client)
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post(f"/candidate/{number}/accept", data=form_of(client, number), headers=headers)
        assert answer.status_code == 403


def test_another_host_name_is_refused(client):
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 400


def test_the_policy_forbids_scripts_from_elsewhere(client):
    assert "script-src 'self'" in client.get("/").headers["content-security-policy"]


def test_a_stale_version_is_said_and_nothing_changes(client):
    number = first(client)
    answer = client.post(f"/candidate/{number}/accept", data={"version": "999"})
    assert answer.status_code == 400
    assert "岚川电气" in answer.text
    assert first(client) == number


def test_a_bad_date_is_said_and_nothing_changes(client):
    number = first(client)
    fields = form_of(client, number) | {"company": "岚川电气", "sector": "other", "date": "30.2.2025"}
    answer = client.post(f"/candidate/{number}/edit", data=fields)
    assert answer.status_code == 400
    assert "date" in answer.text


@pytest.mark.parametrize("path", ["/candidate/9999", "/nowhere", "/export/exe"])
def test_what_is_not_there_is_said(client, path):
    assert client.get(path).status_code in (400, 404)


def test_a_missing_page_is_told_in_the_readers_language(client):
    assert "没有这个页面" in client.get("/nowhere", headers={"Accept-Language": "zh-CN"}).text


def test_saving_and_accepting_in_one_is_told_as_accepted(client):
    number = first(client)
    fields = form_of(client, number) | {"company": "岚川电气", "sector": "other", "then": "accept", "query": ""}
    assert "Accepted: 岚川电气" in client.post(f"/candidate/{number}/edit", data=fields).text


@pytest.mark.parametrize("query", ["?min=x", "?min=9e999", "?sector=nope", "?c=abc", "?q=%00%ff", "?q='--"])
def test_a_strange_address_still_gives_a_page(client, query):
    assert client.get("/" + query).status_code == 200


def test_filters_narrow_the_queue(client):
    page = client.get("/", params={"q": "青穗"}).text
    assert "青穗种业" in page
    assert "岚川电气" not in page


def test_hostile_text_is_escaped_in_every_list(client):
    for path in ("/", "/adopters", "/rejected", "/confirmations", "/sources", "/?q=海枫"):
        assert HOSTILE not in client.get(path).text


@pytest.mark.parametrize(
    ("format", "kind"), [("csv", "text/csv"), ("json", "application/json"), ("md", "text/markdown")]
)
def test_the_list_downloads_in_every_format(client, format, kind):
    answer = client.get(f"/export/{format}")
    assert answer.headers["content-type"].startswith(kind)
    assert "attachment" in answer.headers["content-disposition"]
    assert "零跑" in answer.content.decode("utf-8-sig")


def test_the_switch_leads_back_on_this_site_only(client):
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        answer = client.post("/language", data={"language": "en", "back": back}, follow_redirects=False)
        assert answer.headers["location"].startswith("/")
        assert "evil" not in answer.headers["location"] or answer.headers["location"].startswith("/%5C")


def test_every_rule_has_words_in_chinese_too():
    chinese = translations("zh")
    assert [words for words in RULES.values() if chinese.gettext(words) == words] == []
