"""The list itself, what was rejected, confirmations, source health, downloads, the language switch."""

from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

import catalog_loader
from exports import FORMATS, Sheet
from review.i18n import LANGUAGES
from review.page import Desk
from review.show import safe_link
from store import adopters, candidates, exports, sources
from store.db import reading, session
from store.views import Health, State

MOST = 2000  # rows of one page
HEALTH = {
    Health.NEW: ("never polled", ""),
    Health.OK: ("healthy", "good"),
    Health.FAILING: ("waiting to retry", "new"),
    Health.BROKEN: ("failing", "bad"),
}


def _show_state(desk: Desk, request: Request, state: State, title: str) -> HTMLResponse:
    shown = desk.shown(request)
    filters = {name: request.query_params.get(name, "").strip()[:200] for name in ("q", "sector")}
    with reading(desk.engine) as opened:
        found = candidates.find(opened, state, MOST, topic=desk.topic.slug, sector=filters["sector"], text=filters["q"])
    return desk.render(
        request,
        "adopters.html",
        title=shown.say(title),
        filters=filters,
        sectors=shown.sector_choices(),
        rows=[shown.row(view) for view in found],
        exports=state is State.ACCEPTED,
    )


def show_adopters(desk: Desk, request: Request) -> HTMLResponse:
    """The accepted list."""
    return _show_state(desk, request, State.ACCEPTED, "List")


def show_rejected(desk: Desk, request: Request) -> HTMLResponse:
    """What was rejected; each can be looked at and undone."""
    return _show_state(desk, request, State.REJECTED, "Rejected")


def show_confirmations(desk: Desk, request: Request) -> HTMLResponse:
    """New evidence for companies that are on the list already."""
    shown = desk.shown(request)
    with reading(desk.engine) as opened:
        found = candidates.confirmations(opened, 100, topic=desk.topic.slug)
        ids = {item.candidate_id for item in found}
        versions = {number: candidates.get(opened, number, evidence_limit=0).version for number in ids}
    rows = [
        {
            "id": item.candidate_id,
            "version": versions[item.candidate_id],
            "company": item.company,
            "listed": item.listed_date,
            "earlier": item.earlier,
            "date_basis": item.evidence.date_basis.value,
        }
        | shown.evidence(item.evidence)
        for item in found
    ]
    return desk.render(request, "confirmations.html", rows=rows)


def show_sources(desk: Desk, request: Request) -> HTMLResponse:
    """Every source with its health, those that need attention first."""
    shown = desk.shown(request)
    settings = desk.settings
    known = desk.sources
    if known is None:
        known = catalog_loader.load_sources(settings.catalog_dir, extra_dirs=[settings.own_sources])
    with reading(desk.engine) as opened:
        states = sources.states(opened)
    rows = []
    for source in known:
        state = states.get(source.slug)
        if state is None and not source.enabled:
            continue
        health = state.health if state else Health.NEW
        label, style = HEALTH[health]
        rows.append(
            {
                "slug": source.slug,
                "name": source.name,
                "url": safe_link(source.url),
                "health": health,
                "health_label": shown.say(label),
                "style": style,
                "last_success": state.last_success_at if state else None,
                "next_due": state.next_due_at if state else None,
                "message": state.message if state else "",
            }
        )
    order = [Health.BROKEN, Health.FAILING, Health.OK, Health.NEW]
    rows.sort(key=lambda row: order.index(row["health"]))  # type: ignore[arg-type]
    failing = sum(row["health"] in (Health.BROKEN, Health.FAILING) for row in rows)
    return desk.render(request, "sources.html", rows=rows, failing=failing)


def choose_language(_desk: Desk, _request: Request, form: dict[str, str]) -> Response:
    """Remember the language for a year and go back to where the reader was, on this site only."""
    back = urlsplit(form.get("back", "/"))
    inside = not back.scheme and not back.netloc and back.path.startswith("/") and not back.path.startswith("//")
    response = RedirectResponse(form["back"] if inside and "back" in form else "/", status_code=303)
    if form.get("language") in LANGUAGES:
        response.set_cookie("language", form["language"], max_age=31_536_000, httponly=True, samesite="lax")
    return response


def download(desk: Desk, request: Request) -> Response:
    """The accepted list as a file of the format in the address; a list that has changed becomes a new version."""
    form = FORMATS.get(request.path_params["format"])
    if form is None:
        raise HTTPException(404)
    topic = desk.topic.slug
    with session(desk.engine) as opened:
        entries = adopters.list_adopters(opened, topic)
        export = exports.record(opened, topic=topic, adopters=entries, made_at=desk.clock())
    content = form.render(Sheet(export=export, title=desk.topic.title, sectors=dict(desk.sectors)))
    name = f"{topic}-adopters-{export.version}{form.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=form.media_type, headers=headers)
