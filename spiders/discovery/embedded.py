"""Reads the data that a page embeds for its own scripts: Next, Nuxt, initial state, JSON-LD, inline constants."""

import datetime as dt
import json
import re
from collections.abc import Iterator

from pipeline.items import Api, Page, Source
from spiders.discovery import addresses, days, literal, records
from spiders.discovery.fields import Group, identify
from spiders.discovery.rows import Row
from spiders.discovery.values import flat, members, walk

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_ASSIGNED = re.compile(
    r"""(?:^|[;\s{(,])(?:window|self|globalThis|var|let|const)?[\s.]*(?:[\w$.]+|\[\s*["'][\w$]+["']\s*\])\s*=\s*(?=[\[{(]|JSON\.parse|decodeURI|function)"""
)
_ARRAY = re.compile(r"\[\s*\{")
_FLIGHT = re.compile(r"self\.__next_f\.push\(")
_HREF = re.compile(r"""(?:href|data-href|data-url)\s*=\s*["']([^"'<>\s]{2,300})["']""")
_ROUTE = re.compile(
    r"""["'`]((?:https?://[\w.-]+)?/?[\w/.#?=&-]*(?:detail|news|article|info|view|show|post|press|content)[\w/.-]*(?:/|[?&]\w*id=|=|_|-))(?:["']\s*\+|\$\{|:id\b|\[(?:id|slug)\])""",
    re.IGNORECASE,
)
_ENOUGH = 80  # characters; a shorter script holds no list


def find_rows(text: str, page: Page, source: Source, now: dt.datetime) -> list[Row]:
    """The articles in the embedded data, in its order; [] when there is none or it names no addresses."""
    api = source.api or Api()
    rows: list[Row] = []
    lists: list[Row] = []
    for data in documents(text):
        lists += _item_list(data, page.url, now)
        if api.items:
            given = [flat(row) for row in members(data, api.items)]
            group = identify(Group(api.items, given)) if given else None
            found = [group] if group else []
        else:
            found = records.groups(data)
        for template in _templates(found, api, text):
            chosen = records.choose(found, page.url, template) if not api.items else found
            more = [row for group in chosen for row in records.rows_of(group, page.url, api, template, now)]
            if more:
                rows += more
                break
    return rows or lists


def documents(text: str) -> Iterator[object]:
    """Every piece of data that the scripts of a page hold."""
    flight: list[str] = []
    for attributes, body in _SCRIPT.findall(text):
        if len(body) < _ENOUGH or re.search(r"\bsrc\s*=", attributes):
            continue
        if re.search(r"application/(?:ld\+)?json", attributes, re.IGNORECASE):
            data = literal.parse_string(re.sub(r"^\s*<!--|-->\s*$", "", body))
            if data is not None:
                yield _unpack(data) if "__NUXT_DATA__" in attributes or _is_packed(data) else data
        elif _FLIGHT.search(body):
            flight.append(body)
        else:
            yield from _constants(body)
    if flight:
        yield from _flight(flight)


def _constants(body: str) -> Iterator[object]:
    """The values that a script assigns, else the arrays of objects anywhere in it."""
    end = 0
    for match in _ASSIGNED.finditer(body):
        if match.start() < end:
            continue
        reader = literal.read_call if re.match(r"\(|function", body[match.end() : match.end() + 8]) else literal.read
        try:
            value, end = reader(body, match.end())
        except (literal.NotLiteralError, RecursionError):
            continue
        if isinstance(value, str):
            value = literal.parse_string(value)
        if isinstance(value, dict | list) and value:
            yield value
    at = end
    while array := _ARRAY.search(body, at):
        try:
            value, at = literal.read(body, array.start())
        except (literal.NotLiteralError, RecursionError):
            at = array.end()
            continue
        yield value


