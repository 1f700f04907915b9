"""The queue: one candidate at a time, decided by mouse or key, then the next."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from errors import DecisionError
from pipeline.gather import company_key
from review.page import Desk
from review.show import Shown
from store import candidates, corrections, decisions, opinions
from store.db import Session, reading, session
from store.opinions import OpinionView
from store.views import CandidateView, State

ROWS = 40  # candidates listed at the side
LEVELS = (("", "any confidence"), ("0.5", "50 %"), ("0.8", "80 %"), ("0.95", "95 %"))
KEYS = (
    ("A", "accept the candidate"),
    ("R", "reject the candidate"),
    ("E", "edit the fields"),
    ("U", "undo the last decision"),
    ("J ↓", "next candidate"),
    ("K ↑", "previous candidate"),
    ("O", "open the original article"),
    ("/", "search"),
    ("?", "show these keys"),
)
DONE = {
    "accept": "Accepted: %(company)s",
    "reject": "Rejected: %(company)s",
    "edit": "Saved: %(company)s",
    "undo": "Undone: %(company)s",
    "merge": "Merged: %(company)s",
    "split": "Split off: %(company)s",
}
LISTED = ("date", "seen")  # what can be done with new evidence for an entry of the list
TEXTS = ("q", "sector", "min")


def _texts(values: dict[str, str]) -> dict[str, str]:
    return {name: values.get(name, "").strip()[:200] for name in TEXTS}


def _filters(desk: Desk, texts: dict[str, str]) -> dict[str, Any]:
    """The store's filters for what stands in the address; a confidence that is no number filters nothing."""
    try:
        least = min(max(float(texts["min"] or 0), 0.0), 1.0)
    except ValueError:
        least = 0.0
    return {"topic": desk.topic.slug, "sector": texts["sector"], "min_confidence": least, "text": texts["q"]}


def _href(texts: dict[str, str], **more: object) -> str:
    return "/?" + urlencode({**{name: text for name, text in texts.items() if text}, **more})


def show_queue(desk: Desk, request: Request) -> HTMLResponse:
    """The waiting candidates and the chosen one (`c`), or the first."""
    texts = _texts(dict(request.query_params))
    shown = desk.shown(request)
    chosen = request.query_params.get("c", "")
    with reading(desk.engine) as opened:
        waiting = candidates.waiting(opened, ROWS, **_filters(desk, texts))
        total = candidates.number(opened, **_filters(desk, texts))
        place = next((i for i, view in enumerate(waiting) if str(view.id) == chosen), 0)
        card = waiting[place] if waiting else None
        history = _history(opened, shown, card.id) if card else []
        said = _opinions(opened, card) if card else {}
        last = _last(opened, desk, shown, request.query_params.get("verb", ""))
    return desk.render(
        request,
        "queue.html",
        filters=texts,
        query=urlencode({name: text for name, text in texts.items() if text}),
        sectors=shown.sector_choices(),
        levels=[(value, shown.say(label)) for value, label in LEVELS],
        keys=[(key, shown.say(label)) for key, label in KEYS],
        rows=[shown.row(view) | {"href": _href(texts, c=view.id)} for view in waiting],
        more=max(0, total - len(waiting)),
        card=shown.card(card, history, said) if card else None,
        previous_href=_href(texts, c=waiting[place - 1].id) if place else "",
        next_href=_href(texts, c=waiting[place + 1].id) if place + 1 < len(waiting) else "",
        last=last,
    )


def _last(opened: Session, desk: Desk, shown: Shown, verb: str) -> dict[str, Any] | None:
    """The reviewer's last decision that stands, with what its undo needs; said in words right after `verb`."""
    act = decisions.last_by(opened, desk.reviewer)
    if act is None:
        return None
    view = candidates.get(opened, act.candidate_id, evidence_limit=0)
    company = view.fields.company
    said = verb if verb in DONE and verb != "undo" else act.verdict.value
    return {
        "id": view.id,
        "version": view.version,
        "text": shown.say(DONE.get(said, "%(company)s")) % {"company": company},
    }


def _opinions(opened: Session, view: CandidateView) -> dict[int, OpinionView]:
    return opinions.of_announcements(opened, [item.id for item in view.evidence])


