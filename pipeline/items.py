"""The types that travel: Source, Listing, Page, Article, Announcement, Candidate, Decision, Adopter, Export."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class DateBasis(StrEnum):
    """How a calendar day is known, the surest first."""

    STATED = "stated"  # the text gives the day ("2月6日")
    RELATIVE = "relative"  # counted from the publication day ("昨日", "3小时前")
    PUBLISHED = "published"  # the article's own publication day stands in
    UNKNOWN = "unknown"  # no day can be given


class Kind(StrEnum):
    """What the company did with the model."""

    INTEGRATES = "integrates"  # 接入, 融合, 搭载: a product of the company uses the model
    HOSTS = "hosts"  # 上线, 上架: the company's platform offers the model to others
    DEPLOYS = "deploys"  # 部署: the company runs the model for its own work
    ADAPTS = "adapts"  # 适配, 兼容: the company's chip, system or server runs the model
    ANNOUNCED = "announced"  # officially announced, not yet in service


class Selectors(BaseModel):
    """CSS selectors for the rare listing or article whose structure does not speak for itself; '' means automatic."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: str = ""  # one row of the listing
    link: str = ""  # within the row
    title: str = ""
    date: str = ""
    next: str = ""
    article_title: str = ""
    article_date: str = ""
    article_body: str = ""


