"""A press site: what every shape shares - its addresses, its articles, its faults, its request log."""

import asyncio
import datetime as dt
import zlib
from collections.abc import Callable, Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.pressroom import articles, chrome, walls
from tests.pressroom.faults import FAULTS, STATES, Fault
from tests.pressroom.messages import Logged, Request, Response
from tests.pressroom.story import SHANGHAI, Claim, SiteContent, Story, Truth

Route = Callable[[Request], Response]


class Site:
    """Base of all shapes. A shape says where its listing is, how an article's address looks, and renders the listing."""

    start: ClassVar[str] = "/news/"  # path of the address that the crawler is given
    per_page: ClassVar[int] = 8
    template: ClassVar[str] = "plain"  # which article page of articles.py
    skin: ClassVar[str] = "corporate"  # which surroundings of chrome.py
    encoding: ClassVar[str] = "utf-8"  # what the bytes really are
    header_charset: ClassVar[str | None] = "utf-8"  # what the Content-Type header says; None says nothing
    meta_charset: ClassVar[str | None] = "utf-8"  # what the page says itself
    validators: str = "both"
    dated: ClassVar[bool] = True  # whether the listing or the address gives an article's day
    companions: ClassVar[tuple[str, ...]] = ()  # further hosts, each on an address of its own, by a short name
    rendered: ClassVar[bool] = False  # only a browser sees the listing

    def __init__(self, content: SiteContent, host: str, now: dt.datetime, companions: Mapping[str, str]) -> None:
        self.content = content
        self.slug = content.slug
        self.shape = content.shape
        self.host = host  # address:port
        self.base = f"http://{host}"
        self.now = now
        self.hosts_of = dict(companions)
        self.seed = zlib.crc32(content.slug.encode())
        self.stories = sorted(content.stories, key=lambda story: (story.published, story.number), reverse=True)
        self._places: dict[int, int] = {}
        self.layout = 0
        self.requests: list[Logged] = []
        self.faults: list[Fault] = []
        self.states: set[str] = set()

    # -- what tests look at ----------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The listing address: all that a crawler is told."""
        return self.base + self.start

    @property
    def hints(self) -> dict[str, object]:
        """Overrides of the Source without which this shape cannot be read; {} for nearly all."""
        return {}

    @property
    def language(self) -> str:
        return self.content.language

    @property
    def articles(self) -> list[Truth]:
        """The ground truth: every article on any page of the listing, in the order of the listing."""
        return [self.truth(story, page) for page, stories in enumerate(self.paged(), 1) for story in stories]

    def listed(self, page: int = 1) -> list[Truth]:
        """The ground truth of one page of the listing."""
        return [truth for truth in self.articles if truth.page == page]

    def truth(self, story: Story, page: int) -> Truth:
        """What is known about one story."""
        return Truth(
            url=self.url_of(story),
            title=story.title,
            date=story.date,
            listed_date=self.listed_date(story),
            page=page,
            claims=story.claims,
            wall=story.wall,
            paragraphs=story.paragraphs,
            aliases=tuple(self.aliases(story)),
            image_only=story.image_only,
            language=story.language,
        )

    def publish(
        self, title: str, text: str, date: dt.date | None = None, claims: tuple[Claim, ...] = (), pinned: bool = False
    ) -> Truth:
        """Add an article, the newest on the site; `date` is today unless given. Returns its ground truth."""
        day = date or self.now.astimezone(SHANGHAI).date()
        story = Story(
            number=max((story.number for story in self.stories), default=1000) + 1,
            title=title,
            published=dt.datetime.combine(day, dt.time(10, 30), SHANGHAI),
            paragraphs=tuple(line for line in text.split("\n") if line.strip()),
            claims=claims,
            language=self.language,
            pinned=pinned,
        )
        self._places.clear()
        self.stories = sorted([*self.stories, story], key=lambda item: (item.published, item.number), reverse=True)
        return next(truth for truth in self.articles if truth.url == self.url_of(story))

    def fault(self, name: str, only: str = "all", times: int | None = None, **options: float | int | str) -> None:
        """Let something go wrong from now on: a name of faults.FAULTS or faults.STATES, for `times` requests or for ever.

        `only` limits it to "listing", "articles", "robots" or one path.
        """
        if name in STATES:
            self.states.add(name)
        elif name in FAULTS:
            self.faults.append(Fault(name, only, times, dict(options)))
        else:
            raise ValueError(f"no fault {name!r}; there are {', '.join([*FAULTS, *STATES])}")

    def clear(self) -> None:
        """End all faults."""
        self.faults.clear()
        self.states.clear()

    def relayout(self) -> None:
        """Redesign the site: other markup around the same articles."""
        self.layout += 1

    # -- what a shape may change -----------------------------------------------------------------------------------

    def path_of(self, story: Story) -> str:
        """The path (and query) of an article."""
        return f"/news/{story.number}.html"

    def url_of(self, story: Story) -> str:
        """The absolute address of an article."""
        return self.base + self.path_of(story)

    def aliases(self, story: Story) -> list[str]:
        """Further addresses of the same article."""
        return []

    def listed_date(self, story: Story) -> dt.date | None:
        """The day that can be known without opening the article."""
        return story.date if self.dated else None

    def ordered(self) -> list[Story]:
        """The stories in the order of the listing: pinned ones first, then the newest."""
        if "empty_list" in self.states:
            return []
        return sorted(self.stories, key=lambda story: not story.pinned)

    def paged(self) -> list[list[Story]]:
        """The stories page by page."""
        stories = self.ordered()
        return [stories[i : i + self.per_page] for i in range(0, len(stories), self.per_page)] or [[]]

    def routes(self) -> dict[str, Route]:
        """The addresses (path and query) that this shape answers besides its articles."""
        return {}

    def article(self, story: Story, request: Request) -> Response:
        """The page of one article."""
        if story.wall:
            return Response(body=walls.PAGES[story.wall]().encode())
        return self.html(articles.TEMPLATES[self.template](self, story), story.published)

    def sitemaps(self) -> list[str]:
        """The addresses of sitemaps that robots.txt names."""
        return []

    # -- answering -------------------------------------------------------------------------------------------------

    def answer(self, request: Request) -> Response:
        """What the site says to a request when nothing goes wrong."""
        if request.path == "/robots.txt":
            return self.robots()
        routes = self.routes()
        if (route := routes.get(request.target)) is not None:
            return route(request)
        if (story := self.story_at(request)) is not None:
            return self.article(story, request)
        if (route := routes.get(request.path)) is not None:
            return route(request)
        if request.path in ("/favicon.ico", "/static/logo.png"):
            return Response(body=b"\x89PNG\r\n\x1a\n", content_type="image/png")
        if (title := chrome.other_page(self, request.path)) is not None:
            return self.html(chrome.page(self, title=title, main=chrome.filler(self, title)), None)
        return Response(body=walls.not_found().encode(), status=404)

    def answer_at(self, companion: str, request: Request) -> Response:
        """What one of the site's hosts says; `companion` is "" for the main one."""
        return self.answer(request)

    def story_at(self, request: Request) -> Story | None:
        """The story whose address this is, tracking parameters ignored."""
        asked = set(parse_qsl(urlsplit(request.target).query, keep_blank_values=True))
        for story in self.stories:
            for address in [self.url_of(story), *self.aliases(story)]:
                parts = urlsplit(address)
                if parts.netloc == self.host and unquote(parts.path) == request.path:
                    wanted = set(parse_qsl(parts.query, keep_blank_values=True))
                    if wanted <= asked:
                        return story
        return None

    def place_of(self, story: Story) -> int:
        """Where a story stands among all, the newest first."""
        if len(self._places) != len(self.stories):
            self._places = {other.number: place for place, other in enumerate(self.stories)}
        return self._places[story.number]

    def robots(self) -> Response:
        """The site's robots.txt."""
        if "robots_error" in self.states:
            return Response(body=b"Bad Gateway", status=502)
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search"]
        if "robots_disallow" in self.states:
            lines = ["User-agent: *", "Disallow: /"]
        if "robots_delay" in self.states:
            lines.append("Crawl-delay: 3")
        lines += [f"Sitemap: {address}" for address in self.sitemaps()]
        return Response(body="\n".join(lines).encode() + b"\n", content_type="text/plain")

    def html(self, text: str, modified: dt.datetime | None = None) -> Response:
        """A page in the site's encoding, under the charset that the site declares."""
        charset = f"; charset={self.header_charset}" if self.header_charset else ""
        return Response(
            body=text.encode(self.encoding, "xmlcharrefreplace"),
            content_type="text/html" + charset,
            modified=(modified or self.updated()).astimezone(dt.UTC),
        )

    def updated(self) -> dt.datetime:
        """When the site last changed."""
        return max((story.published for story in self.stories), default=self.now)

    async def misbehave(self, request: Request, writer: asyncio.StreamWriter) -> int | None:
        """Answer with the first fault that applies and return the status sent; None when none does."""
        for fault in self.faults:
            if not self._concerns(fault, request) or fault.times == 0:
                continue
            if fault.times is not None:
                fault.times -= 1
            return await FAULTS[fault.name](request, lambda: self.answer(request), writer, fault)
        return None

    def _concerns(self, fault: Fault, request: Request) -> bool:
        robots = request.path == "/robots.txt"
        if fault.only == "robots" or robots:
            return fault.only == "robots" and robots
        if fault.only == "all":
            return True
        story = self.story_at(request)
        if fault.only == "articles":
            return story is not None
        if fault.only == "listing":
            return story is None and request.path not in ("/favicon.ico",)
        return request.path == fault.only

    def pick(self, options: list[str], salt: str = "") -> str:
        """One of the options, always the same for this site."""
        return options[zlib.crc32(f"{self.slug}/{salt}".encode()) % len(options)]
