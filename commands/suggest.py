"""`adopters sources suggest`: adopters without a source of their own, with what is known about where to look."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from pipeline.items import Adopter, Company, Source
    from settings import Settings

HINTS = 5  # hosts shown for one company


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A company worth a source of its own. `hosts` carried news about it and are no news site that is watched."""

    company: str
    sector: str
    articles: int  # that support the entry
    name_en: str
    group: str
    watched_through: str  # the group whose sources carry its news today; "" for nobody's
    off: tuple[str, ...]  # sources of its own that are switched off, with the reason
    hosts: tuple[str, ...]  # the most frequent first


@click.command(short_help="adopters that have no source of their own")
@click.option("--limit", default=50, show_default=True, help="Companies shown.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def command(limit: int, as_json: bool) -> None:
    """List the companies on the list that have no source of their own, those with the most news first."""
    from settings import get_settings

    found = collect(get_settings())
    if as_json:
        click.echo(json.dumps([asdict(row) for row in found[:limit]], ensure_ascii=False, indent=2))
    else:
        _print(found[:limit])
    click.echo(f"{len(found)} companies on the list have no source of their own", err=True)


def collect(settings: "Settings") -> list[Suggestion]:
    """All suggestions; the seed list stands in where no database was ever made. Raises CatalogError, StoreError."""
    from catalog_loader import load_companies, load_seed
    from commands.watching import all_sources, has_store

    adopters: Sequence[Adopter] = load_seed(settings.catalog_dir, settings.topic)
    counts: dict[str, int] = {}
    if has_store(settings):
        from store import adopters as stored
        from store import coverage, db

        with db.reading(db.open_store(settings.database)) as session:
            adopters = stored.list_adopters(session, settings.topic)
            counts = {row.company: row.announcements for row in coverage.heard(session, settings.topic).values()}
    companies = {company.name: company for company in load_companies(settings.catalog_dir)}
    return suggest(adopters, companies, all_sources(settings), counts)


def suggest(
    adopters: "Iterable[Adopter]",
    companies: "dict[str, Company]",
    sources: "Sequence[Source]",
    counts: "Mapping[str, int]" = MappingProxyType({}),
) -> list[Suggestion]:
    """Adopters that no enabled source of their own watches, those with the most articles first.

    `counts` has the number of articles by company; without it the links of the entry are counted.
    """
    from commands.watching import watches

    news = {_host(source.url) for source in sources if not source.company}
    found = []
    for adopter in adopters:
        watch = watches([adopter.company], companies, sources)[0]
        if watch.through == adopter.company:
            continue
        company = companies.get(adopter.company)
        links = adopter.links or ((adopter.url,) if adopter.url else ())
        hosts = Counter(host for link in links if (host := _host(link)) and host not in news)
        off = (source for source in sources if source.company == adopter.company and not source.enabled)
        found.append(
            Suggestion(
                company=adopter.company,
                sector=adopter.sector,
                articles=max(counts.get(adopter.company, 0), len(links)),
                name_en=(company.name_en if company else None) or "",
                group=(company.parent if company else None) or "",
                watched_through=watch.through,
                off=tuple(f"{source.slug} ({source.notes})" for source in off),
                hosts=tuple(host for host, _ in hosts.most_common(HINTS)),
            )
        )
    return sorted(found, key=lambda row: (-row.articles, row.company))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _print(rows: Sequence[Suggestion]) -> None:
    from commands import tables

    header = ("company", "sector", "articles", "English name", "group", "watched through", "where to look")
    tables.show(
        header,
        [
            (
                row.company,
                row.sector,
                row.articles,
                row.name_en or "-",
                row.group or "-",
                row.watched_through or "nobody",
                ", ".join((*row.off, *row.hosts)) or "-",
            )
            for row in rows
        ],
    )
