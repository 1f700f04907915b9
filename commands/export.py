"""`adopters export`: writes the accepted list as CSV, JSON or Markdown and says what changed since the last version."""

import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from errors import InputFileError

if TYPE_CHECKING:
    from exports.changes import Changes
    from pipeline.items import Export, Sector
    from settings import Settings

SHANGHAI = timezone(timedelta(hours=8))  # no daylight saving time since 1991
STDOUT = "-"
OTHER_FILES = {".xlsx", ".xls", ".tsv", ".txt", ".html", ".xml", ".yaml", ".markdown"}  # never meant as a folder


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "md", "all"]), help="Default: the file's ending, else all."
)
@click.option(
    "-o", "--output", help="A file, a folder, or - for standard output. Default: exports/ in the data folder."
)
@click.option("--as-of", metavar="TIME", help="The list as it stood at the end of a day (2025-02-10) or at a time.")
def command(form: str | None, output: str | None, as_of: str | None) -> None:
    """Write the accepted list, with evidence and links.

    An export whose entries differ from the last one gets a new version, and the difference is printed. With --as-of
    an earlier state is written, without a version of its own.
    """
    from exports import FORMATS, Sheet
    from settings import get_settings

    settings = get_settings()
    moment = parse_moment(as_of) if as_of else None
    names = _formats(form, output)
    export, changes, former = _take(settings, moment, as_of or "")
    title, sectors = _labels(settings)
    sheet = Sheet(export=export, title=title, sectors=sectors)
    to_stdout = output == STDOUT
    click.echo(f"version {export.version}: {len(export.adopters)} adopters{_since(changes, former)}", err=to_stdout)
    for line in changes.lines():
        click.echo(f"  {line}", err=to_stdout)
    for name in names:
        content = FORMATS[name].render(sheet)
        if to_stdout:
            sys.stdout.buffer.write(content)
            continue
        path = _target(output, settings, f"{export.topic}-adopters-{export.version}{FORMATS[name].suffix}")
        _write(path, content)
        click.echo(str(path))


def parse_moment(text: str) -> datetime:
    """The end of a calendar day in Asia/Shanghai, or an ISO 8601 time (UTC unless it has an offset).

    Raises InputFileError for anything else.
    """
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time.max, SHANGHAI)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputFileError(f"--as-of {text!r}: is no time", "write 2025-02-10 or 2025-02-10T08:00+08:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _take(settings: "Settings", moment: datetime | None, label: str) -> "tuple[Export, Changes, str]":
    from exports.changes import Changes, compare
    from pipeline.items import Export
    from store import adopters, exports
    from store.db import open_store, reading, session

    engine = open_store(settings.database)
    if moment is not None:
        with reading(engine) as db:
            entries = adopters.list_adopters(db, settings.topic, moment)
        version = "as-of-" + label.replace(":", "").replace("+", "-")
        return Export(topic=settings.topic, made_at=moment, version=version, adopters=tuple(entries)), Changes(), ""
    with session(engine) as db:
        former = exports.latest(db, settings.topic)
        entries = adopters.list_adopters(db, settings.topic)
        export = exports.record(db, topic=settings.topic, adopters=entries, made_at=datetime.now(UTC))
    changes = compare(former.adopters if former else (), export.adopters)
    return export, changes, former.version if former else ""


def _labels(settings: "Settings") -> "tuple[str, dict[str, Sector]]":
    from catalog_loader import load_sectors, load_topic

    sectors = {sector.name: sector for sector in load_sectors(settings.catalog_dir)}
    return load_topic(settings.catalog_dir, settings.topic).title, sectors


def _since(changes: "Changes", former: str) -> str:
    if not former:
        return ""
    if not changes:
        return f", nothing changed since {former}"
    counts = f"+{len(changes.added)} -{len(changes.removed)} ~{len(changes.changed)}"
    return f" ({counts} since {former})"


def _formats(form: str | None, output: str | None) -> list[str]:
    from exports import FORMATS

    suffix = Path(output or "").suffix.lower()
    if suffix in OTHER_FILES and not Path(output or "").is_dir():
        raise InputFileError(f"{output}: {suffix} is no format of the list", f"choose one of {', '.join(_endings())}")
    ending = _endings().get(suffix)
    names = list(FORMATS) if form == "all" else [form or ending] if form or ending else list(FORMATS)
    single = output == STDOUT or (ending is not None and not Path(output or "").is_dir())
    if single and len(names) > 1:
        raise InputFileError(f"{output}: is one file, {len(names)} formats", "choose one with --format, or a folder")
    return [name for name in names if name]


def _endings() -> dict[str, str]:
    from exports import FORMATS

    return {known.suffix: known.name for known in FORMATS.values()}


def _target(output: str | None, settings: "Settings", name: str) -> Path:
    if output is None:
        return settings.data_dir / "exports" / name
    path = Path(output)
    return path if path.suffix.lower() in _endings() and not path.is_dir() else path / name


def _write(path: Path, content: bytes) -> None:
    # whole or not at all: somebody may be reading the former file
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}", "give a file or folder that can be written") from error
