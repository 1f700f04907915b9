"""Tells by names and values which keys of JSON records carry title, address, id, day and body."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pipeline.items import DateBasis
from spiders.discovery import days
from spiders.discovery.plain import FULL_TEXT, plain_text
from spiders.discovery.rows import TITLE_LENGTH, weight

FAR = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)  # any day is before it: only whether a value is one counts

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


def last(key: str) -> str:
    """The last part of a dotted key."""
    return key.rsplit(".", 1)[-1]


def identify(group: Group) -> Group:
    """The group with its keys chosen; without a title it is no list of articles."""
    records = group.records
    group.title = _best(records, _rate_title)
    if not group.title:
        return group
    group.url = _best(records, _rate_url)
    group.id = _best(records, _rate_id)
    group.date = _best(records, _rate_date)
    group.text = _best(records, _rate_text)
    return group


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


def _distinct(values: list[Any]) -> float:
    return len({str(value) for value in values}) / len(values)


def _rate_title(key: str, values: list[Any]) -> float:
    name = last(key)
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) * 2 < len(values) or _distinct(texts) < 0.6:
        return 0
    points = 10.0 if _TITLE.search(name) else 4.0 if _NAME.match(name) else 0.0
    if not points or _NOT_TITLE.search(name) or median(weight(plain_text(text)) for text in texts) < TITLE_LENGTH - 2:
        return 0
    return points - (1 if len(name) > 12 else 0) + (1 if name.lower() == "title" else 0)


def _rate_url(key: str, values: list[Any]) -> float:
    name = last(key)
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
    name = last(key)
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
    name = last(key)
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
    if not texts or not _TEXT.search(last(key)):
        return 0
    typical = median(len(plain_text(text)) for text in texts[:5])
    return 0 if typical < FULL_TEXT else typical - 400 * bool(re.search("description", key, re.I))
