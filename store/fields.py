"""The fields of a candidate as rows and decisions keep them: extracted, edited, and both together."""

from collections.abc import Callable, Mapping
from datetime import date as Day
from typing import Any

from errors import DecisionError
from pipeline.items import DateBasis, Kind
from store.tables import Candidate
from store.views import Fields

NAMES = ("company", "sector", "date", "date_basis", "kind", "models", "product")


def extracted(row: Candidate) -> Fields:
    """What the crawl found."""
    return Fields(
        company=row.company,
        sector=row.sector,
        date=row.date,
        date_basis=DateBasis(row.date_basis),
        kind=Kind(row.kind) if row.kind else None,
        models=tuple(row.models or ()),
        product=row.product,
    )


def effective(row: Candidate) -> Fields:
    """What the list would get: what a person set wins over what the crawl found."""
    return from_json({**to_json(extracted(row)), **(row.edited or {})})


def shown(row: Candidate) -> Fields:
    """The fields in force: once accepted, those that were accepted, whatever a crawl has found since."""
    if row.decided:
        return from_json(row.decided["fields"])
    return effective(row)


def to_json(fields: Fields) -> dict[str, Any]:
    """Plain values for a JSON column."""
    return {
        "company": fields.company,
        "sector": fields.sector,
        "date": fields.date.isoformat() if fields.date else None,
        "date_basis": str(fields.date_basis),
        "kind": str(fields.kind) if fields.kind else None,
        "models": list(fields.models),
        "product": fields.product,
    }


def from_json(kept: Mapping[str, Any]) -> Fields:
    """Back from `to_json`."""
    return Fields(
        company=kept["company"],
        sector=kept["sector"],
        date=Day.fromisoformat(kept["date"]) if kept["date"] else None,
        date_basis=DateBasis(kept["date_basis"]),
        kind=Kind(kept["kind"]) if kept["kind"] else None,
        models=tuple(kept["models"]),
        product=kept["product"],
    )


def checked(given: Mapping[str, object]) -> dict[str, Any]:
    """A reviewer's values as they are kept. Raises DecisionError that names the field.

    `date` may be a day or ISO text ('' and None: unknown), `models` a sequence of names. A date without a basis is
    taken as stated: the reviewer has read it.
    """
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in NAMES:
            raise DecisionError(f"field '{name}': there is no such field", f"use one of {', '.join(NAMES)}")
        try:
            values[name] = _CHECKS[name](value)
        except (ValueError, TypeError) as error:
            raise DecisionError(f"field '{name}': {value!r} does not fit", _EXPECTED[name]) from error
    if "date" in values and "date_basis" not in values:
        values["date_basis"] = str(DateBasis.STATED if values["date"] else DateBasis.UNKNOWN)
    return values


def _name(value: object) -> str:
    text = " ".join(str(value or "").split())
    if not text:
        raise ValueError
    return text


def _day(value: object) -> str | None:
    if isinstance(value, Day):
        return Day(value.year, value.month, value.day).isoformat()
    return Day.fromisoformat(str(value).strip()).isoformat() if value else None


def _models(value: object) -> list[str]:
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        raise TypeError
    return list(dict.fromkeys(_name(item) for item in value))


_CHECKS: dict[str, Callable[[object], Any]] = {
    "company": _name,
    "sector": lambda value: str(value or "").strip(),
    "date": _day,
    "date_basis": lambda value: str(DateBasis(str(value))),
    "kind": lambda value: str(Kind(str(value))) if value else None,
    "models": _models,
    "product": lambda value: " ".join(str(value or "").split()) or None,
}
_EXPECTED = {
    "company": "give a name",
    "sector": "give the slug of a sector",
    "date": "write a day as 2025-02-06, or leave it empty",
    "date_basis": "use one of " + ", ".join(DateBasis),
    "kind": "use one of " + ", ".join(Kind),
    "models": "give a list of names",
    "product": "give a name, or leave it empty",
}
