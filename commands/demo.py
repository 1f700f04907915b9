"""`adopters demo`: the whole job on bundled press sites: seed list, crawl, what was rebuilt, the review page."""

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from errors import AdoptersError

if TYPE_CHECKING:
    from pipeline.items import Adopter, Source
    from pipeline.registry import Registry
    from settings import Settings
    from spiders.polling import PollReport
    from store.db import Engine
    from store.views import CandidateView

Expected = Mapping[str, tuple[date, str]]
PRESS_PORT = 8751  # fixed, so that the second start meets the addresses that the first one stored


@click.command()
@click.option("--once", is_flag=True, help="End after the crawl instead of serving the review page.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("demo-data"),
    show_default=True,
    help="Where the demo keeps its data.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8750,
    show_default=True,
    help="Port of the review page; 0 picks a free one.",
)
@click.option(
    "--press-port",
    type=click.IntRange(0, 65535),
    default=PRESS_PORT,
    show_default=True,
    help="Port of the press sites.",
)
def command(once: bool, folder: Path, port: int, press_port: int) -> None:
    """Crawl the bundled press sites, show what was found, open the review page.

    Everything runs on this machine; nothing leaves it. A second start goes on where the first one stopped. Delete the
    folder to begin anew.
    """
    from settings import read_settings

    pressroom = _pressroom()
    # what the environment says about the live database, topic and crawls is not for the demo
    own = {"database_url": "", "topic": "deepseek", "llm_url": "", "download_delay": 0.02, "timeout": 10}
    settings = read_settings(data_dir=folder, port=port, **own)
    with pressroom(port=press_port) as room:
        click.echo(f"1. Serving {len(room.sites)} press sites on loopback, port {room.port}.")
        try:
            _run(settings.model_copy(update={"allowed_private_hosts": list(room.hosts)}), room, once)
        except KeyboardInterrupt:  # while it crawls; what was found until then is kept
            click.echo("\nThe demo was stopped; `make demo` goes on from here.")


def _run(settings: "Settings", room: Any, once: bool) -> None:
    from catalog_loader import load_registry, load_seed
    from store.db import open_store

    engine = open_store(settings.database)
    seed = load_seed(settings.catalog_dir, settings.topic)
    _begin(settings, engine, seed)
    sources, browser = _readable(settings, room.sources())
    click.echo(f"3. Crawling {len(sources)} sites, politely, with the real engine:")
    _crawl(settings, sources)
    registry = load_registry(settings.catalog_dir)
    result = compare(engine, seed, room.expected(browser=browser), settings.topic, registry)
    click.echo(result.text())
    if not once:
        _serve(settings, sources)
    elif not result.complete:
        raise IncompleteDemo(result.missing(), f"see the lines above and {settings.data_dir}/logs/crawl.log")


def _begin(settings: "Settings", engine: "Engine", seed: "Sequence[Adopter]") -> None:
    """Put the seed list into a new store; say where a later start goes on."""
    from store import candidates
    from store.adopters import load_seed as store_seed
    from store.db import session

    with session(engine) as opened:
        added = store_seed(opened, seed, datetime.now(UTC))
        counts = candidates.counts(opened, settings.topic)
    if added:
        click.echo(f"2. The list in {settings.data_dir} begins with the {added} adopters of the seed list.")
    else:
        click.echo(
            f"2. Going on where the last start stopped ({settings.data_dir}): {counts.accepted} on the list, "
            f"{counts.rejected} rejected, {counts.waiting} waiting."
        )


def _readable(settings: "Settings", sources: "Sequence[Source]") -> "tuple[Sequence[Source], bool]":
    """The sites that this machine can read, and whether that includes those which need a browser."""
    from spiders.rendering import RenderingUnavailableError, check_available

    try:
        check_available(settings)
    except RenderingUnavailableError as error:
        left_out = [source.name for source in sources if source.kind == "rendered"]
        click.echo(f"   Left out: {'、'.join(left_out)}. {error}")
        return [source for source in sources if source.kind != "rendered"], False
    return sources, True


class IncompleteDemo(AdoptersError):
    """The crawl of the bundled sites did not give what they announce."""