class Api(BaseModel):
    """How a JSON API is asked and read. Paths are dotted (`data.list`), `[]` steps into every element of an array."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, str] = Field(default_factory=dict)
    form: dict[str, str] = Field(default_factory=dict)  # sent as application/x-www-form-urlencoded
    body: dict[str, object] = Field(default_factory=dict)  # sent as application/json
    items: str = ""  # path to the rows; '' finds the likeliest array
    url: str = ""  # path within a row, or a template with {path} in braces; '' is automatic, so are the others
    title: str = ""
    date: str = ""
    text: str = ""
    next: str = ""  # path to the token or number of the next page
    page: str = ""  # name of the query, form or body field that counts pages


class Source(BaseModel):
    """What to watch, as data: one entry of `catalog/sources/*.yaml`. Only slug, name and url are needed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    url: str = Field(pattern=r"^https?://")
    company: str | None = None  # canonical name when it is a vendor's own newsroom; None for news
    role: Literal["official", "wire", "media", "exchange", "government"] = "official"
    sector: str | None = None
    kind: Literal["auto", "feed", "sitemap", "embedded", "api", "html", "rendered"] = "auto"
    certainty: Literal["verified", "seen", "unverified"] = "unverified"
    reference: str = ""  # where the address is documented or used
    enabled: bool = True
    poll_minutes: int | None = Field(None, ge=1)
    encoding: str | None = None
    date_format: str | None = None  # strptime format, only where automatic reading fails
    article_url: str | None = None  # regular expression that article addresses match
    hosts: tuple[str, ...] = ()  # further hosts whose articles count (mp.weixin.qq.com)
    selectors: Selectors = Selectors()
    api: Api | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One fetched document, as bytes.

    `url` is the address after redirects, `headers` have lower-case names, `fetched_at` is an aware UTC time.
    """

    url: str
    body: bytes
    fetched_at: dt.datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    requested_url: str = ""
    request_body: bytes = b""  # what was sent with a POST, so that the next page can be asked for

    @property
    def content_type(self) -> str:
        """The Content-Type header, lower case, with its parameters; '' when there is none."""
        return self.headers.get("content-type", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask a site for: an address, and for a POST its body; `headers` only those that the site needs."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An article link found on a listing: absolute canonical URL, title as listed, day if the listing gives one."""

    url: str
    title: str = ""
    date: dt.date | None = None
    date_basis: DateBasis = DateBasis.UNKNOWN
    text: str = ""  # the body, where the listing itself carries it (full-text feeds, some JSON APIs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one listing page gave: its article links in page order, and where to look next."""

    url: str
    shape: str  # the discovery module that read it: "feed", "sitemap", "embedded", "api", "html", "rendered"
    links: tuple[Link, ...] = ()
    next_url: str | None = None
    next_request: Request | None = None  # the same as a whole request; alone where the next page is no plain GET
    feeds: tuple[str, ...] = ()  # feeds and sitemaps that the page declares; the children of a sitemap index


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news item or press release: plain text, paragraphs as lines, no navigation.

    `published` is a calendar day in Asia/Shanghai unless the page says otherwise. `language` is an ISO 639-1 code
    ("zh", "en"; "" when unknown). Offsets elsewhere count characters (code points) of `text`.
    """

    url: str
    title: str
    text: str
    published: dt.date | None = None
    published_basis: DateBasis = DateBasis.UNKNOWN
    language: str = ""
    outlet: str = ""  # site name or host


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A page that is no article, with the reason in one line: soft 404, login wall, anti-bot page, empty body ..."""

    url: str
    reason: str  # a stable code, e.g. "soft_404", "login_wall", "anti_bot", "empty", "not_text"
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One entry of the registry (`catalog/companies.yaml`), or an unknown organisation proposed as new.

    `aliases` and `brands` identify the company on their own; `weak_aliases` only in a context that supports them.
    """

    name: str
    sector: str
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    parent: str | None = None
    sectors: tuple[str, ...] = ()  # further sectors that fit
    members: tuple[str, ...] = ()  # for a collective name with fixed members (三大运营商)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """One sector of `catalog/sectors.yaml`, with the words that give it away.

    `name_words` end or form the name of such an organisation (银行, 证券); `context_words` stand near it in a text.
    """

    name: str
    zh: str
    en: str
    gbt: tuple[str, ...] = ()  # section letters of GB/T 4754-2017
    gics: tuple[str, ...] = ()  # GICS sectors
    name_words: tuple[str, ...] = ()
    context_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is tracked, from `catalog/topics/SLUG.yaml`: names, model variants and wording; see that file's comments."""

    slug: str
    title: str
    maker: tuple[str, ...]  # names of the model maker itself, never an adopter
    names: tuple[str, ...]  # how texts write the topic, variants and typing errors included
    models: Mapping[str, tuple[str, ...]]  # model -> wordings
    others: tuple[str, ...] = ()  # other makers' models that must not be mistaken for it
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the grammar's words, by their part in it
    association: Mapping[str, float] = field(default_factory=dict)  # log odds of what stands beside it; empty: not used


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One claim found in one article: this company has adopted the topic.

    `evidence` is the exact sentence: `text[start:end]`, or `title[start:end]` when `evidence_in` is "title".
    `confidence` is a calibrated probability in [0, 1]. `rules` is the path of rules that led here, in order.
    """

    company: str  # canonical name from the registry, or the name as found when it is unknown
    company_as_written: str
    known: bool  # the registry knows the company
    topic: str
    date: dt.date | None
    date_basis: DateBasis
    sector: str
    kind: Kind
    evidence: str
    start: int
    end: int
    confidence: float
    models: tuple[str, ...] = ()
    product: str | None = None
    evidence_in: str = "text"
    rules: tuple[str, ...] = ()
    extractor_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An announcement together with the article that carries it."""

    announcement: Announcement
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """All sightings of one company and topic, for one decision.

    `date` is the earliest well-known day, `other_dates` what further sightings say instead; `confidence` is the
    probability of at least one sighting being true, where the `independent` texts count once each, copies never.
    """

    company: str
    topic: str
    known: bool
    sector: str
    date: dt.date | None
    date_basis: DateBasis
    confidence: float
    sightings: tuple[Sighting, ...]  # the most trustworthy first
    models: tuple[str, ...] = ()
    product: str | None = None
    kind: Kind | None = None
    other_dates: tuple[dt.date, ...] = ()
    independent: int = 1


class Verdict(StrEnum):
    """What a person did with a candidate."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    UNDO = "undo"
    MERGE = "merge"  # the same company under another name
    SPLIT = "split"  # a merge taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One act of a reviewer, never changed afterwards: who, when (UTC), what, and the fields before and after."""

    candidate_id: int
    verdict: Verdict
    reviewer: str
    decided_at: dt.datetime
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    id: int | None = None
    undoes: int | None = None  # id of the decision that an undo takes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopter:
    """An accepted entry of the list."""

    company: str
    topic: str
    sector: str
    date: dt.date | None
    date_basis: DateBasis
    models: tuple[str, ...] = ()
    product: str | None = None
    evidence: str = ""
    url: str = ""
    outlet: str = ""
    title: str = ""
    added_at: dt.datetime | None = None
    kind: Kind | None = None
    links: tuple[str, ...] = ()  # addresses of articles that support the entry, `url` first


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A dated, versioned copy of the list."""

    topic: str
    made_at: dt.datetime
    version: str
    adopters: tuple[Adopter, ...]
