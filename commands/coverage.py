"""`adopters sources coverage`: vendor by vendor, who watches it, when that last worked and what it last announced."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from settings import Settings


@dataclass(frozen=True, slots=True)
class Covered:
    """One vendor. `through` is whose sources these are: its own name, a group above it, or "". Times in UTC."""

    company: str
    sector: str
    seed: bool  # on the list that the tracker begins with
    through: str
    sources: tuple[str, ...]  # slugs
    certainty: str  # of the surest source
    last_success: datetime | None
    last_announcement: datetime | None


@click.command(short_help="vendor by vendor, who watches it")
@click.option("--seed", "seed_only", is_flag=True, help="Only the companies of the seed list.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array, times in UTC.")
def command(seed_only: bool, as_json: bool) -> None:
    """Show vendor by vendor which sources watch it, their last success and last announcement.

    Exits with 1 when a company of the seed list has no source, neither its own nor its group's.
    """
    from settings import get_settings

    rows = collect(get_settings())
    missing = [row.company for row in rows if row.seed and not row.sources]
    shown = [row for row in rows if row.seed] if seed_only else rows
    if as_json:
        click.echo(json.dumps([_plain(row) for row in shown], ensure_ascii=False, indent=2))
    else:
        _print(shown)
    seeds = sum(row.seed for row in rows)
    click.echo(f"{len(rows)} vendors; {seeds - len(missing)} of {seeds} on the seed list are watched", err=True)
    if missing:
        from errors import CatalogError

        raise CatalogError(
            f"no source watches {'、'.join(missing)}", "run 'adopters sources add URL' with the newsroom's address"
        )


def collect(settings: "Settings") -> list[Covered]:
    """The seed list first, then everybody with sources of their own, by sector. Raises CatalogError, StoreError."""
    from catalog_loader import load_companies, load_seed
    from commands.watching import all_sources, poll_states, watches

    companies = {company.name: company for company in load_companies(settings.catalog_dir)}
    sources = all_sources(settings)
    states = poll_states(settings)
    seed = {adopter.company: adopter.sector for adopter in load_seed(settings.catalog_dir, settings.topic)}
    others = {source.company for source in sources if source.company and source.enabled} - set(seed)
    sector = {name: companies[name].sector if name in companies else "" for name in others}
    rows = []
    for watch in watches([*seed, *sorted(others, key=lambda name: (sector[name], name))], companies, sources):
        known = [states[source.slug] for source in watch.sources if source.slug in states]
        rows.append(
            Covered(
                company=watch.company,
                sector=seed.get(watch.company) or sector[watch.company],
                seed=watch.company in seed,
                through=watch.through,
                sources=tuple(source.slug for source in watch.sources),
                certainty=_surest([source.certainty for source in watch.sources]),
                last_success=max((at for view in known if (at := view.last_success_at)), default=None),
                last_announcement=max((at for view in known if (at := view.last_announcement_at)), default=None),
            )
        )
    return rows


def _surest(certainties: list[str]) -> str:
    return min(certainties, key=["verified", "seen", "unverified"].index, default="")


def _plain(row: Covered) -> dict[str, object]:
    return {
        "company": row.company,
        "sector": row.sector,
        "seed": row.seed,
        "through": row.through,
        "sources": list(row.sources),
        "certainty": row.certainty,
        "last_success": row.last_success.isoformat() if row.last_success else None,
        "last_announcement": row.last_announcement.isoformat() if row.last_announcement else None,
    }


def _print(rows: list[Covered]) -> None:
    from commands import tables

    header = ("vendor", "sector", "watched through", "certainty", "sources", "last success", "last announcement")
    tables.show(
        header,
        [
            (
                row.company,
                row.sector,
                row.through if row.through != row.company else "its own",
                row.certainty,
                ", ".join(row.sources) or "NONE",
                tables.when(row.last_success),
                tables.when(row.last_announcement),
            )
            for row in rows
        ],
    )
