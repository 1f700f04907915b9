"""JSON Lines in, JSON Lines out: one answer a line, a bad line becomes an answer with an `error`, the rest goes on."""

import datetime as dt
import gzip
import json
import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from errors import AdoptersError, InputFileError
from pipeline.items import Page

log = logging.getLogger(__name__)

Row = dict[str, object]

MAX_BYTES = 64_000_000  # of one saved page once unpacked; more is a decompression bomb, not a press page


def read_rows(path: Path) -> Iterator[Row | InputFileError]:
    """The objects of a JSON Lines file, in order; a line that holds none gives the error instead of a row.

    Blank lines are skipped. A row without an `id` gets "line N". Raises InputFileError when the file cannot be opened.
    """
    try:
        lines = path.open("rb")
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}", "give the path of a readable JSON Lines file") from error
    with lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            yield _row(line, number)


def _row(line: bytes, number: int) -> Row | InputFileError:
    where = f"line {number}"
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return InputFileError(f"{where}: not JSON ({error})", "write one JSON object a line, in UTF-8")
    if not isinstance(row, dict):
        return InputFileError(f"{where}: not a JSON object", "write one JSON object a line")
    row.setdefault("id", where)
    return row


def answer_rows(source: Path, target: Path, answer: Callable[[Row], Mapping[str, object]]) -> tuple[int, int]:
    """Write `answer(row)` beside the row's id for every line of `source`; returns (lines answered, lines failed).

    Whatever one row raises becomes `{"id", "error"}`. Raises InputFileError when either file cannot be opened.
    """
    done = failed = 0
    try:
        out = target.open("w", encoding="utf-8")
    except OSError as error:
        raise InputFileError(f"{target}: {error.strerror}", "give a path that can be written") from error
    with out:
        for row in read_rows(source):
            reply = _reply(row, answer)
            failed += "error" in reply
            done += "error" not in reply
            out.write(json.dumps(reply, ensure_ascii=False) + "\n")
    return done, failed


def _reply(row: Row | InputFileError, answer: Callable[[Row], Mapping[str, object]]) -> Row:
    if isinstance(row, InputFileError):
        return {"id": row.problem.partition(":")[0], "error": str(row)}
    try:
        return {"id": row["id"], **answer(row)}
    except AdoptersError as error:
        return {"id": row["id"], "error": str(error)}
    except Exception as error:  # one hostile file must not stop the others; the log has the details
        log.exception("%s failed", row["id"])
        return {"id": row["id"], "error": f"{type(error).__name__}: {error}"}


def load_page(row: Row, folder: Path) -> Page:
    """The saved page that a manifest row names: `file` relative to `folder`, `.gz` unpacked.

    `url`, `content_type` and `fetched_at` (ISO 8601) of the row are used where given; otherwise the page counts as
    fetched now, since archives and checkouts do not keep a file's own time. Raises InputFileError that names the file.
    """
    name = row.get("file")
    if not isinstance(name, str) or not name:
        raise InputFileError(f"{row['id']}: no 'file'", 'give "file", a path relative to the manifest')
    path = folder / name
    try:
        body = _unpack(path) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror or error}", "check the path and that it is readable") from error
    except (EOFError, zlib.error) as error:
        raise InputFileError(f"{path}: damaged gzip ({error})", "save the page again") from error
    headers = {"content-type": str(row["content_type"])} if row.get("content_type") else {}
    return Page(url=str(row.get("url") or ""), body=body, headers=headers, fetched_at=_fetched_at(row))


def _unpack(path: Path) -> bytes:
    with gzip.open(path) as packed:
        body = packed.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise InputFileError(f"{path}: unpacks to more than {MAX_BYTES} bytes", "leave this file out")
    return body


def _fetched_at(row: Row) -> dt.datetime:
    given = row.get("fetched_at")
    if not given:
        return dt.datetime.now(dt.UTC)
    try:
        when = dt.datetime.fromisoformat(str(given))
    except ValueError as error:
        raise InputFileError(f"{row['id']}: fetched_at '{given}' is no time", "write it as ISO 8601") from error
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
