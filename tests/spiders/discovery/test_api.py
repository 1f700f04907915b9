"""What an API is asked next: the page after this one, until it says that there is none."""

import datetime as dt
import json

import pytest

from pipeline.items import Api, Page, Request, Source
from spiders.discovery import discover, first_request

NOW = dt.datetime(2025, 2, 10, 4, tzinfo=dt.UTC)
ROWS = [
    {
        "id": number,
        "title": f"远山汽车第{number}次发布会在成都举行",
        "url": f"/news/{number}.html",
        "date": "2025-02-06",
    }
    for number in range(1, 4)
]


def asked_next(url: str, data: object, api: Api | None = None, sent: bytes = b"") -> Request | None:
    page = Page(url=url, body=json.dumps(data).encode(), fetched_at=NOW, request_body=sent)
    return discover(page, Source(slug="s", name="s", url="https://example.com/api", api=api)).next_request


@pytest.mark.parametrize(
    ("url", "following"),
    [
        ("https://example.com/api?page=1&size=3", "https://example.com/api?page=2&size=3"),
        ("https://example.com/api?pageNo=4&pageSize=3", "https://example.com/api?pageNo=5&pageSize=3"),
        ("https://example.com/api?limit=3&offset=0", "https://example.com/api?limit=3&offset=3"),
    ],
)
def test_the_counter_in_the_address_goes_up(url, following):
    request = asked_next(url, {"list": ROWS})
    assert request is not None
    assert request.url == following


@pytest.mark.parametrize(
    "end",
    [{"hasMore": False}, {"isLastPage": True}, {"pages": 1, "pageNum": 1}, {"has_next": 0}],
    ids=lambda end: next(iter(end)),
)
def test_an_answer_that_says_it_is_the_last_has_no_next_page(end):
    assert asked_next("https://example.com/api?page=1", {"data": {"list": ROWS, **end}}) is None


def test_a_page_without_rows_has_no_next_page():
    assert asked_next("https://example.com/api?page=9", {"list": []}) is None


def test_an_address_without_a_counter_has_no_next_page():
    assert asked_next("https://example.com/news.json", {"list": ROWS}) is None


def test_a_token_is_sent_back_under_its_own_name():
    request = asked_next("https://example.com/api?size=3", {"items": ROWS, "nextPageToken": "abc="})
    assert request is not None
    assert request.url == "https://example.com/api?size=3&pageToken=abc%3D"


def test_a_token_that_is_an_address_is_followed():
    request = asked_next("https://example.com/api", {"items": ROWS, "next": "https://example.com/api?after=3"})
    assert request is not None
    assert request.url == "https://example.com/api?after=3"


def test_a_form_is_sent_again_with_the_next_number():
    api = Api(method="POST", form={"pageNum": "1", "pageSize": "3"}, page="pageNum")
    first = first_request(Source(slug="s", name="s", url="https://example.com/api", api=api), NOW)
    assert first.method == "POST"
    assert first.body == b"pageNum=1&pageSize=3"
    second = asked_next("https://example.com/api", {"list": ROWS}, api, first.body)
    assert second is not None
    assert second.body == b"pageNum=2&pageSize=3"
    third = asked_next("https://example.com/api", {"list": ROWS}, api, second.body)
    assert third is not None
    assert third.body == b"pageNum=3&pageSize=3"
    assert third.headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_json_body_keeps_its_types():
    api = Api(method="POST", body={"categoryName": "官网", "page": 1, "size": 3}, page="page", headers={"x-app": "web"})
    second = asked_next("https://example.com/api", {"list": ROWS}, api)
    assert second is not None
    assert json.loads(second.body) == {"categoryName": "官网", "page": 2, "size": 3}
    assert second.headers == {"content-type": "application/json", "x-app": "web"}


def test_a_listing_asked_by_post_has_no_plain_next_address():
    api = Api(method="POST", form={"page": "1"}, page="page")
    page = Page(url="https://example.com/api", body=json.dumps(ROWS).encode(), fetched_at=NOW)
    assert discover(page, Source(slug="s", name="s", url="https://example.com/api", api=api)).next_url is None


def test_paths_of_the_source_are_followed():
    data = {"payload": {"rows": [{"meta": {"when": 1738800000}, "doc": {"name": "远山汽车发布会", "no": "x7"}}]}}
    api = Api(items="payload.rows", title="doc.name", date="meta.when", url="https://example.com/d/{doc.no}")
    page = Page(url="https://example.com/api", body=json.dumps(data).encode(), fetched_at=NOW)
    (link,) = discover(page, Source(slug="s", name="s", url="https://example.com/api", api=api)).links
    assert (link.url, link.title, link.date) == ("https://example.com/d/x7", "远山汽车发布会", dt.date(2025, 2, 6))


def test_placeholders_in_an_address_stand_for_the_current_month_in_shanghai():
    source = Source(slug="s", name="s", url="https://example.com/{yyyy}/{mm}/news?t={yyyymm}")
    late = dt.datetime(2025, 1, 31, 20, tzinfo=dt.UTC)
    assert first_request(source, late).url == "https://example.com/2025/02/news?t=202502"


@pytest.mark.parametrize(
    ("address", "asked", "earlier"),
    [
        ("https://a.com/{yyyy}/{mm}/news", "https://a.com/2025/01/news", "https://a.com/2024/12/news"),
        ("https://a.com/list{yyyymm}.html", "https://a.com/list202502.html", "https://a.com/list202501.html"),
        ("https://a.com/message/{yyyy}/", "https://a.com/message/2025/", "https://a.com/message/2024/"),
    ],
)
def test_a_listing_of_one_month_is_followed_by_the_month_before(address, asked, earlier):
    source = Source(slug="s", name="s", url=address)
    full = Page(url=asked, body=json.dumps({"list": ROWS}).encode(), fetched_at=NOW)
    assert discover(full, source).next_url == earlier
    empty = Page(url=asked, body=b'{"list": []}', fetched_at=NOW)
    assert discover(empty, source).feeds == (earlier,)


def test_a_body_in_the_row_comes_with_the_link():
    body = "<style>p{}</style><p>远山汽车今日宣布。</p><p>" + "系统已经面向全部车主开放。" * 12 + "</p>"
    page = Page(
        url="https://example.com/api",
        body=json.dumps({"list": [{**ROWS[0], "content": body}, {**ROWS[1], "content": body}]}).encode(),
        fetched_at=NOW,
    )
    links = discover(page, Source(slug="s", name="s", url="https://example.com/api")).links
    assert links[0].text.startswith("远山汽车今日宣布。\n系统已经")
