"""Finds the articles in any JSON data: the likeliest arrays of records, and in them title, address, day and body."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import quote

from pipeline.items import Api, DateBasis
from spiders.discovery import addresses, days, literal
from spiders.discovery.feed import FULL_TEXT, _plain
from spiders.discovery.rows import TITLE_LENGTH, Row, split_title, weight

Record = Mapping[str, Any]
FAR = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)  # any day is before it: only whether a value is one counts
MAX_NODES = 200_000  # values looked at in one document

_TITLE = re.compile(r"(?:^|[a-z_])(?:title|headline|subject|biaoti)(?:zh|cn)?$", re.IGNORECASE)
_NOT_TITLE = re.compile(
    r"sub_?title|seo|meta|category|column|channel|short|label|site|source|author|second", re.IGNORECASE
)
_NAME = re.compile(r"^(?:name|text|caption|widgettitle|articlename|newsname)$", re.IGNORECASE)
_URL = re.compile(r"url|link|href|uri|^path$|permalink|htmlpath|destfilepath|^guid$", re.IGNORECASE)
_NOT_URL = re.compile(
    r"img|image|pic|cover|thumb|avatar|logo|icon|video|audio|author|user|photo|poster|banner|bg", re.IGNORECASE
)
_ID = re.compile(
    r"^(?:_?id|uuid|guid|slug|key|code|(?:news|article|item|cont|content|doc|post|document|material|info|announcement)_?(?:id|code|key)|aid|nid|cid|docid|did|titlekey|uid)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"date|time|day|published|created|^c?time$|timestamp|_at$", re.IGNORECASE)
_DATE_ORDER = (
    "publish",
    "pub",
    "release",
    "issue",
    "show",
    "display",
    "news",
    "post",
    "date",
    "day",
    "^time$",
    "ctime",
    "intime",
    "create",
    "add",
    "input",
)
_NOT_DATE = re.compile(
    r"update|modif|mtime|edit|expire|end|offline|delete|timezone|duration|times$|datelist|event|start|meeting",
    re.IGNORECASE,
)
_TEXT = re.compile(r"content|body|^text$|html|newstext|detail|description|article_?text", re.IGNORECASE)
_ADVERT = re.compile(r"^(?:is_?ad|ad_?flag|is_?advert\w*|sponsored)$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"^(?:test|nise|demo|测试)\s*\d*$", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """Records of one array, with the keys (dotted below the record) that carry each field."""

    path: str
    records: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    url: str = ""
    id: str = ""
    date: str = ""
    text: str = ""
    score: float = 0.0


def walk(data: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with its dotted path, JSON inside strings included; at most MAX_NODES of them."""
    waiting: list[tuple[str, object]] = [(path, data)]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        here, value = waiting.pop()
        if isinstance(value, str) and len(value) > 20 and value.lstrip()[:1] in ("{", "["):
            inner = literal.parse_string(value)
            value = value if inner is None else inner
        yield here, value
        if isinstance(value, Mapping):
            waiting += [(f"{here}.{key}" if here else str(key), below) for key, below in reversed(list(value.items()))]
        elif isinstance(value, list):
            waiting += [(f"{here}[]", below) for below in reversed(value) if isinstance(below, Mapping | list | str)]


def at_path(data: object, path: str) -> list[object]:
    """The values at a dotted path; `[]` steps into every element, a string that holds JSON is opened."""
    found = [data]
    for step in re.findall(r"\[\]|[^.\[\]]+", path):
        deeper: list[object] = []
        for value in found:
            if isinstance(value, str):
                value = literal.parse_string(value)
            if step == "[]":
                deeper += (
                    value if isinstance(value, list) else list(value.values()) if isinstance(value, Mapping) else []
                )
            elif isinstance(value, Mapping) and step in value:
                deeper.append(value[step])
            elif isinstance(value, list) and step.lstrip("-").isdigit() and -len(value) <= int(step) < len(value):
                deeper.append(value[int(step)])
        found = deeper
    return found


def members(data: object, path: str) -> list[Record]:
    """The records at the path of an array, written with or without its closing `[]`."""
    found = [value for value in at_path(data, path) if isinstance(value, Mapping)]
    inside = [value for value in at_path(data, path + "[]") if isinstance(value, Mapping)]
    return found if path.endswith("[]") or not inside else inside


