"""Requests for pages that only exist after their scripts have run: Scrapy's Playwright handler, the system's chromium."""

import asyncio
import importlib.util
import socket
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from errors import AdoptersError, ForbiddenAddressError
from pipeline.items import Source
from settings import Settings
from spiders.discovery.rendered import plan
from spiders.guard import Guard
from spiders.middlewares.private_networks import guard_for

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_NEEDLESS = frozenset({"image", "media", "font"})  # resource types that no article needs


class RenderingUnavailableError(AdoptersError):
    """A page must be rendered, and the optional parts for it are not installed."""


def check_available(settings: Settings) -> None:
    """Raise RenderingUnavailableError, with what to install, when this machine cannot render pages."""
    if importlib.util.find_spec("scrapy_playwright") is None:
        raise RenderingUnavailableError(
            "the page must be rendered by a browser", f"{sys.executable} -m pip install scrapy-playwright"
        )
    if not Path(settings.chromium).exists():
        raise RenderingUnavailableError(
            f"the page must be rendered, and there is no browser at {settings.chromium}",
            "apt-get install chromium, or set ADOPTERS_CHROMIUM",
        )


def render_meta(source: Source, settings: Settings, *, listing: bool = True) -> dict[str, Any]:
    """What a Scrapy request carries so that the browser fetches it: wait for the list, scroll, let it settle."""
    from scrapy_playwright.page import PageMethod

    wanted = plan(source)
    timeout = settings.timeout * 1000 / 3
    steps = [PageMethod(_appear, wanted.wait_for if listing else "p", timeout)]
    steps += [PageMethod(_scroll, wanted.settle_ms) for _ in range(wanted.scrolls if listing else 1)]
    return {"playwright": True, "playwright_page_methods": steps}


def playwright_settings(settings: Settings) -> dict[str, Any]:
    """Scrapy settings that route http and https through the handler; requests without its meta key go the usual way."""
    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": settings.chromium,
            "headless": True,
            "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        },
        "PLAYWRIGHT_CONTEXTS": {"default": {"user_agent": settings.user_agent, "locale": "zh-CN"}},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": settings.timeout * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": Blocker(guard_for(settings)),
    }


class Blocker:
    """Decides for each request of a rendered page whether it is stopped: private networks, and what is not needed."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    async def __call__(self, request: Any) -> bool:
        """True stops the request; `request` is Playwright's."""
        if request.resource_type in _NEEDLESS:
            return True
        if request.url.startswith(("data:", "blob:")):
            return False
        try:
            self.guard.check(request.url)
            parts = urlsplit(request.url)
            loop = asyncio.get_running_loop()
            for *_, address in await loop.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM):
                self.guard.check_resolved(parts.hostname or "", str(address[0]))
        except (ForbiddenAddressError, OSError):
            return True
        return False


async def _appear(page: Any, selector: str, timeout: float) -> None:
    from playwright.async_api import TimeoutError as NotInTime

    try:
        await page.wait_for_selector(selector, timeout=timeout, state="attached")
    except NotInTime:
        return  # the page is read as it is, and its reader says what it saw


async def _scroll(page: Any, settle_ms: int) -> None:
    from playwright.async_api import TimeoutError as NotInTime

    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    try:
        await page.wait_for_load_state("networkidle", timeout=settle_ms * 6)
    except NotInTime:
        return
