"""What every page needs: the database, the catalogue's labels, the reader's language, and rendering."""

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

import catalog_loader
from pipeline.items import Sector, Source, Topic
from review.i18n import language_of, translations
from review.show import Shown
from settings import Settings
from store import candidates
from store.db import Engine, open_store, reading

TEMPLATES = Path(__file__).parent / "templates"


def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    return environment


@dataclass(frozen=True)
class Desk:
    """One reviewer's desk: everything that is opened once for the life of the application."""

    settings: Settings
    clock: Callable[[], datetime]
    engine: Engine
    topic: Topic
    sectors: Mapping[str, Sector]
    sources: Sequence[Source] | None = None  # shown instead of the catalogue's
    environments: Mapping[str, Environment] = field(
        default_factory=lambda: {language: _environment(language) for language in ("zh", "en")}
    )

    @classmethod
    def open(cls, settings: Settings, clock: Callable[[], datetime], sources: Sequence[Source] | None = None) -> "Desk":
        """Opens the database and reads the catalogue. Raises StoreError and CatalogError."""
        sectors = {sector.name: sector for sector in catalog_loader.load_sectors(settings.catalog_dir)}
        topic = catalog_loader.load_topic(settings.catalog_dir, settings.topic)
        return cls(settings, clock, open_store(settings.database), topic, sectors, sources)

    @property
    def reviewer(self) -> str:
        """The name that decisions are kept under."""
        return self.settings.reviewer or getpass.getuser()

    def shown(self, request: Request) -> Shown:
        """Labels in the language of this request."""
        language = language_of(request)
        return Shown(language, translations(language).gettext, self.sectors, self.topic.names)

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page in the reader's language, with the navigation and its counts."""
        language = language_of(request)
        say = translations(language).gettext
        with reading(self.engine) as session:
            counts = candidates.counts(session, self.topic.slug)
        page = self.environments[language].get_template(template)
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        context: dict[str, Any] = {
            "language": language,
            "topic": self.topic.title,
            "here": request.url.path,
            "back": back if request.method == "GET" else "/",
            "message": None,
            "navigation": [
                ("/", say("Queue"), counts.waiting),
                ("/adopters", say("List"), counts.accepted),
                ("/confirmations", say("Confirmations"), counts.confirmations),
                ("/rejected", say("Rejected"), counts.rejected),
                ("/sources", say("Sources"), None),
            ],
        }
        return HTMLResponse(page.render(context | values), status_code=status)

    def problem(self, request: Request, text: str, status: int) -> HTMLResponse:
        """A page that says in one line what went wrong."""
        say = translations(language_of(request)).gettext
        return self.render(request, "problem.html", status, problem=say(text))
