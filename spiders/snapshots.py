"""Keeps the last pages of each source as files, so that a broken source can be looked at later."""

import gzip
import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.items import Page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One kept page: `why` is "listing" or the reason why it could not be used."""

    file: Path
    page: Page
    why: str


class Snapshots:
    """The folder `data_dir/snapshots`, one folder a source; a page is a .gz with its bytes and a .json with the rest."""

    def __init__(self, data_dir: Path, kept: int) -> None:
        self.folder = data_dir / "snapshots"
        self.kept = kept

    def keep(self, slug: str, page: Page, kind: str, why: str = "") -> None:
        """Keep a page as `kind` ("listing", "failed"), of which the last `kept` stay. A full disk only gets a log line."""
        if not self.kept:
            return
        folder = self.folder / slug
        name = f"{page.fetched_at:%Y%m%dT%H%M%S%fZ}-{kind}-{page.status}"
        about = {
            "url": page.url, "requested_url": page.requested_url, "status": page.status, "why": why or kind,
            "fetched_at": page.fetched_at.isoformat(), "headers": dict(page.headers),
        }  # fmt: skip
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.gz").write_bytes(gzip.compress(page.body, compresslevel=5))
            (folder / f"{name}.json").write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
            self._prune(folder, kind)
        except OSError as error:
            log.warning("snapshot of %s not kept: %s", page.url, error)

    def load(self, slug: str) -> list[Snapshot]:
        """The kept pages of a source, the newest first; files that cannot be read are left out."""
        found = []
        for about in sorted((self.folder / slug).glob("*.json"), reverse=True):
            try:
                entry = json.loads(about.read_text(encoding="utf-8"))
                body = gzip.decompress(about.with_suffix(".gz").read_bytes())
                page = Page(
                    url=entry["url"],
                    body=body,
                    fetched_at=datetime.fromisoformat(entry["fetched_at"]),
                    headers=entry["headers"],
                    status=entry["status"],
                    requested_url=entry["requested_url"],
                )
                found.append(Snapshot(about, page, entry["why"]))
            except (OSError, ValueError, KeyError, EOFError) as error:
                log.warning("snapshot %s cannot be read: %s", about, error)
        return found

    def prune_unknown(self, slugs: set[str]) -> None:
        """Drop the snapshots of sources that are no longer in the catalogue."""
        if not self.folder.is_dir():
            return
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in slugs:
                for file in folder.iterdir():
                    file.unlink(missing_ok=True)
                folder.rmdir()

    def _prune(self, folder: Path, kind: str) -> None:
        for about in sorted(folder.glob(f"*-{kind}-*.json"), reverse=True)[self.kept :]:
            about.unlink(missing_ok=True)
            about.with_suffix(".gz").unlink(missing_ok=True)
