"""Reads a JSON API: given in the source or recognised, GET or POST, page numbers or tokens, JSONP, HTML inside JSON."""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pipeline.items import Api, Page, Request, Source
from pipeline.reading.dates import SHANGHAI
from spiders.discovery import addresses, literal, records
from spiders.discovery.fields import Group, identify
from spiders.discovery.paging import with_query
from spiders.discovery.rows import Row
from spiders.discovery.values import at_path, flat, members, walk

_JSONP = re.compile(
    r"^[\s;]*(?:/\*\*/)?\s*(?:typeof\s+[\w$.]+\s*===?\s*['\"]function['\"]\s*&&\s*)?[\w$.\[\]'\"]+\s*\(\s*(?=[\[{])"
)
_ASSIGNED = re.compile(r"^\s*(?:var|let|const|window\.)?\s*[\w$.]+\s*=\s*(?=[\[{])")
_PAGE = re.compile(
    r"^(?:page|pageno|page_no|pagenum|page_num|pagenumber|pageindex|page_index|current|curpage|currentpage|current_page|p|pn|num)$",
    re.I,
)
_OFFSET = re.compile(r"^(?:offset|start|skip|from)$", re.I)
_SIZE = re.compile(r"^(?:limit|size|pagesize|page_size|num|count|rows|per_page|pagecount)$", re.I)
_TOKEN = re.compile(
    r"^(?:next_?(?:page_?)?(?:token|cursor|id|key|url|page)?|cursor|page_?token|continuation\w*|after|pagecallback|last_?(?:id|time))$",
    re.I,
)
_LAST_PAGE = re.compile(r"^(?:pages|total_?pages?|page_?count|page_?total|last_?page|pagecnt)$", re.I)
_TOTAL = re.compile(r"^(?:total|total_?(?:count|elements|num|records?|rows)|count)$", re.I)
_HTML = re.compile(r"<(?:li|div|a|section|article|tr)\b[^>]*>.*\bhref\s*=", re.DOTALL | re.IGNORECASE)


def parse(text: str) -> object | None:
    """The data of a JSON, JSONP or `var x = {...}` answer, also of JSON in a JSON string; None when it is none of these."""
    body = text.lstrip("\ufeff \r\n\t")
    body = re.sub(r"^(?:\)\]\}',?|while\(1\);|for\(;;\);)\s*", "", body)
    for wrapper in (_JSONP, _ASSIGNED):
        if match := wrapper.match(body):
            try:
                return literal.read(body, match.end())[0]
            except literal.NotLiteralError:
                return None
    if body[:1] == '"':
        try:
            inner = json.loads(body)
        except ValueError:
            return None
        return literal.parse_string(inner) if isinstance(inner, str) else None
    return literal.parse_string(body)


def find_rows(data: object, page: Page, source: Source, now: dt.datetime) -> list[Row]:
    """The articles of an answer: at the source's paths, else in the likeliest arrays."""
    api = source.api or Api()
    template = api.url if "{" in api.url else ""
    if api.items:
        group = identify(Group(api.items, [flat(row) for row in members(data, api.items)]))
        return records.rows_of(group, page.url, api, template, now)
    found = records.groups(data)
    if api.title or api.url or api.date:
        best = max(found, key=lambda group: len(group.records), default=None)
        return records.rows_of(best, page.url, api, template, now) if best else []
    return [
        row
        for group in records.choose(found, page.url, template)
        for row in records.rows_of(group, page.url, api, template, now)
    ]


def html_fragments(data: object) -> list[str]:
    """The strings of an answer that are HTML with links in them."""
    return [value for _, value in walk(data) if isinstance(value, str) and _HTML.search(value)]


def first_request(source: Source, now: dt.datetime) -> Request:
    """What to ask a source first. Braces in its address stand for the current time in Shanghai: {yyyy} {mm} {dd} {yyyymm} {unix_ms}."""
    url = fill_dates(source.url, now)
    api = source.api
    if api is None or api.method == "GET":
        return Request(url=url, headers=dict(api.headers) if api else {})
    return _post(url, api, dict(api.form), dict(api.body))


def fill_dates(url: str, now: dt.datetime) -> str:
    """The address with its time placeholders filled in."""
    local = now.astimezone(SHANGHAI)
    values = {
        "yyyy": f"{local:%Y}", "mm": f"{local:%m}", "dd": f"{local:%d}", "yyyymm": f"{local:%Y%m}",
        "unix_ms": str(int(now.timestamp() * 1000)),
    }  # fmt: skip
    return re.sub(r"\{(yyyy|mm|dd|yyyymm|unix_ms)\}", lambda match: values[match[1]], url)


def earlier_period(source: Source, page: Page) -> str | None:
    """For a source whose address names a month or year: that of the one before the page's; None for all others."""
    if not re.search(r"\{(?:yyyy|yyyymm)\}", source.url):
        return None
    pattern = re.escape(source.url)
    for name, form in (("yyyymm", r"(?P<y>\d{4})(?P<m>\d\d)"), ("yyyy", r"(?P<y>\d{4})"), ("mm", r"(?P<m>\d\d)")):
        pattern = pattern.replace(rf"\{{{name}\}}", form, 1)
    match = re.fullmatch(re.sub(r"\\\{\w+\\\}", r"\\w+", pattern), page.requested_url or page.url)
    if not match:
        return None
    year, month = int(match["y"]), int(match.groupdict().get("m") or 0)
    monthly = bool(match.groupdict().get("m"))
    first = dt.datetime(year, month if monthly else 1, 1, tzinfo=SHANGHAI) - dt.timedelta(days=1)
    return fill_dates(source.url, first)


