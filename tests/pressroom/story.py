"""What press sites say: stories and the claims in them, and the ground truth that tests compare with."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One adoption that a story announces: what a perfect reader would extract from it."""

    company: str
    date: dt.date
    sector: str
    kind: str = "integrates"
    models: tuple[str, ...] = ()
    product: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One press release or news item. `published` is local time in Shanghai; `number` identifies it on its site."""

    number: int
    title: str
    published: dt.datetime
    paragraphs: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    language: str = "zh"
    pinned: bool = False  # stands above newer rows
    wall: str = ""  # what the article page really answers: "soft_404", "login_wall", "captcha", "challenge"
    image_only: bool = False  # the body is one long picture

    @property
    def date(self) -> dt.date:
        """The day of publication."""
        return self.published.date()

    @property
    def summary(self) -> str:
        """The start of the text, as lists show it."""
        first = self.paragraphs[0] if self.paragraphs else ""
        return first if len(first) <= 60 else first[:58] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a perfect crawler knows about one article: its address, title and day, and who adopted what.

    `listed_date` is the day that the listing (or the address) gives, None where only the article tells it; `page` is
    the page of the listing on which the article stands, counted from 1. `wall` names why the page is no article.
    """

    url: str
    title: str
    date: dt.date
    listed_date: dt.date | None
    page: int
    claims: tuple[Claim, ...] = ()
    wall: str = ""
    paragraphs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # further addresses of the same article
    image_only: bool = False
    language: str = "zh"

    @property
    def company(self) -> str | None:
        """Who adopts, where the article announces exactly one adoption."""
        return self.claims[0].company if len(self.claims) == 1 else None

    @property
    def sector(self) -> str | None:
        """The sector of that company."""
        return self.claims[0].sector if len(self.claims) == 1 else None

    @property
    def kind(self) -> str | None:
        """What that company does with the model."""
        return self.claims[0].kind if len(self.claims) == 1 else None


@dataclass(slots=True, kw_only=True)
class SiteContent:
    """One file of content/: who speaks, in which shape, and what."""

    slug: str
    name: str  # as the site calls itself
    shape: str
    stories: list[Story]
    company: str | None = None
    role: str = "official"
    sector: str | None = None
    language: str = "zh"
    options: dict[str, object] = field(default_factory=dict)
