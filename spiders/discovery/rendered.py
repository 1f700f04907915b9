"""Tells when a listing only exists after its scripts have run, and what the browser should wait for."""

import re
from dataclasses import dataclass

from pipeline.items import Source

VISIBLE = 400  # characters of visible text; an application shell shows less
_SHELL = re.compile(
    r"""<(?:div|main|section)\b[^>]*\bid=["']?(?:app|root|__next|__nuxt|main-app|q-app|container-app)["'\s>]""", re.I
)
_ASKS = re.compile(r"enable JavaScript|without JavaScript|启用\s*JavaScript|开启\s*JavaScript", re.IGNORECASE)
_DEAD = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]+>", re.DOTALL | re.IGNORECASE)
_API = re.compile(
    r"""["'`]((?:https?://[\w.-]+)?/[\w/.-]*(?:api|news|article|list|query|select\.do|\.json)[\w/.?=&-]*)["'`]""", re.I
)


@dataclass(frozen=True, slots=True)
class RenderPlan:
    """What the browser does before the page is read: wait for a selector, scroll down so many times."""

    wait_for: str = "a[href]"
    scrolls: int = 2
    settle_ms: int = 500  # milliseconds without a network request that count as done


def plan(source: Source) -> RenderPlan:
    """The plan for a source: its own selectors are what must appear."""
    chosen = source.selectors
    return RenderPlan(wait_for=chosen.item or chosen.link or "a[href]")


def needs_rendering(text: str) -> bool:
    """Whether a page without article links is an application shell: next to no text, a mount point, scripts."""
    visible = " ".join(_DEAD.sub(" ", text).split())
    if len(visible) > VISIBLE:
        return False
    return "<script" in text.lower() and bool(_SHELL.search(text) or _ASKS.search(text) or len(visible) < 60)


def api_hints(text: str) -> tuple[str, ...]:
    """Addresses in a page's scripts that look like its data API, so that a person can try them before a browser."""
    found = (match[1] for match in _API.finditer(text))
    return tuple(dict.fromkeys(url for url in found if not re.search(r"\.(?:js|css|png|jpg|svg|html?)(?:\?|$)", url)))[
        :10
    ]
