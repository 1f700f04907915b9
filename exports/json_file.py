"""The list as JSON. The form is stable: fields are added, never renamed or removed, within schema version 1."""

import json
from datetime import UTC

from exports.sheet import LICENCE, Sheet, web_address
from pipeline.items import Adopter

SCHEMA = "adopters-list/1"


def render(sheet: Sheet) -> bytes:
    """The file: UTF-8, two spaces, final newline. Days are ISO 8601 calendar days, times UTC; unknown is null."""
    export = sheet.export
    content = {
        "schema": SCHEMA,
        "topic": export.topic,
        "title": sheet.title,
        "version": export.version,
        "made_at": export.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "licence": LICENCE,
        "count": len(export.adopters),
        "adopters": [_entry(entry, sheet) for entry in export.adopters],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace") + b"\n"


def _entry(entry: Adopter, sheet: Sheet) -> dict[str, object]:
    return {
        "company": entry.company,
        "sector": {
            "slug": entry.sector,
            "zh": sheet.sector_zh(entry.sector),
            "en": sheet.sector_en(entry.sector),
        },
        "date": entry.date.isoformat() if entry.date else None,
        "date_basis": str(entry.date_basis),
        "kind": str(entry.kind) if entry.kind else None,
        "models": list(entry.models),
        "product": entry.product,
        "evidence": entry.evidence,
        "url": web_address(entry.url),
        "outlet": entry.outlet,
        "title": entry.title,
        "added_at": entry.added_at.astimezone(UTC).isoformat(timespec="seconds") if entry.added_at else None,
        "links": [address for address in map(web_address, entry.links) if address],
    }
