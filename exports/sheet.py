"""What every writer needs: the export, the names of sectors, and scraped text made harmless."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from pipeline.items import Adopter, Export, Sector

LICENCE = (
    "Facts (who, when, what) are free to use. Evidence sentences are short quotations that belong to their publishers; "
    "follow the links. 事实信息可自由使用；证据句为短引文，版权归原发布者，请以链接原文为准。"
)
# control characters, and marks that make text appear in another order or not at all (Unicode TR 36, section 3)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACING = re.compile(r"\s+")
_URL_SAFE = "%/:?#@!$&*+,;=~-._"  # what may stay as it is: no quotes, brackets or bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An export as handed to a writer. `title` is the topic as people write it; `sectors` maps slugs to names."""

    export: Export
    title: str
    sectors: Mapping[str, Sector] = field(default_factory=dict)

    def sector_zh(self, slug: str) -> str:
        """The sector's Chinese name; the slug when the taxonomy does not have it."""
        return self.sectors[slug].zh if slug in self.sectors else slug

    def sector_en(self, slug: str) -> str:
        """The sector's English name; the slug when the taxonomy does not have it."""
        return self.sectors[slug].en if slug in self.sectors else slug

    def by_sector(self) -> list[tuple[str, list[Adopter]]]:
        """Entries by sector, in the taxonomy's order, unknown sectors last; within a sector in the list's order."""
        groups: dict[str, list[Adopter]] = {}
        for adopter in self.export.adopters:
            groups.setdefault(adopter.sector, []).append(adopter)
        place = {slug: number for number, slug in enumerate(self.sectors)}
        return sorted(groups.items(), key=lambda group: (place.get(group[0], len(place)), group[0]))


def one_line(text: str | None) -> str:
    """Scraped text on one line, without control characters and marks that change how it reads."""
    return _SPACING.sub(" ", _INVISIBLE.sub("", text or "")).strip()


def web_address(url: str) -> str:
    """The address with everything quoted that could end a link early; '' unless it is http or https with a host."""
    cleaned = one_line(url)
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return quote(cleaned, safe=_URL_SAFE)
