"""`adopters sources check` and `doctor`: which sources give articles, and what is wrong with one that does not."""

import click

from commands import tables
from commands.previewing import preview_of
from commands.watching import all_sources


@click.command("check", short_help="fetch sources once and say which give articles")
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "everything", is_flag=True, help="Every enabled source.")
def check_sources(slugs: tuple[str, ...], everything: bool) -> None:
    """Fetch sources once, store nothing, and say which give articles. Exit status 1 when one does not."""
    from errors import AdoptersError, UnknownSourceError
    from settings import get_settings

    settings = get_settings()
    known = {source.slug: source for source in all_sources(settings)}
    for slug in slugs:
        if slug not in known:
            raise UnknownSourceError(f"there is no source '{slug}'", "see 'adopters sources list'")
    chosen = [known[slug] for slug in slugs] if slugs else [source for source in known.values() if source.enabled]
    if not slugs and not everything:
        raise click.UsageError("name sources, or give --all")
    failed = 0
    for source in chosen:
        try:
            seen = preview_of(settings, source)
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


@click.command("doctor", short_help="why a source went quiet, and what to do")
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
    source = next((entry for entry in all_sources(settings) if entry.slug == slug), None)
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
        page = preview_of(settings, source).page
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
