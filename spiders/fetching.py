"""Fetches one page for a person who waits for it: robots.txt, size and time limits and the guard as in a crawl."""

import datetime as dt
import socket
import time
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from errors import FetchError
from pipeline.items import Page, Request, Source
from settings import Settings
from spiders.guard import Guard
from spiders.rendering import check_available, playwright_settings, render_meta

MOST_REDIRECTS = 10
ROBOTS_BYTES = 500_000  # RFC 9309 section 2.5: a parser reads at least 500 kibibytes
_PORTS = {"http": 80, "https": 443}


def fetch(url: str, settings: Settings, ask: Request | None = None) -> Page:
    """The page at an address, whatever its status; `ask` gives method, headers and body where a plain GET will not do.

    Raises ForbiddenAddressError for private networks (redirects included), FetchError for everything else.
    """
    guard = Guard(settings.allowed_private_hosts)
    ask = ask or Request(url=url)
    headers = {"User-Agent": settings.user_agent, "Accept": "*/*", "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.7"}
    with httpx.Client(timeout=settings.timeout, headers=headers, trust_env=True) as client:
        return _follow(client, guard, settings, ask)


def render(source: Source, settings: Settings, url: str) -> Page:
    """The page as a browser shows it after its scripts have run. Raises RenderingUnavailableError, FetchError."""
    import asyncio

    check_available(settings)
    guard = Guard(settings.allowed_private_hosts)
    _check(guard, url)
    if settings.obey_robots:
        headers = {"User-Agent": settings.user_agent}
        with httpx.Client(timeout=settings.timeout, headers=headers) as client:
            if not _allowed(client, guard, settings, url, {}):
                raise FetchError(f"{url}: robots.txt forbids it", "ask the site's owner, or choose another address")
    return asyncio.run(_rendered(source, settings, url))


async def _rendered(source: Source, settings: Settings, url: str) -> Page:
    from playwright.async_api import Error, Route, async_playwright

    given = playwright_settings(settings)
    stops = given["PLAYWRIGHT_ABORT_REQUEST"]

    async def gate(route: Route) -> None:
        await (route.abort() if await stops(route.request) else route.continue_())

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**given["PLAYWRIGHT_LAUNCH_OPTIONS"])
        try:
            context = await browser.new_context(**given["PLAYWRIGHT_CONTEXTS"]["default"])
            await context.route("**/*", gate)
            page = await context.new_page()
            answer = await page.goto(url, timeout=settings.timeout * 1000)
            for step in render_meta(source, settings)["playwright_page_methods"]:
                await step.method(page, *step.args)
            content = await page.content()
            status, final = (answer.status if answer else 200), page.url
        except Error as error:
            raise FetchError(f"{url}: {str(error).splitlines()[0]}", "try again later") from error
        finally:
            await browser.close()
    headers = {"content-type": "text/html; charset=utf-8"}
    now = dt.datetime.now(dt.UTC)
    return Page(url=final, requested_url=url, status=status, headers=headers, body=content.encode(), fetched_at=now)


def _follow(client: httpx.Client, guard: Guard, settings: Settings, ask: Request) -> Page:
    """Ask, and follow redirects one by one, so that each address is checked before it is asked."""
    url, method, body = ask.url, ask.method, ask.body
    asked_robots: dict[str, Protego] = {}
    for _ in range(MOST_REDIRECTS + 1):
        if settings.obey_robots and not _allowed(client, guard, settings, url, asked_robots):
            raise FetchError(f"{url}: robots.txt forbids it", "ask the site's owner, or choose another address")
        response, content = _read(client, guard, settings, url, method, dict(ask.headers), body)
        target = response.headers.get("location")
        if response.is_redirect and target:
            if response.status_code in (301, 302, 303):
                method, body = "GET", b""
            url = urljoin(url, target)
            continue
        return Page(
            url=url,
            requested_url=ask.url,
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=content,
            fetched_at=dt.datetime.now(dt.UTC),
            request_body=ask.body,
        )
    raise FetchError(f"{ask.url}: the site redirects in a circle", "open it in a browser and use the last address")


def _read(
    client: httpx.Client, guard: Guard, settings: Settings, url: str, method: str, headers: dict[str, str], body: bytes
) -> tuple[httpx.Response, bytes]:
    """One answer, read up to the limits in size and in time altogether.

    The connection goes to the very address that was checked: a name may answer differently the second time it is
    asked (DNS rebinding). Host header and TLS still carry the name.
    """
    address = _check(guard, url)
    target, extensions = httpx.URL(url), {}
    if not _proxied(url):
        headers = {**headers, "Host": target.netloc.decode("ascii")}
        extensions = {"sni_hostname": target.raw_host.decode("ascii")}
        target = target.copy_with(host=address)
    deadline = time.monotonic() + settings.timeout
    try:
        with client.stream(method, target, headers=headers, content=body or None, extensions=extensions) as response:
            content = b""
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > settings.max_page_bytes:
                    raise FetchError(f"{url}: larger than {settings.max_page_bytes:,} bytes", "raise max_page_bytes")
                if time.monotonic() > deadline:
                    raise FetchError(f"{url}: not read within {settings.timeout:g} s", "raise timeout, or try later")
            return response, content
    except httpx.TimeoutException as error:
        raise FetchError(f"{url}: no answer within {settings.timeout:g} s", "try again later") from error
    except httpx.HTTPError as error:
        why = str(error) or type(error).__name__
        raise FetchError(f"{url}: {why}", "check the address and the network connection") from error


def _check(guard: Guard, url: str) -> str:
    """The address that the host resolves to, all of whose addresses may be reached."""
    guard.check(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"{url}: the host name is not known", "check the address and the network") from error
    addresses = [str(address[0]) for *_, address in found]
    for address in addresses:
        _check_address(guard, url, address)
    return next((address for address in addresses if ":" not in address), addresses[0])


def _check_address(guard: Guard, url: str, address: str) -> None:
    host = urlsplit(url).hostname or ""
    if address != host:  # an address written as such was judged, port and all, by guard.check
        guard.check_resolved(host, address)


def _proxied(url: str) -> bool:
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    return parts.scheme in getproxies() and not proxy_bypass(parts.hostname or "")


def _allowed(client: httpx.Client, guard: Guard, settings: Settings, url: str, asked: dict[str, Protego]) -> bool:
    """Whether robots.txt allows an address (RFC 9309: none, or a 4xx, allows everything; an outage forbids)."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    if root not in asked:
        rules = b""
        where = root + "/robots.txt"
        for _ in range(5):
            response, content = _read(client, guard, settings, where, "GET", {}, b"")
            if response.is_redirect and response.headers.get("location"):
                where = urljoin(where, response.headers["location"])
                continue
            if response.status_code == 200:
                rules = content[:ROBOTS_BYTES]
            elif response.status_code >= 500:
                rules = b"User-agent: *\nDisallow: /"
            break
        asked[root] = Protego.parse(rules.decode("utf-8", "replace"))
    return bool(asked[root].can_fetch(url, settings.user_agent))
