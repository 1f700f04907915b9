"""Walks JSON data of any make: every value with its path, the values at a path, records made flat."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from spiders.discovery import literal

Record = Mapping[str, Any]
MAX_NODES = 200_000  # values looked at in one document


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


def field_of(record: Mapping[str, Any], path: str) -> object | None:
    """The first value at a key or dotted path of a record."""
    if not path:
        return None
    if path in record:
        value: object = record[path]
        return value
    return next(iter(at_path(record, path)), None)
