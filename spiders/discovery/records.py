"""Finds the articles in any JSON data: the likeliest arrays of records, and the rows that these make."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any
from urllib.parse import quote

from pipeline.items import Api, DateBasis
from spiders.discovery import addresses, days
from spiders.discovery.fields import FAR, Group, identify, last
from spiders.discovery.plain import FULL_TEXT, plain_text
from spiders.discovery.rows import TITLE_LENGTH, Row, split_title, weight
from spiders.discovery.values import field_of, flat, walk

_ADVERT = re.compile(r"^(?:is_?ad|ad_?flag|is_?advert\w*|sponsored)$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"^(?:test|nise|demo|测试)\s*\d*$", re.IGNORECASE)


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
        if any(_ADVERT.match(last(key)) and value in (True, 1, "1", "true") for key, value in record.items()):
            continue
        if row := _row(record, group, base, api, template, now):
            rows.append(row)
    return rows


def _row(record: dict[str, Any], group: Group, base: str, api: Api, template: str, now: dt.datetime) -> Row | None:
    title = plain_text(str(field_of(record, api.title or group.title) or "")).replace("\n", " ")
    title, glued = split_title(title, now)
    url = _address(record, api.url or (group.url if not template else ""), base) or _address(record, template, base)
    if not url or not title or _PLACEHOLDER.match(title):
        return None
    day, basis = _record_day(record, api.date or group.date, now)
    if day is None and glued:
        day, basis = glued.date, glued.basis
    body = field_of(record, api.text or group.text) if api.text or group.text else ""
    text = plain_text(body) if isinstance(body, str) else ""
    return Row(url=url, title=title, date=day, basis=basis, text=text if len(text) >= FULL_TEXT or api.text else "")


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
                last(key).lower().endswith(part)
                and isinstance(value, str | int)
                and re.fullmatch(r"\d{1,4}[年月日]?", str(value))
            ):
                parts.setdefault(part, str(value))
    if len(parts) == 3 and (joined := days.join_day([parts["year"], parts["month"], parts["day"]], now)):
        return joined.date, joined.basis
    return None, DateBasis.UNKNOWN
