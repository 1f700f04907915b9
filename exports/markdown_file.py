"""The list as Markdown (GitHub flavour): one table a sector, nothing in it that Markdown or HTML would interpret."""

import re
from datetime import UTC

from exports.sheet import LICENCE, Sheet, one_line, web_address
from pipeline.items import Adopter, DateBasis

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")  # the rest means something only at the start of a line
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BASIS = {
    DateBasis.STATED: "",
    DateBasis.RELATIVE: "",
    DateBasis.PUBLISHED: "（发布日 / published）",
    DateBasis.UNKNOWN: "",
}
_HEAD = (
    "| 公司 Company | 日期 Date | 模型 Models | 产品 Product | 证据 Evidence | 来源 Source |",
    "| --- | --- | --- | --- | --- | --- |",
)


def render(sheet: Sheet) -> bytes:
    """The file: UTF-8, sectors in the taxonomy's order, entries by day and name."""
    export = sheet.export
    made_at = f"{export.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [
        f"# {escaped(sheet.title)}：接入名单 / Adopters",
        "",
        f"{escaped(export.version)} · {escaped(made_at)} · {len(export.adopters)} 家 / entries",
        "",
        escaped(LICENCE),
    ]
    for sector, entries in sheet.by_sector():
        names = dict.fromkeys((sheet.sector_zh(sector), sheet.sector_en(sector)))
        heading = " / ".join(escaped(name) for name in names)
        lines += ["", f"## {heading or '—'} ({len(entries)})", "", *_HEAD]
        lines += [_row(entry) for entry in entries]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def escaped(text: str | None) -> str:
    """Scraped text as plain words: one line, every character with a meaning in Markdown or HTML taken literally."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text)).translate(_HTML)
    # bare addresses would become links that nobody checked
    return re.sub(r"(?i)\b(https?|ftp|mailto|www)([:.])", r"\1&#8203;\2", plain)


def _row(entry: Adopter) -> str:
    day = entry.date.isoformat() + _BASIS[entry.date_basis] if entry.date else "—"
    cells = (
        escaped(entry.company),
        day,
        escaped(", ".join(entry.models)),
        escaped(entry.product),
        escaped(entry.evidence),
        _source(entry),
    )
    return "| " + " | ".join(cells) + " |"


def _source(entry: Adopter) -> str:
    label = escaped(entry.outlet or entry.title) or "link"
    address = web_address(entry.url)
    more = len({*entry.links} - {entry.url})
    return (f"[{label}](<{address}>)" if address else label * bool(entry.outlet)) + (f" +{more}" if more else "")
