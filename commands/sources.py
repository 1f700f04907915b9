"""`adopters sources`: list, preview, add, check and debug what is watched."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import tables
from commands.previewing import preview_of, show_preview
from commands.watching import all_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.items import Source
    from settings import Settings

# subcommand -> module and name of those that live elsewhere, imported on use
ELSEWHERE = {
    "check": ("commands.doctor", "check_sources"),
    "doctor": ("commands.doctor", "doctor"),
    "coverage": ("commands.coverage", "command"),
    "suggest": ("commands.suggest", "command"),
}


class _Group(click.Group):
    """The group, with the subcommands of other modules found when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        if found is None and cmd_name in ELSEWHERE:
            module, name = ELSEWHERE[cmd_name]
            found = getattr(import_module(module), name)
        return found


@click.group(cls=_Group)
def command() -> None:
    """List, preview, add and debug sources."""


@command.command("list", short_help="every source with its health")
@click.option("--broken", is_flag=True, help="Only sources whose last poll failed.")
def list_sources(broken: bool) -> None:
    """Every source with its health, the last poll and the last article."""
    from settings import get_settings
    from store import db
    from store import sources as stored

    settings = get_settings()
    with db.session(db.open_store(settings.database)) as session:
        states = stored.states(session)
    rows = []
    for source in all_sources(settings):
        state = states.get(source.slug)
        if broken and (state is None or not state.failures):
            continue
        health = str(state.health) if state else "new"
        rows.append(
            (
                source.slug,
                source.name,
                source.kind,
                source.certainty,
                health if source.enabled else "off",
                tables.when(state.last_poll_at if state else None),
                tables.when(state.last_article_at if state else None),
                state.message if state else "",
            )
        )
    tables.show(("slug", "name", "kind", "certainty", "health", "last poll", "last article", "problem"), rows)
    click.echo(f"{len(rows)} sources", err=True)


def _source_for(url: str, taken: "Sequence[str]", render: bool = False, **known: str | None) -> "Source":
    from errors import InputFileError
    from pipeline.items import Source
    from spiders.advice import slug_for

    if not url.startswith(("http://", "https://")):
        raise InputFileError(f"'{url}' is no web address", "give it with http:// or https://")
    slug = slug_for(url, taken)
    fields = {
        "name": slug,
        **({"kind": "rendered"} if render else {}),
        **{key: value for key, value in known.items() if value},
    }
    return Source.model_validate({"slug": slug, "url": url, **fields})


@command.command("preview", short_help="what a page would give, before anything is saved")
@click.argument("url")
@click.option("--limit", default=30, show_default=True, help="Rows to show.")
@click.option("--render", is_flag=True, help="Let a browser run the page's scripts first.")
def preview_source(url: str, limit: int, render: bool) -> None:
    """Show what URL would give as a source, before anything is saved."""
    from settings import get_settings

    settings = get_settings()
    known = {} if render else {source.url: source for source in all_sources(settings)}
    seen = preview_of(settings, known.get(url) or _source_for(url, (), render))
    show_preview(seen, limit)
    if not seen.usable:
        raise click.exceptions.Exit(1)


@command.command("add", short_help="find out what a page is and watch it")
@click.argument("url")
@click.option("--company", help="Canonical name of the vendor; '-' for news of many companies.")
@click.option("--sector", help="Slug of its sector.")
@click.option("--name", help="What to call the source.")
@click.option("--render", is_flag=True, help="Let a browser run the page's scripts first.")
@click.option("--yes", is_flag=True, help="Save without asking.")
def add_source(url: str, company: str | None, sector: str | None, name: str | None, render: bool, yes: bool) -> None:
    """Find out what kind of source URL is and add it to your own catalogue, data_dir/sources/own.yaml."""
    from catalog_loader import load_companies, load_sectors
    from errors import InputFileError
    from settings import get_settings
    from spiders.advice import page_title, propose

    settings = get_settings()
    existing = all_sources(settings)
    for source in existing:
        if source.url == url:
            raise click.ClickException(f"source '{source.slug}' already watches {url}")
    seen = preview_of(settings, _source_for(url, [source.slug for source in existing], render))
    show_preview(seen, 10)
    companies = {entry.name: entry for entry in load_companies(settings.catalog_dir)}
    company = company or (
        "" if yes else click.prompt("company (empty for news of many)", default="", show_default=False)
    )
    company = None if company in ("", "-") else company
    if company and company not in companies:
        company = _resolved(company, settings)
    default = companies[company].sector if company in companies else ""
    sector = sector or default or ("" if yes else click.prompt("sector", default=""))
    _check_sector(sector, [entry.name for entry in load_sectors(settings.catalog_dir)])
    source = _source_for(
        url,
        [entry.slug for entry in existing],
        render,
        name=name or (company and f"{company} 新闻") or page_title(seen.page, _source_for(url, ())) or None,
        company=company,
        sector=sector or None,
        role="official" if company else "media",
    )
    entry = propose(seen, source)
    click.echo(tables.as_yaml([entry]))
    file = settings.own_sources / "own.yaml"
    if yes and not seen.usable:
        raise InputFileError(f"{url} gives no articles: not added", "see the notes above; without --yes you are asked")
    if not yes and not click.confirm(f"save to {file}?", default=seen.usable):
        raise click.exceptions.Exit(1)
    _append(file, entry)
    click.echo(f"Added to {file}. Poll it now with: adopters crawl {source.slug}")


def _resolved(company: str, settings: "Settings") -> str:
    """The registry's name for a company as written; one that it does not know stays as written, with a word."""
    from catalog_loader import load_registry

    found = load_registry(settings.catalog_dir).resolve(company)
    if found is None:
        click.echo(
            f"note: the registry does not know '{company}'; add it to companies.yaml to give it aliases", err=True
        )
        return company
    return found.name


def _check_sector(sector: str, known: "Sequence[str]") -> None:
    from difflib import get_close_matches

    if sector and sector not in known:
        near = get_close_matches(sector, known, 3, 0.4)
        raise click.ClickException(f"there is no sector '{sector}'; near: {', '.join(near) or ', '.join(known[:8])}")


def _append(file: Path, entry: dict[str, object]) -> None:
    """Add an entry to a sources file; what a person wrote in it, comments included, stays as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else "sources:\n"
    if not text.endswith("\n"):
        text += "\n"
    file.write_text(text + tables.as_yaml([entry]), encoding="utf-8")
