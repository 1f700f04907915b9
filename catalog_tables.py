"""Reads the tables of catalog/ that are too long for YAML: organisations.tsv and association.tsv."""

from collections.abc import Iterator
from pathlib import Path

from errors import CatalogError

COLUMNS = ("sector", "name", "aliases", "brands", "weak", "en")


def organisations(file: Path) -> Iterator[tuple[int, dict[str, str | list[str]]]]:
    """(line, fields) of every organisation: sector, name, aliases, brands, weak (parted by |), English name.

    Trailing empty columns may be left out; empty fields are. Nothing where there is no such file. Raises CatalogError.
    """
    for number, cells in _rows(file):
        if not 2 <= len(cells) <= len(COLUMNS) or not cells[0] or not cells[1]:
            raise CatalogError(
                f"{file}:{number}: not of the form {' TAB '.join(COLUMNS)}", "correct the line: tabs part the columns"
            )
        fields: dict[str, str | list[str]] = {}
        for column, cell in zip(COLUMNS, cells, strict=False):
            if cell:
                fields[column] = cell.split("|") if column in ("aliases", "brands", "weak") else cell
        yield number, fields


def association(file: Path) -> dict[str, float]:
    """A feature's weight (log odds) by the feature; empty where there is no such file. Raises CatalogError."""
    weights = {}
    for number, cells in _rows(file):
        try:
            feature, weight = cells
            weights[feature] = float(weight)
        except ValueError as error:
            problem = f"{file}:{number}: not a feature, a tab and a number"
            raise CatalogError(
                problem, "refit it with `python -m benchmarks.association`, or remove the file"
            ) from error
    return weights


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{file}: cannot be read: {error}", "restore the file") from error
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")
