"""`adopters crawl`: poll sources once, a line for each as it ends, then a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from errors import AdoptersError

if TYPE_CHECKING:
    from spiders.polling import PollReport

COLUMNS = ("links", "new", "articles", "announcements", "unusable", "failed")


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SOURCE]...")
@click.option("--all", "everything", is_flag=True, help="Poll every enabled source of the catalogue.")
@click.option("--quiet", is_flag=True, help="Only print the table.")
def command(slugs: tuple[str, ...], everything: bool, quiet: bool) -> None:
    """Poll SOURCEs once, now, whether they are due or not.

    Exit status 1 when a source gave nothing.
    """
    from scheduler.instance import holder
    from scheduler.second_opinion import ask_about_doubtful
    from settings import get_settings
    from spiders.crawling import crawl
    from spiders.polling import utc_now
    from store.db import open_store

    if not slugs and not everything:
        raise click.UsageError("name the sources to poll, or say --all ('adopters sources list' shows them)")
    settings = get_settings()
    if (pid := holder(settings.data_dir)) is not None:
        raise AdoptersError(
            f"'adopters run' (process {pid}) is at work on {settings.data_dir}", "it polls by itself; or stop it first"
        )
    report = crawl(slugs, settings, progress=None if quiet else lambda poll: click.echo(poll.line))
    click.echo(table(report.polls))
    if held := ask_about_doubtful(settings, open_store(settings.database), utc_now()):
        click.echo(f"{held} doubtful candidates got a second opinion")
    if report.failed:
        raise Incomplete(f"{len(report.failed)} of {len(report.polls)} sources gave nothing", "see the lines above")


class Incomplete(AdoptersError):
    """Some sources gave nothing; the others did."""


def table(polls: Sequence["PollReport"]) -> str:
    """All polls as a table with a last line of totals."""
    width = max([len(poll.source) for poll in polls] + [6])
    head = f"{'source':<{width}}  {'outcome':<11}" + "".join(f"{name:>15}" for name in COLUMNS)
    rows = [
        f"{poll.source:<{width}}  {poll.outcome:<11}" + "".join(f"{poll.counts.get(name, 0):>15}" for name in COLUMNS)
        for poll in sorted(polls, key=lambda poll: poll.source)
    ]
    sums = "".join(f"{sum(poll.counts.get(name, 0) for poll in polls):>15}" for name in COLUMNS)
    return "\n".join([head, *rows, f"{'all':<{width}}  {len(polls):<11}{sums}"])