def _flight(scripts: list[str]) -> Iterator[object]:
    """React server components as Next streams them: lines `id:json`, cut anywhere into pushed strings."""
    stream = ""
    for body in scripts:
        for match in _FLIGHT.finditer(body):
            try:
                pushed, _ = literal.read(body, match.end())
            except literal.NotLiteralError:
                continue
            if isinstance(pushed, list) and len(pushed) > 1 and isinstance(pushed[1], str):
                stream += pushed[1]
    for line in stream.split("\n"):
        _, colon, data = line.partition(":")
        if colon and data[:1] in ("[", "{"):
            try:
                yield json.loads(data)
            except ValueError:
                continue


def _is_packed(data: object) -> bool:
    """Whether this is Nuxt 3's payload: a flat array whose objects refer to other elements by number."""
    if not isinstance(data, list) or len(data) < 8 or not isinstance(data[0], list | dict):
        return False
    objects = [value for value in data if isinstance(value, dict) and value]
    return bool(objects) and all(isinstance(ref, int) for value in objects[:20] for ref in value.values())


def _unpack(data: object) -> object:
    """Resolve the references of a flat payload (the `devalue` format), following each at most 20 levels."""
    if not isinstance(data, list):
        return data
    kinds = ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "Island")

    def resolve(ref: object, depth: int) -> object:
        if not isinstance(ref, int) or isinstance(ref, bool) or not 0 <= ref < len(data) or depth > 20:
            return None
        value = data[ref]
        if isinstance(value, dict):
            return {key: resolve(below, depth + 1) for key, below in value.items()}
        if isinstance(value, list):
            if len(value) == 2 and value[0] in kinds:
                return resolve(value[1], depth + 1)
            if len(value) == 2 and value[0] == "Date":
                return value[1]
            return [resolve(below, depth + 1) for below in value]
        return value

    return resolve(0, 0)


def _item_list(data: object, base: str, now: dt.datetime) -> list[Row]:
    """The elements of JSON-LD ItemLists and Blogs (https://schema.org/ItemList), breadcrumbs left out."""
    rows: list[Row] = []
    for _, value in walk(data):
        if not isinstance(value, dict):
            continue
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        members = value.get("itemListElement") if "ItemList" in names else value.get("blogPost") or value.get("hasPart")
        for member in members if isinstance(members, list) else []:
            item = member.get("item", member) if isinstance(member, dict) else None
            fields = {**member, **item} if isinstance(item, dict) else member
            if not isinstance(fields, dict):
                continue
            address = fields.get("url") or fields.get("@id") or (item if isinstance(item, str) else "")
            url = addresses.absolute(str(address or ""), base)
            title = str(fields.get("headline") or fields.get("name") or "")
            day, basis = days.read_day(fields.get("datePublished"), now)
            if url and (title or day) and "BreadcrumbList" not in names and "Product" not in str(fields.get("@type")):
                rows.append(Row(url=url, title=title, date=day, basis=basis))
    return rows


def _templates(found: list[Group], api: Api, text: str) -> Iterator[str]:
    """Where the records' addresses come from: the source, their own field, links of the page that hold their ids, routes."""
    if api.url:
        yield api.url if "{" in api.url else ""
        return
    if any(group.url for group in found):
        yield ""
    for group in sorted((group for group in found if group.id), key=lambda group: -len(group.records)):
        if template := learn_template(group, text):
            yield template
            return


def learn_template(group: Group, text: str) -> str:
    """The address of a record as `/news/detail/{id}`, learnt from the page's own links or its scripts' routes."""
    ids = [str(record[group.id]) for record in group.records if record.get(group.id) not in (None, "")]
    hrefs = set(_HREF.findall(text))
    for ident in ids:
        if len(ident) < 2:
            continue
        for href in hrefs:
            match = re.search(rf"(?<![A-Za-z0-9]){re.escape(ident)}(?![A-Za-z0-9])", href)
            if match:
                return f"{href[: match.start()]}{{{group.id}}}{href[match.end() :]}".replace("&amp;", "&")
    if route := _ROUTE.search(text):
        prefix = route[1]
        return f"{prefix if prefix.startswith(('/', 'http')) else '/' + prefix}{{{group.id}}}"
    return ""
