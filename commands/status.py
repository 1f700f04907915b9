"""`adopters status`: what is stored, what waits, what is broken, what was polled last and what comes next."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from commands import tables

if TYPE_CHECKING:
    from settings import Settings
    from store.views import Counts, PollView, SourceView

SHOWN = 8  # lines of each list


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the command shows; times in UTC."""

    database: str
    topic: str
    counts: "Counts"
    exports: list[tuple[str, datetime, int]]  # version, time, entries
    broken: "list[SourceView]"
    last_polls: "list[PollView]"
    next_due: "list[SourceView]"
    never_polled: list[str]  # slugs of enabled sources


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object, times in UTC.")
def command(as_json: bool) -> None:
    """Show what is stored, what waits for a decision, what is broken, the last polls and the next ones."""
    from settings import get_settings

    status = collect(get_settings())
    if as_json:
        click.echo(json.dumps(asdict(status), ensure_ascii=False, indent=2, default=_plain))
    else:
        click.echo("\n".join(_lines(status)))


def collect(settings: "Settings") -> Status:
    """The state of the store and the catalogue that the settings name. Raises StoreError and CatalogError."""
    from commands.watching import all_sources
    from store import candidates, exports, polls, sources
    from store.db import open_store, reading, shown_url

    enabled = {source.slug for source in all_sources(settings) if source.enabled}
    with reading(open_store(settings.database)) as db:
        known = sources.states(db)
        due = [view for view in known.values() if view.next_due_at is not None]
        return Status(
            database=shown_url(settings.database),
            topic=settings.topic,
            counts=candidates.counts(db, settings.topic),
            exports=exports.versions(db, settings.topic)[-1:],
            broken=sources.broken(db),
            last_polls=polls.latest(db, limit=SHOWN),
            next_due=sorted(due, key=lambda view: (str(view.next_due_at), view.slug))[:SHOWN],
            never_polled=sorted(enabled - known.keys()),
        )


def _lines(status: Status) -> list[str]:
    counts = status.counts
    reopened = f" ({counts.reopened} back with new evidence)" if counts.reopened else ""
    pages = ", ".join(f"{number} {name}" for name, number in counts.pages.items()) or "none"
    exports = [f"{version}, {entries} adopters, {_local(at)}" for version, at, entries in status.exports]
    lines = [
        f"database      {status.database}",
        f"waiting       {counts.waiting}{reopened}, {counts.confirmations} confirmations",
        f"decided       {counts.accepted} on the list, {counts.rejected} rejected, {counts.merged} merged",
        f"found         {counts.announcements} announcements in {counts.articles} articles",
        f"pages         {pages}",
        f"last export   {exports[-1] if exports else 'none'}",
        f"never polled  {len(status.never_polled)} sources",
    ]
    lines += _list("broken", [_broken(view) for view in status.broken])
    lines += _list("last polls", [_poll(poll) for poll in status.last_polls])
    return lines + _list("next due", [f"{_local(view.next_due_at)}  {view.slug}" for view in status.next_due])


def _list(title: str, entries: list[str]) -> list[str]:
    more = [f"  ... and {len(entries) - SHOWN} more (--json shows all)"] if len(entries) > SHOWN else []
    return ["", f"{title}:", *(f"  {entry}" for entry in entries[:SHOWN]), *more] if entries else []


def _broken(view: "SourceView") -> str:
    last = _local(view.last_success_at) if view.last_success_at else "never"
    return f"{tables.plain(view.message)} [failed polls in a row: {view.failures}, last success: {last}]"


def _poll(poll: "PollView") -> str:
    from spiders.polling import counted

    counts = ", ".join(counted(number, name) for name, number in poll.counts.items())
    message = tables.plain(poll.message).removeprefix(f"source '{poll.source}': ")
    return "  ".join(filter(None, (_local(poll.started_at), poll.source, poll.outcome, counts, message)))


def _local(time: datetime | None) -> str:
    # in the reader's own zone
    return time.astimezone().strftime("%Y-%m-%d %H:%M") if time else ""


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
