"""`adopters sources`: list, preview, add, check and debug what is watched."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.items import Page, Source
    from settings import Settings
    from spiders.advice import Preview

MOST_HOPS = 3  # pages that are followed from one that lists nothing itself
# subcommands that live in modules of their own, imported on use
ELSEWHERE = {"coverage": "commands.coverage", "suggest": "commands.suggest"}


class _Group(click.Group):
    """The group, with the subcommands of other modules found when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from importlib.util import find_spec

        return [*super().list_commands(ctx), *(name for name, module in ELSEWHERE.items() if find_spec(module))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from importlib import import_module

        found = super().get_command(ctx, cmd_name)
        if found is None and cmd_name in ELSEWHERE and cmd_name in self.list_commands(ctx):
            found = import_module(ELSEWHERE[cmd_name]).command
        return found


@click.group(cls=_Group)
def command() -> None:
    """List, preview, add and debug sources."""


def _sources(settings: "Settings") -> "tuple[Source, ...]":
    from catalog_loader import load_sources

    return load_sources(settings.catalog_dir, [settings.own_sources])


@command.command("list")
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
    for source in _sources(settings):
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


def _ask(settings: "Settings", source: "Source") -> "Page":
    """The page of a source, asked for as a poll would."""
    import datetime as dt

    from spiders.discovery import first_request
    from spiders.fetching import fetch, render

    ask = first_request(source, dt.datetime.now(dt.UTC))
    return render(source, settings, ask.url) if source.kind == "rendered" else fetch(ask.url, settings, ask)


def _preview(settings: "Settings", source: "Source") -> "Preview":
    """What a source gives: its page, or where that leads when it lists nothing itself (a sitemap index, an API)."""
    from urllib.parse import urljoin

    from spiders.advice import preview, via
    from spiders.fetching import fetch

    first = preview(_ask(settings, source), source)
    waiting = [first] if source.kind in ("auto", "feed", "sitemap") else []
    for _ in range(MOST_HOPS):
        if not waiting or first.listing.links:
            break
        seen = waiting.pop(0)
        robots = [urljoin(seen.listing.url, "/robots.txt")] if seen is first and first.page.status == 200 else []
        for url in (seen.listing.feeds or robots)[:2]:
            found = preview(fetch(url, settings), source)
            if found.listing.links:
                return via(first, found)
            waiting.append(found)
    return first


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


def show_preview(seen: "Preview", limit: int = 30) -> None:
    """Print a preview as a table: what was read, the links, where it goes on, remarks."""
    listing = seen.listing
    click.echo(f"{listing.url}\nread as: {listing.shape}, {len(listing.links)} articles")
    rows = [(str(link.date or "-"), link.title or "(title from the article)", link.url) for link in listing.links]
    tables.show(("day", "title", "address"), rows[:limit])
    if len(rows) > limit:
        click.echo(f"... and {len(rows) - limit} more")
    following = listing.next_request
    if following:
        sent = following.body.decode("utf-8", "replace")
        click.echo(f"next page: {following.method} {following.url}{' ' + sent if sent else ''}")
    for remark in seen.remarks:
        click.echo(f"note: {remark}")


@command.command("preview")
@click.argument("url")
@click.option("--limit", default=30, show_default=True, help="Rows to show.")
@click.option("--render", is_flag=True, help="Let a browser run the page's scripts first.")
def preview_source(url: str, limit: int, render: bool) -> None:
    """Show what URL would give as a source, before anything is saved."""
    from settings import get_settings

    settings = get_settings()
    known = {} if render else {source.url: source for source in _sources(settings)}
    seen = _preview(settings, known.get(url) or _source_for(url, (), render))
    show_preview(seen, limit)
    if not seen.usable:
        raise click.exceptions.Exit(1)


@command.command("add")
@click.argument("url")
@click.option("--company", help="Canonical name of the vendor; '-' for news of many companies.")
@click.option("--sector", help="Slug of its sector.")
@click.option("--name", help="What to call the source.")
@click.option("--render", is_flag=True, help="Let a browser run the page's scripts first.")
@click.option("--yes", is_flag=True, help="Save without asking.")
def add_source(url: str, company: str | None, sector: str | None, name: str | None, render: bool, yes: bool) -> None:
    """Find out what kind of source URL is and add it to your own catalogue, data_dir/sources/own.yaml."""
    from catalog_loader import load_companies, load_sectors
    from settings import get_settings
    from spiders.advice import page_title, propose

    settings = get_settings()
    existing = _sources(settings)
    for source in existing:
        if source.url == url:
            raise click.ClickException(f"source '{source.slug}' already watches {url}")
    seen = _preview(settings, _source_for(url, [source.slug for source in existing], render))
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
    if not yes and not click.confirm(f"save to {file}?", default=seen.usable):
        raise click.exceptions.Exit(1)
    _append(file, entry)
    click.echo(f"added: adopters crawl {source.slug}")


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


@command.command("check")
@click.argument("slugs", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every enabled source.")
def check_sources(slugs: tuple[str, ...], everything: bool) -> None:
    """Fetch sources once, store nothing, and say which give articles. Exit status 1 when one does not."""
    from errors import AdoptersError, UnknownSourceError
    from settings import get_settings

    settings = get_settings()
    known = {source.slug: source for source in _sources(settings)}
    for slug in slugs:
        if slug not in known:
            raise UnknownSourceError(f"there is no source '{slug}'", "see 'adopters sources list'")
    chosen = [known[slug] for slug in slugs] if slugs else [source for source in known.values() if source.enabled]
    if not slugs and not everything:
        raise click.UsageError("name sources, or give --all")
    failed = 0
    for source in chosen:
        try:
            seen = _preview(settings, source)
        except AdoptersError as error:
            failed += 1
            click.echo(f"FAIL  {source.slug}: {error}")
            continue
        listing = seen.listing
        dated = sum(link.date is not None for link in listing.links)
        good = seen.usable and seen.page.status == 200
        failed += not good
        click.echo(
            f"{'ok  ' if good else 'FAIL'}  {source.slug}: {listing.shape}, {len(listing.links)} articles, {dated} with a day"
            + "".join(f"\n      {remark}" for remark in seen.remarks)
        )
    click.echo(f"{len(chosen) - failed} of {len(chosen)} sources give articles", err=True)
    if failed:
        raise click.exceptions.Exit(1)


@command.command("doctor")
@click.argument("slug")
def doctor(slug: str) -> None:
    """Say what changed since SLUG last worked, what its page shows now, and what to do."""
    from errors import AdoptersError, UnknownSourceError
    from settings import get_settings
    from spiders.advice import diagnose
    from spiders.snapshots import Snapshots
    from store import db
    from store import sources as stored

    settings = get_settings()
    source = next((entry for entry in _sources(settings) if entry.slug == slug), None)
    if source is None:
        raise UnknownSourceError(f"there is no source '{slug}'", "see 'adopters sources list'")
    with db.session(db.open_store(settings.database)) as session:
        state = stored.state(session, slug)
    click.echo(f"{source.slug} ({source.name}) {source.url}")
    click.echo(
        f"health: {state.health}, {state.failures} failed polls in a row; last success {tables.when(state.last_success_at)}"
    )
    if state.message:
        click.echo(f"last problem: {state.message}")
    kept = Snapshots(settings.data_dir, settings.snapshots_kept).load(slug)
    page, failure = None, ""
    try:
        page = _preview(settings, source).page
    except AdoptersError as error:
        failure = str(error)
    found = diagnose(source, page, failure, [snapshot.page for snapshot in kept])
    for line in found.seen:
        click.echo(line)
    for line in found.advice:
        click.echo(f"do: {line}")
    if kept:
        click.echo(f"{len(kept)} snapshots in {kept[0].file.parent}")
    if found.healthy:
        click.echo("nothing wrong with it")
    else:
        raise click.exceptions.Exit(1)
