"""The room: builds all press sites, serves them while the context is open, and knows the right answers."""

import asyncio
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from types import TracebackType

from pipeline.items import Source
from tests.pressroom import content
from tests.pressroom.messages import Logged, Request, Response
from tests.pressroom.server import Server
from tests.pressroom.shapes import SHAPES
from tests.pressroom.site import Site
from tests.pressroom.story import SHANGHAI


class Pressroom:
    """Press sites of every shape on loopback: `with Pressroom() as room: room.sites["geely"].url`.

    `only` limits it to some sites (slugs; [] for none), `port` fixes the port, `now` is the moment that relative days
    count from. `bulk=(hosts, articles)` adds that many sites `bulk-1`, `bulk-2` ... with so many articles each.
    """

    def __init__(
        self,
        only: Collection[str] | None = None,
        *,
        port: int = 0,
        now: dt.datetime | None = None,
        bulk: tuple[int, int] | None = None,
    ) -> None:
        self.now = now or dt.datetime.now(dt.UTC)
        self.today = self.now.astimezone(SHANGHAI).date()
        self._contents = content.load(self.now, only)
        if bulk:
            self._contents += content.bulk(*bulk)
        if only is not None and (missing := set(only) - {site.slug for site in self._contents}):
            raise ValueError(f"no press site {', '.join(sorted(missing))}")
        self.sites: dict[str, Site] = {}
        self._wanted_port = port
        self._server: Server | None = None

    def __enter__(self) -> "Pressroom":
        owners = [(entry, name) for entry in self._contents for name in ("", *SHAPES[entry.shape].companions)]
        addresses = [_address(number) for number in range(len(owners))]
        self._server = Server(addresses, self._wanted_port)
        self.port = self._server.bind()
        hosts: dict[str, dict[str, str]] = {}
        for (entry, name), address in zip(owners, addresses, strict=True):
            hosts.setdefault(entry.slug, {})[name] = f"{address}:{self.port}"
        for entry in self._contents:
            own = hosts[entry.slug]
            self.sites[entry.slug] = SHAPES[entry.shape](entry, own[""], self.now, own)
        self._server.start([_Host(self.sites[entry.slug], name) for entry, name in owners])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.stop()

    @property
    def hosts(self) -> list[str]:
        """host:port of every site, for settings.allowed_private_hosts."""
        return [host for site in self.sites.values() for host in site.hosts_of.values()]

    def sources(self, slugs: Iterable[str] | None = None, *, hints: bool = True) -> tuple[Source, ...]:
        """The sites as catalogue entries; without `hints` nothing but the address."""
        return tuple(self.source(slug, hints=hints) for slug in slugs or self.sites)

    def source(self, slug: str, *, hints: bool = True) -> Source:
        """One site as a catalogue entry."""
        site = self.sites[slug]
        data: dict[str, object] = {
            "slug": slug,
            "name": site.content.name,
            "url": site.url,
            "company": site.content.company,
            "role": site.content.role,
            "sector": site.content.sector,
        }
        return Source.model_validate(data | (site.hints if hints else {}))

    def expected(self, *, browser: bool = False) -> Mapping[str, tuple[dt.date, str]]:
        """Who is announced to have adopted DeepSeek on all sites: company -> (earliest day, sector).

        Sites that only a browser can read count when `browser` says that there is one.
        """
        found: dict[str, tuple[dt.date, str]] = {}
        for site in self.sites.values():
            if site.rendered and not browser:
                continue
            for truth in site.articles:
                for claim in truth.claims if not truth.wall else ():
                    known = found.get(claim.company)
                    if known is None or claim.date < known[0]:
                        found[claim.company] = (claim.date, claim.sector)
        return found


class _Host:
    """One of the hosts of a site."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.name = name

    @property
    def requests(self) -> list[Logged]:
        """The log of the whole site."""
        return self.site.requests

    @property
    def validators(self) -> str:
        """What the site sends for conditional requests."""
        return self.site.validators

    def answer(self, request: Request) -> Response:
        """What this host says."""
        return self.site.answer_at(self.name, request)

    async def misbehave(self, request: Request, writer: asyncio.StreamWriter) -> int | None:
        """What goes wrong, if anything."""
        return await self.site.misbehave(request, writer)


def _address(number: int) -> str:
    """The loopback address of the nth host."""
    return f"127.1.{number // 250}.{number % 250 + 1}"