def _post(url: str, api: Api, form: dict[str, str], body: dict[str, Any]) -> Request:
    if form or not body:
        kind, sent = "application/x-www-form-urlencoded", urlencode(form).encode()
    else:
        kind, sent = "application/json", json.dumps(body, ensure_ascii=False).encode()
    return Request(url=url, method="POST", headers={"content-type": kind, **api.headers}, body=sent)


def next_request(data: object, page: Page, source: Source, found: int) -> Request | None:
    """What to ask for the next page, or None after the last: a page without rows, or one that says that it is the last."""
    api = source.api or Api()
    if not found or _says_last(data, page):
        return None
    sent = _sent(page, api)
    token = _token(data, api)
    if token and token.startswith(("http://", "https://", "/")):
        return Request(url=addresses.absolute(token, page.url), method=api.method, headers=dict(api.headers))
    if token:
        name = api.page or next((key for key in sent if _TOKEN.match(key)), "") or _token_name(data)
        return _changed(page, api, sent, name, token) if name and sent.get(name) != token else None
    counter = api.page or next((key for key in sent if _PAGE.match(key)), "")
    if counter:
        return _changed(page, api, sent, counter, str(_number(sent.get(counter), 1) + 1))
    if offset := next((key for key in sent if _OFFSET.match(key)), ""):
        size = next((_number(value, 0) for key, value in sent.items() if _SIZE.match(key)), 0) or found
        return _changed(page, api, sent, offset, str(_number(sent[offset], 0) + size))
    return None


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdigit() else default


def _sent(page: Page, api: Api) -> dict[str, str]:
    """The fields of the request that gave this page: its query, and its form or JSON body."""
    sent = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
    if api.method == "POST":
        text = page.request_body.decode("utf-8", "replace")
        data = literal.parse_string(text) if text.startswith("{") else dict(parse_qsl(text, keep_blank_values=True))
        sent |= {**api.form, **{key: str(value) for key, value in api.body.items()}}
        sent |= {key: str(value) for key, value in data.items()} if isinstance(data, dict) else {}
    return sent


def _changed(page: Page, api: Api, sent: dict[str, str], name: str, value: str) -> Request:
    """The same request with one field set to another value, where it was before: query, form or body."""
    query = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
    if api.method == "GET" or name in query:
        if api.method == "POST":
            return _post(with_query(page.url, {name: value}), api, dict(api.form), dict(api.body))
        return Request(url=with_query(page.url, {name: value}), headers=dict(api.headers))
    if api.body:
        number = isinstance(api.body.get(name, 0), int) and value.isdigit()
        return _post(page.url, api, {}, {**api.body, name: int(value) if number else value})
    return _post(page.url, api, {**api.form, name: value}, {})


def _says_last(data: object, page: Page) -> bool:
    """Whether the answer says that no page follows: isLastPage, hasMore false, page == pages, everything in one."""
    numbers: dict[str, int] = {}
    for path, value in walk(data):
        if "[]" in path:
            continue
        name = path.rsplit(".", 1)[-1]
        if re.fullmatch(r"is_?last_?(?:page)?|last|no_?more|is_?end|end", name, re.I) and value is True:
            return True
        if re.fullmatch(r"has_?(?:more|next)(?:_?page)?|more", name, re.I) and value in (False, 0, "0"):
            return True
        if isinstance(value, int) and not isinstance(value, bool):
            kind = (
                "pages"
                if _LAST_PAGE.match(name)
                else "page"
                if _PAGE.match(name)
                else "total"
                if _TOTAL.match(name)
                else ""
            )
            if kind:
                numbers.setdefault(kind, value)
    asked = dict(parse_qsl(urlsplit(page.url).query))
    current = numbers.get("page") or next((_number(value, 0) for key, value in asked.items() if _PAGE.match(key)), 0)
    return bool(numbers.get("pages")) and bool(current) and current >= numbers["pages"]


def _token(data: object, api: Api) -> str:
    if api.next:
        value = next(iter(at_path(data, api.next)), None)
        return str(value) if value not in (None, "", False) else ""
    for path, value in walk(data):
        name = path.rsplit(".", 1)[-1]
        if "[]" not in path and _TOKEN.match(name) and isinstance(value, str) and value:
            return value
    return ""


def _token_name(data: object) -> str:
    """The query field that takes the token: `nextPageToken` is sent back as `pageToken`, `next_cursor` as `cursor`."""
    for path, value in walk(data):
        name = path.rsplit(".", 1)[-1]
        if "[]" not in path and _TOKEN.match(name) and isinstance(value, str) and value:
            bare = re.sub(r"^next_?", "", name, flags=re.IGNORECASE)
            return bare[:1].lower() + bare[1:] if bare else name
    return ""
