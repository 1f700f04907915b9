"""Who is watched through which sources: a company's own, else those of the nearest group above it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.items import Company, Source
    from settings import Settings
    from store.views import SourceView


@dataclass(frozen=True, slots=True)
class Watch:
    """The sources that would carry a company's announcement; `through` is whose they are, "" when there is none."""

    company: str
    through: str
    sources: "tuple[Source, ...]"


def watches(
    names: Iterable[str], companies: "Mapping[str, Company]", sources: "Sequence[Source]"
) -> "tuple[Watch, ...]":
    """One watch a name, in order. Sources that are off do not count."""
    own: dict[str, list[Source]] = {}
    for source in sources:
        if source.company and source.enabled:
            own.setdefault(source.company, []).append(source)
    return tuple(_watch(name, companies, own) for name in names)


def _watch(name: str, companies: "Mapping[str, Company]", own: "Mapping[str, list[Source]]") -> Watch:
    above: str | None = name
    seen = set()
    while above and above not in seen:  # a registry whose parents run in a circle ends here
        if above in own:
            return Watch(name, above, tuple(own[above]))
        seen.add(above)
        above = companies[above].parent if above in companies else None
    return Watch(name, "", ())


def all_sources(settings: "Settings") -> "tuple[Source, ...]":
    """The catalogue's sources and the user's own. Raises CatalogError."""
    from catalog_loader import load_sources

    return load_sources(settings.catalog_dir, [settings.own_sources])


def poll_states(settings: "Settings") -> "Mapping[str, SourceView]":
    """What is known of every source that was polled, by slug; nothing where no database was ever made."""
    if not has_store(settings):
        return {}
    from store import db
    from store import sources as stored

    with db.reading(db.open_store(settings.database)) as session:
        return stored.states(session)


def has_store(settings: "Settings") -> bool:
    """Whether there is a database: looking must not create one."""
    return bool(settings.database_url) or (settings.data_dir / "adopters.db").exists()
