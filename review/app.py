"""The review page as a Starlette application over one database."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from errors import AdoptersError
from pipeline.items import Source
from review import lists, queue
from review.page import Desk
from review.security import Guard
from settings import Settings

HERE = Path(__file__).parent
NO_PAGE = "There is no such page."


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sources: Sequence[Source] | None = None,
) -> Starlette:
    """The application: opens (and migrates) the database of `settings` at once, so that a bad URL is said at the start.

    `clock` gives aware UTC times for decisions; `sources` are shown instead of the catalogue's. Raises StoreError and CatalogError.
    """
    desk = Desk.open(settings, clock, sources)

    def bound(handler: Callable[[Desk, Request], object]) -> Callable[[Request], object]:
        def endpoint(request: Request) -> object:
            return handler(desk, request)

        endpoint.__name__ = handler.__name__
        return endpoint

    def posted(handler: Callable[[Desk, Request, dict[str, str]], Response]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            form = await request.form(max_files=0, max_fields=20)
            fields = {key: value for key, value in form.items() if isinstance(value, str)}
            return handler(desk, request, fields)

        endpoint.__name__ = handler.__name__
        return endpoint

    def problem(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            detail = NO_PAGE if error.status_code == 404 else error.detail
            return desk.problem(request, detail, error.status_code)
        return desk.problem(request, str(error), 400)

    return Starlette(
        routes=[
            Route("/", bound(queue.show_queue)),
            Route("/candidate/{id:int}", bound(queue.show_candidate)),
            Route("/candidate/{id:int}/{verb}", posted(queue.decide), methods=["POST"]),
            Route("/language", posted(lists.choose_language), methods=["POST"]),
            Route("/adopters", bound(lists.show_adopters)),
            Route("/rejected", bound(lists.show_rejected)),
            Route("/confirmations", bound(lists.show_confirmations)),
            Route("/sources", bound(lists.show_sources)),
            Route("/export/{format}", bound(lists.download)),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[settings.host, "localhost", "127.0.0.1", "[::1]"]),
            Middleware(Guard),
        ],
        exception_handlers={HTTPException: problem, AdoptersError: problem},
    )
