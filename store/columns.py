"""Column types that behave alike on SQLite and PostgreSQL: hostile text made storable, JSON, aware UTC times."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

# PostgreSQL refuses U+0000 in text, and neither engine's driver encodes a lone surrogate.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_URL = 2000  # bytes; a PostgreSQL index entry holds at most some 2,700


def storable(text: str) -> str:
    """The text with what no database holds replaced by U+FFFD, one for one, so that offsets stay right."""
    return _UNSTORABLE.sub("�", str(text))  # str() turns a StrEnum into the plain text that drivers expect


def storable_url(url: str) -> str:
    """The address as key: unchanged up to 2,000 bytes, beyond that cut and closed with a hash of the whole."""
    url = storable(url)
    raw = url.encode()
    if len(raw) <= LONGEST_URL:
        return url
    digest = hashlib.sha256(raw).hexdigest()
    return raw[: LONGEST_URL - 80].decode(errors="ignore") + "#sha256=" + digest


def _storable_value(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): _storable_value(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_storable_value(item) for item in value]
    return value


class SafeText(TypeDecorator[str]):
    """Text of any length; see `storable`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """JSON kept as readable text with sorted keys, so that equal values are equal strings on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write; None stays NULL."""
        if value is None:
            return None
        return json.dumps(_storable_value(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read."""
        return None if value is None else json.loads(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. Raises ValueError for a naive one: nobody can tell what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so it is dropped there and put back on reading."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"time without a zone: {value.isoformat()}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
