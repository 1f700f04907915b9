"""Reads the extraction cases of `tests/pipeline/cases/`: one YAML file a phenomenon, one entry a text with its right answer."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
OPEN = CASES / "open.yaml"


@dataclass(frozen=True)
class Expected:
    """One announcement that must be found. A field that was left out is not checked.

    `companies` are equally right names; of `sectors` and `kinds` any one is right. With `date_none` the text gives no
    day, so that only the publication day may stand in.
    """

    companies: tuple[str, ...]
    date: dt.date | None = None
    date_none: bool = False
    date_basis: str | None = None
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    models: frozenset[str] | None = None
    product: str | None = None


@dataclass(frozen=True)
class Case:
    """A text, what it is about, and every announcement that it makes (none at all is an answer too)."""

    id: str
    says: str
    title: str
    text: str
    published: dt.date
    phenomenon: str
    expect: tuple[Expected, ...] = field(default=())


def _many(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _expected(entry: dict[str, Any]) -> Expected:
    unknown = entry.keys() - {"company", "date", "date_basis", "sector", "kind", "models", "product"}
    assert not unknown, f"unknown fields {sorted(unknown)} in {entry}"
    return Expected(
        companies=_many(entry["company"]),
        date=entry.get("date"),
        date_none="date" in entry and entry["date"] is None,
        date_basis=entry.get("date_basis"),
        sectors=_many(entry.get("sector")),
        kinds=_many(entry.get("kind")),
        models=frozenset(entry["models"]) if "models" in entry else None,
        product=entry.get("product"),
    )


def read_cases(folder: Path = CASES) -> list[Case]:
    """Every case, in the order of the files and of the entries in them."""
    cases = []
    for file in sorted(folder.glob("*.yaml")):
        if file.name == OPEN.name:
            continue
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            expect = tuple(_expected(wanted) for wanted in entry.pop("expect"))
            cases.append(Case(phenomenon=file.stem, expect=expect, **entry))
    return cases


def read_open() -> dict[str, str]:
    """The cases that still fail, each with the reason; empty when there is no such list."""
    if not OPEN.exists():
        return {}
    return {str(entry["id"]): str(entry["reason"]) for entry in yaml.safe_load(OPEN.read_text(encoding="utf-8")) or []}