def _history(opened: Session, shown: Shown, candidate_id: int) -> list[dict[str, object]]:
    return [shown.act(act) for act in decisions.history(opened, candidate_id)]


def show_candidate(desk: Desk, request: Request) -> HTMLResponse:
    """One candidate by its number, whatever its state."""
    shown = desk.shown(request)
    with reading(desk.engine) as opened:
        view = candidates.get(opened, request.path_params["id"])
        history = _history(opened, shown, view.id)
        said = _opinions(opened, view)
    return desk.render(
        request,
        "candidate.html",
        card=shown.card(view, history, said),
        sectors=shown.sector_choices(),
        query="",
        previous_href="",
        next_href="",
    )


def decide(desk: Desk, request: Request, form: dict[str, str]) -> Response:
    """One decision; then on to the next candidate under the same filters."""
    verb, candidate_id = request.path_params["verb"], request.path_params["id"]
    if verb in LISTED:
        with session(desk.engine) as opened:
            _act(opened, desk, verb, candidate_id, form)
        return RedirectResponse("/confirmations", status_code=303)
    if verb not in DONE:
        raise HTTPException(404)
    texts = _texts(dict(parse_qsl(form.get("query", ""))))
    with reading(desk.engine) as opened:
        order = [view.id for view in candidates.waiting(opened, ROWS, **_filters(desk, texts))]
    with session(desk.engine) as opened:
        _act(opened, desk, verb, candidate_id, form)
    with reading(desk.engine) as opened:
        view = candidates.get(opened, candidate_id, evidence_limit=0)
    if "query" not in form:  # decided on the candidate's own page: stay there
        return RedirectResponse(f"/candidate/{candidate_id}", status_code=303)
    if view.state is State.WAITING and view.merged_into is None:
        following = [candidate_id]
    else:
        following = order[order.index(candidate_id) + 1 :] if candidate_id in order else []
    more = {"c": following[0]} if following else {}
    done = "accept" if verb == "edit" and form.get("then") == "accept" else verb
    return RedirectResponse(_href(texts, **more, verb=done), status_code=303)


def _act(opened: Session, desk: Desk, verb: str, candidate_id: int, form: dict[str, str]) -> None:
    version = int(form["version"]) if form.get("version", "").isdecimal() else -1
    who: dict[str, Any] = {
        "reviewer": desk.reviewer,
        "at": desk.clock(),
        "version": version,
        "note": form.get("note", "").strip(),
    }
    if verb == "accept":
        decisions.accept(opened, candidate_id, **who)
    elif verb == "reject":
        decisions.reject(opened, candidate_id, **who)
    elif verb == "undo":
        corrections.undo(opened, candidate_id, **who)
    elif verb == "split":
        corrections.split(opened, candidate_id, **who)
    elif verb == "merge":
        corrections.merge(opened, candidate_id, _same_company(opened, desk, form.get("into", "")), **who)
    elif verb in LISTED:
        fields: dict[str, object] = (
            {name: form[name] for name in ("date", "date_basis") if name in form} if verb == "date" else {}
        )
        decisions.edit(opened, candidate_id, **who, fields=fields)
    elif form.get("then") == "accept":
        decisions.accept(opened, candidate_id, **who, fields=_fields(desk, form))
    else:
        decisions.edit(opened, candidate_id, **who, fields=_fields(desk, form))


def _same_company(opened: Session, desk: Desk, name: str) -> int:
    """The id of the candidate of that name. Raises DecisionError when there is none."""
    view = candidates.by_company(opened, company_key(name), desk.topic.slug)
    if view is None:
        raise DecisionError(f"company '{name}': no candidate has that name", "write the name as the list shows it")
    return view.id


def _fields(desk: Desk, form: dict[str, str]) -> dict[str, object]:
    """The edited fields, checked further by the store. Raises DecisionError for a sector outside the catalogue."""
    if form.get("sector") not in desk.sectors:
        raise DecisionError(f"sector '{form.get('sector', '')}': is not in the catalogue", "choose one from the list")
    models = [part.strip() for part in re.split("[,，、]", form.get("models", "")) if part.strip()]
    fields: dict[str, object] = {name: form.get(name, "") for name in ("company", "sector", "product")} | {
        "models": models
    }
    if form.get("date", "") != form.get("former_date", ""):  # an untouched day keeps its basis
        fields["date"] = form.get("date", "")
    return fields
