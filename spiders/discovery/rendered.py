"""Tells when a listing only exists after its scripts have run, and what the browser should wait for."""

import re
from dataclasses import dataclass

from pipeline.items import Source
from spiders.discovery import addresses

VISIBLE = 400  # characters of visible text; an application shell shows less
_SHELL = re.compile(
    r"""<(?:div|main|section)\b[^>]*\bid=["']?(?:app|root|__next|__nuxt|main-app|q-app|container-app)["'\s>]""", re.I
)
_ASKS = re.compile(r"enable JavaScript|without JavaScript|启用\s*JavaScript|开启\s*JavaScript", re.IGNORECASE)
_DEAD = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]+>", re.DOTALL | re.IGNORECASE)
# an address in a script, and what calls it
_ADDRESS = re.compile(
    r"""(?P<call>[\w$.]{0,30})\s*[(:=]\s*["'`](?P<url>(?:https?://[\w.-]+(?::\d+)?)?/[\w/.-]*(?:\?[^"'`\s]*)?)["'`]"""
)
_NEWS = re.compile(
    r"news|article|press|information|notice|announce|xinwen|zixun|dynamic|media|cms|content", re.IGNORECASE
)
_DATA = re.compile(r"api|gateway|list|query|search|select|page|open|\.json|\.do\b|/v\d", re.IGNORECASE)
_NO_LIST = re.compile(
    r"\.(?:js|css|png|jpe?g|svg|gif|html?|map|woff2?)(?:\?|$)|login|logout|upload|user|token|detail|comment|captcha|track|config|i18n",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"""<script\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_VENDOR = re.compile(
    r"vendor|jquery|vue(?:\.|-router)|react|polyfill|chunk-libs|analytics|gtag|hm\.js|sentry|echarts|swiper",
    re.IGNORECASE,
)
MOST = 3  # scripts, and addresses found in them, that are looked at


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


def is_script(content_type: str, url: str) -> bool:
    """Whether a body is JavaScript, by its type or the address."""
    return "javascript" in content_type or url.split("?")[0].endswith((".js", ".mjs"))


def api_hints(text: str) -> tuple[str, ...]:
    """Addresses in scripts that look like the API of a list of news and are asked by GET, the likeliest first."""
    rated: dict[str, int] = {}
    for match in _ADDRESS.finditer(text):
        url, call = re.sub(r"\$\{[^}]*\}", "1", match["url"]), match["call"].lower()
        if _NO_LIST.search(url) or call.endswith("post") or not _DATA.search(url):
            continue
        news, asked = bool(_NEWS.search(url)), call.endswith(("fetch", "get", "url", "axios", "request"))
        if news or asked:
            rated[url] = max(rated.get(url, 0), 2 * news + asked + ("list" in url.lower()))
    return tuple(sorted(rated, key=lambda url: -rated[url]))[:MOST]


def sources_of_data(text: str, base: str) -> tuple[str, ...]:
    """Where an application shell's list may come from: the APIs that it names, else the scripts of its own site."""
    if hints := tuple(url for hint in api_hints(text) if (url := addresses.absolute(hint, base))):
        return hints
    scripts = [addresses.absolute(src, base) for src in _SCRIPT.findall(text)]
    own = [url for url in scripts if addresses.site_of(url) == addresses.site_of(base) and not _VENDOR.search(url)]
    own.sort(key=lambda url: not re.search(r"app|main|index|news|list", url.rsplit("/", 1)[-1], re.IGNORECASE))
    return tuple(dict.fromkeys(own))[:MOST]
