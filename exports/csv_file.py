"""The list as CSV (RFC 4180) that Excel opens as UTF-8 and in which no cell can be a formula."""

import csv
import io

from exports.sheet import Sheet, one_line, web_address

COLUMNS = (
    "company",
    "sector",
    "sector_zh",
    "sector_en",
    "date",
    "date_basis",
    "kind",
    "models",
    "product",
    "evidence",
    "url",
    "outlet",
    "title",
    "added_at",
    "links",
)
# OWASP, CSV Injection; the full-width forms are formulas to spreadsheets in East Asian locales
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(sheet: Sheet) -> bytes:
    """The file: UTF-8 with byte order mark, one header row, lists joined by '; ', times in UTC."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in sheet.export.adopters:
        cells = (
            entry.company,
            entry.sector,
            sheet.sector_zh(entry.sector),
            sheet.sector_en(entry.sector),
            entry.date.isoformat() if entry.date else "",
            str(entry.date_basis),
            str(entry.kind or ""),
            "; ".join(entry.models),
            entry.product,
            entry.evidence,
            web_address(entry.url),
            entry.outlet,
            entry.title,
            entry.added_at.isoformat(timespec="seconds") if entry.added_at else "",
            "; ".join(filter(None, map(web_address, entry.links))),
        )
        writer.writerow([cell(value) for value in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def cell(value: str | None) -> str:
    """The text on one line; what a spreadsheet would take for a formula begins with an apostrophe."""
    first = (value or "")[:1]
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) or first in ("\t", "\r") else text