def _crawl(settings: "Settings", sources: Sequence[Any]) -> None:
    from spiders.crawling import crawl

    done = 0

    def progress(poll: "PollReport") -> None:
        nonlocal done
        done += 1
        click.echo(f"   [{done:2}/{len(sources)}] {poll.line}")

    crawl([source.slug for source in sources], settings, sources=sources, progress=progress)


def _serve(settings: "Settings", sources: "Sequence[Source]") -> None:
    from review.app import create_app
    from review.server import address, listening_socket, serve

    app, sock = create_app(settings, sources=sources), listening_socket(settings)
    click.echo(f"\nReview page: {address(sock)}   (A accepts, R rejects, ? shows all keys; Ctrl-C ends the demo)")
    serve(app, sock)
    click.echo("The demo has ended; `make demo` goes on from here.")
    click.echo(f"The list as files: ADOPTERS_DATA_DIR={settings.data_dir} .venv/bin/adopters export")


def _pressroom() -> Callable[..., Any]:
    """The Pressroom class of the checkout's tests."""
    from settings import ROOT

    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    try:
        return importlib.import_module("tests.pressroom").Pressroom  # type: ignore[no-any-return]
    except ModuleNotFoundError as error:
        raise AdoptersError(
            "the bundled press sites are not part of this installation", "run the demo from a checkout"
        ) from error


@dataclass(frozen=True)
class Row:
    """What the crawl gave for one company that the sites announce."""

    company: str
    found: bool
    day: bool
    sector: bool

    @property
    def right(self) -> bool:
        """Found, with the right day and sector."""
        return self.found and self.day and self.sector


@dataclass(frozen=True)
class Comparison:
    """What the crawl gave beside what the sites announce: companies of the seed list, others, and names nobody gave."""

    seed: tuple["Row", ...]
    further: tuple["Row", ...]
    unexpected: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Everything announced was found, with day and sector, and nothing else."""
        return not self.unexpected and all(row.right for row in (*self.seed, *self.further))

    def missing(self) -> str:
        """What is wrong, in one line."""
        wrong = [row.company for row in (*self.seed, *self.further) if not row.right]
        return "; ".join(
            part
            for part in (
                f"not as announced: {'、'.join(wrong)}" if wrong else "",
                f"not announced at all: {'、'.join(self.unexpected)}" if self.unexpected else "",
            )
            if part
        )

    def text(self) -> str:
        """The summary for the terminal."""
        lines = [
            "4. What the press pages alone gave:",
            f"   {_score(self.seed, 'of the list of 2025-02-10 rebuilt')}",
            f"   {_score(self.further, 'further adopters found, now waiting for your decision')}",
        ]
        if not self.complete:
            lines.append(f"   {self.missing()}")
        return "\n".join(lines)


def _score(rows: tuple[Row, ...], what: str) -> str:
    found, days, sectors = sum(row.found for row in rows), sum(row.day for row in rows), sum(row.sector for row in rows)
    return f"{found} of {len(rows)} {what}; days right {days}, sectors right {sectors}"


def compare(
    engine: "Engine", seed: Sequence["Adopter"], expected: Expected, topic: str, registry: "Registry"
) -> Comparison:
    """Compare what is stored with what the bundled sites announce. A company counts as found by a press page alone,
    never by the seed list."""
    from store import candidates
    from store.db import reading

    def canonical(name: str) -> str:
        known = registry.resolve(name)
        return known.name if known else name

    with reading(engine) as opened:
        stored = candidates.find(opened, None, 10_000, topic=topic)
    found = {canonical(view.extracted.company): view for view in stored if view.sightings}
    listed = {canonical(adopter.company) for adopter in seed}
    announced = {canonical(company): truth for company, truth in expected.items()}
    rows = [_row(company, found.get(company), *truth) for company, truth in sorted(announced.items())]
    return Comparison(
        seed=tuple(row for row in rows if row.company in listed),
        further=tuple(row for row in rows if row.company not in listed),
        unexpected=tuple(sorted(set(found) - set(announced))),
    )


def _row(company: str, view: "CandidateView | None", day: date, sector: str) -> Row:
    if view is None:
        return Row(company, False, False, False)
    return Row(company, True, view.extracted.date == day, view.extracted.sector == sector)
