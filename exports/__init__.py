"""Writers of the accepted list, one small module a format. FORMATS is the registry: add a format by adding a line."""

from collections.abc import Callable
from dataclasses import dataclass

from exports import csv_file, json_file, markdown_file
from exports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called on the command line, how its files end, and the function that writes it."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Sheet], bytes]


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("csv", ".csv", "text/csv; charset=utf-8", csv_file.render),
        Format("json", ".json", "application/json", json_file.render),
        Format("md", ".md", "text/markdown; charset=utf-8", markdown_file.render),
    )
}

__all__ = ["FORMATS", "Format", "Sheet"]