def flat(record: Record, prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """A record with the fields of the objects inside it under dotted keys, three levels deep."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and depth < 3:
            fields.update(flat(value, name + ".", depth + 1))
        fields[name] = value
    return fields


def groups(data: object) -> list[Group]:
    """The arrays that hold records with a title, the likeliest fields chosen, in the order of the document."""
    found: list[Group] = []
    for path, value in walk(data):
        members: Sequence[object] = ()
        if isinstance(value, list):
            members = value
        elif (
            isinstance(value, Mapping)
            and len(value) >= 3
            and all(isinstance(below, Mapping) for below in value.values())
        ):
            members = list(value.values())  # records keyed by their id
        records = [flat(member) for member in members if isinstance(member, Mapping)]
        if not records:
            continue
        group = identify(Group(path + "[]", records))
        if group.title and (group.url or group.id):
            found.append(group)
    return found


def _last(key: str) -> str:
    return key.rsplit(".", 1)[-1]


def _best(records: list[dict[str, Any]], rate: Callable[[str, list[Any]], float]) -> str:
    """The key whose values rate best over all records; '' when none rates above zero."""
    keys = dict.fromkeys(key for record in records[:50] for key in record)
    rated = {}
    for key in keys:
        values = [record[key] for record in records if record.get(key) not in (None, "")]
        if len(values) * 2 >= len(records):
            rated[key] = rate(key, values) - 0.3 * key.count(".")
    best = max(rated, key=lambda key: rated[key], default="")
    return best if best and rated[best] > 0 else ""


def identify(group: Group) -> Group:
    records = group.records
    group.title = _best(records, _rate_title)
    if not group.title:
        return group
    group.url = _best(records, _rate_url)
    group.id = _best(records, _rate_id)
    group.date = _best(records, _rate_date)
    group.text = _best(records, _rate_text)
    return group


def _distinct(values: list[Any]) -> float:
    return len({str(value) for value in values}) / len(values)


def _rate_title(key: str, values: list[Any]) -> float:
    name = _last(key)
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) * 2 < len(values) or _distinct(texts) < 0.6:
        return 0
    points = 10.0 if _TITLE.search(name) else 4.0 if _NAME.match(name) else 0.0
    if not points or _NOT_TITLE.search(name) or median(weight(_plain(text)) for text in texts) < TITLE_LENGTH - 2:
        return 0
    return points - (1 if len(name) > 12 else 0) + (1 if name.lower() == "title" else 0)


def _rate_url(key: str, values: list[Any]) -> float:
    name = _last(key)
    texts = [value.strip() for value in values if isinstance(value, str)]
    if not texts or not _URL.search(name) or _NOT_URL.search(name) or _distinct(texts) < 0.6:
        return 0
    hits = [
        text
        for text in texts
        if re.match(r"https?://|//|\.{0,2}/|[\w-]+(?:/[\w.-]+)+|[\w-]+\.s?html?", text)
        and not re.search(r"\.(?:jpe?g|png|gif|webp|svg|mp4|css|js)(?:\?|$)", text, re.IGNORECASE)
    ]
    if len(hits) * 2 < len(texts):
        return 0
    points = (
        6.0
        + 2.0 * bool(re.match(r"(?:url|link|href)$", name, re.IGNORECASE))
        + bool(re.search("pc|web|detail|article|share", name, re.I))
    )
    return points - 2.0 * bool(re.search(r"mobile|wap|h5|api|amp|comment|short", name, re.IGNORECASE))


def _rate_id(key: str, values: list[Any]) -> float:
    name = _last(key)
    if (
        not _ID.match(name)
        or _distinct(values) < 0.95
        or any(isinstance(value, Mapping | list | bool) for value in values)
    ):
        return 0
    points = (
        5.0
        if re.match(r"_?id$", name, re.I)
        else 5.5
        if re.search("news|article|doc|titlekey|slug", name, re.I)
        else 4.0
    )
    return points - 2.0 * key.count(".")


def _rate_date(key: str, values: list[Any]) -> float:
    name = _last(key)
    if not _DATE.search(name) or _NOT_DATE.search(name):
        return 0
    bases = [basis for value in values if (basis := days.read_day(value, FAR)[1]) is not DateBasis.UNKNOWN]
    if len(bases) * 2 < len(values):
        return 0
    if bases.count(DateBasis.RELATIVE) * 2 > len(bases):
        return 1.0  # '3小时前' only where no machine's date stands beside it
    for rank, word in enumerate(_DATE_ORDER):
        if re.search(word, name, re.IGNORECASE):
            return 20.0 - rank
    return 2.0


def _rate_text(key: str, values: list[Any]) -> float:
    texts = [value for value in values if isinstance(value, str)]
    if not texts or not _TEXT.search(_last(key)):
        return 0
    typical = median(len(_plain(text)) for text in texts[:5])
    return 0 if typical < FULL_TEXT else typical - 400 * bool(re.search("description", key, re.I))


def choose(found: list[Group], base: str, template: str = "") -> list[Group]:
    """The groups that are lists of articles: the best, and those whose records look like its records."""
    for group in found:
        group.score = _score(group, base, template)
    sound = [group for group in found if group.score > 0]
    if not sound:
        return []
    lead = max(sound, key=lambda group: group.score)
    kinds = {_kind(row.url) for row in rows_of(lead, base, Api(), template, FAR)}
    chosen = []
    for group in sound:
        rows = rows_of(group, base, Api(), template, FAR)
        alike = rows and sum(_kind(row.url) in kinds for row in rows) * 2 >= len(rows)
        if group is lead or alike or (bool(group.date) and group.score >= lead.score * 0.3):
            chosen.append(group)
    return chosen


def _kind(url: str) -> str:
    return addresses.shape_of(url)


def _score(group: Group, base: str, template: str) -> float:
    if not group.url and not template:
        return 0
    rows = rows_of(group, base, Api(), template, FAR)
    if not rows:
        return 0
    typical = median(weight(row.title) for row in rows)
    like = sum(addresses.likeness(row.url, base) for row in rows) / len(rows)
    if typical < TITLE_LENGTH or (not group.date and (like < 0.5 or len(rows) < 2)):
        return 0
    press = 1.5 if re.search(r"news|article|list|post|item|feed|press|result|record", group.path, re.I) else 1.0
    side = 0.3 if re.search(r"hot|recommend|related|nav|menu|foot|friend|product|\bad", group.path, re.I) else 1.0
    return len(rows) * (2.0 if group.date else 0.6) * max(0.2, 1.5 + like) * press * side


def rows_of(group: Group, base: str, api: Api, template: str, now: dt.datetime) -> list[Row]:
    """The rows of a group; advert and placeholder records without an address are left out."""
    rows = []
    for record in group.records:
        if any(_ADVERT.match(_last(key)) and value in (True, 1, "1", "true") for key, value in record.items()):
            continue
        if row := _row(record, group, base, api, template, now):
            rows.append(row)
    return rows


def _row(record: dict[str, Any], group: Group, base: str, api: Api, template: str, now: dt.datetime) -> Row | None:
    title = _plain(str(field_of(record, api.title or group.title) or "")).replace("\n", " ")
    title, glued = split_title(title, now)
    url = _address(record, api.url or (group.url if not template else ""), base) or _address(record, template, base)
    if not url or not title or _PLACEHOLDER.match(title):
        return None
    day, basis = _record_day(record, api.date or group.date, now)
    if day is None and glued:
        day, basis = glued.date, glued.basis
    body = field_of(record, api.text or group.text) if api.text or group.text else ""
    text = _plain(body) if isinstance(body, str) else ""
    return Row(url=url, title=title, date=day, basis=basis, text=text if len(text) >= FULL_TEXT or api.text else "")


def field_of(record: Mapping[str, Any], path: str) -> object | None:
    """The first value at a key or dotted path of a record."""
    if not path:
        return None
    if path in record:
        value: object = record[path]
        return value
    return next(iter(at_path(record, path)), None)


def _address(record: dict[str, Any], path: str, base: str) -> str:
    """The absolute address: the value at a path, or a template with {path} in braces filled in."""
    if not path:
        return ""
    if "{" not in path:
        value = field_of(record, path)
        return addresses.absolute(value, base) if isinstance(value, str) else ""
    names = re.findall(r"\{([^{}]+)\}", path)
    values = {name: field_of(record, name) for name in names}
    if any(value is None or value == "" for value in values.values()):
        return ""
    filled = re.sub(r"\{([^{}]+)\}", lambda match: quote(str(values[match[1]]), safe="/:?&=%.-_~"), path)
    return addresses.absolute(filled, base)


def _record_day(record: dict[str, Any], path: str, now: dt.datetime) -> tuple[dt.date | None, DateBasis]:
    if path:
        day, basis = days.read_day(field_of(record, path), now)
        if day:
            return day, basis
    parts: dict[str, str] = {}
    for key, value in record.items():
        for part in ("year", "month", "day"):
            if (
                _last(key).lower().endswith(part)
                and isinstance(value, str | int)
                and re.fullmatch(r"\d{1,4}[年月日]?", str(value))
            ):
                parts.setdefault(part, str(value))
    if len(parts) == 3 and (joined := days.join_day([parts["year"], parts["month"], parts["day"]], now)):
        return joined.date, joined.basis
    return None, DateBasis.UNKNOWN
