"""Which sources are watched: those of the catalogue, and the user's own in the data folder."""

from collections.abc import Sequence
from pathlib import Path

from catalog_loader import load_sources
from errors import UnknownSourceError
from pipeline.items import Source
from settings import Settings


def folders(settings: Settings) -> tuple[Path, Path]:
    """Where the files lie: the catalogue's, and the user's own."""
    return settings.catalog_dir / "sources", settings.own_sources


def watched(settings: Settings) -> tuple[Source, ...]:
    """All sources, disabled ones too. Raises CatalogError."""
    return load_sources(settings.catalog_dir, [folders(settings)[1]])


def choose(slugs: Sequence[str], sources: Sequence[Source]) -> list[Source]:
    """The sources with these slugs, in that order; all enabled ones without any. Raises UnknownSourceError."""
    by_slug = {source.slug: source for source in sources}
    for slug in slugs:
        if slug not in by_slug:
            raise UnknownSourceError(f"there is no source '{slug}'", "see 'adopters sources list'")
    return [by_slug[slug] for slug in dict.fromkeys(slugs)] if slugs else [each for each in sources if each.enabled]
