"""What queries return: frozen copies that outlive the session, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from enum import StrEnum

from pipeline.items import DateBasis, Decision, Kind


class PageOutcome(StrEnum):
    """What came of a page."""

    QUEUED = "queued"  # found on a listing, not fetched yet: a later poll goes on with it
    LISTING = "listing"
    ARTICLE = "article"  # read, and searched for announcements
    OFF_TOPIC = "off_topic"  # read; never names the topic, so the text is not kept
    UNUSABLE = "unusable"  # no article: `reason` has the code of pipeline.items.Unusable
    FAILED = "failed"  # not fetched: tried again at the next poll, up to pages.MOST_TRIES times


class PollOutcome(StrEnum):
    """How a poll ended."""

    RUNNING = "running"
    OK = "ok"
    UNCHANGED = "unchanged"  # the listing was the same as last time
    FAILED = "failed"
    INTERRUPTED = "interrupted"  # the process ended before the poll did


class Health(StrEnum):
    """The state of a source."""

    NEW = "new"  # never polled
    OK = "ok"
    FAILING = "failing"  # one or two polls in a row failed
    BROKEN = "broken"  # three or more


class State(StrEnum):
    """Where a candidate stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What is known about a source from its polls; times in UTC, None when it never happened."""

    slug: str
    health: Health = Health.NEW
    failures: int = 0
    message: str = ""
    content_hash: str = ""
    last_poll_at: datetime | None = None
    last_success_at: datetime | None = None
    last_article_at: datetime | None = None
    last_announcement_at: datetime | None = None
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """What is kept about one listing address; `fetched_at` is when it was last read in full."""

    url: str
    etag: str
    last_modified: str
    content_hash: str
    fetched_at: datetime

    @property
    def validators(self) -> dict[str, str]:
        """Headers that make a request conditional (RFC 9110 section 13.1); {} when the server gave none."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class PollView:
    """One poll."""

    id: int
    source: str
    started_at: datetime
    ended_at: datetime | None
    outcome: PollOutcome
    counts: Mapping[str, int]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One stored page."""

    id: int
    url: str
    source: str
    status: int
    outcome: PageOutcome
    reason: str
    title: str
    content_hash: str
    tries: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a reviewer decides on."""

    company: str
    sector: str = ""
    date: Day | None = None
    date_basis: DateBasis = DateBasis.UNKNOWN
    kind: Kind | None = None
    models: tuple[str, ...] = ()
    product: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One sighting as shown: `before` + `sentence` + `after` is the paragraph that holds the evidence.

    `article_text` equals that paragraph's place in the article: `sentence` starts at `start` of the text (of the
    title when `evidence_in` is "title"). `copies` counts further articles of this candidate with nearly the same
    text; `fresh` says that it was found after the last decision.
    """

    id: int
    candidate_id: int
    company: str
    company_as_written: str
    url: str
    outlet: str
    title: str
    source: str
    published: Day | None
    date: Day | None
    date_basis: DateBasis
    sector: str
    kind: Kind
    models: tuple[str, ...]
    product: str | None
    before: str
    sentence: str
    after: str
    evidence_in: str
    start: int
    end: int
    confidence: float
    rules: tuple[str, ...]
    extractor_version: str
    found_at: datetime
    group_id: int
    copies: int = 0
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """Why a rejected candidate is back: this announcement, found at this time."""

    at: datetime
    announcement_id: int
    former_confidence: float  # of the best sighting that was rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A candidate as shown: `fields` are what the list would get, `extracted` what the crawl found, `edited` the names
    of the fields that a person has set. Hand `version` back with a decision."""

    id: int
    version: int
    topic: str
    state: State
    known: bool
    fields: Fields
    extracted: Fields
    edited: frozenset[str]
    confidence: float
    independent: int  # texts that are no copies of each other
    sightings: int
    other_dates: tuple[Day, ...]
    first_seen_at: datetime
    last_seen_at: datetime
    decided_at: datetime | None = None
    merged_into: int | None = None
    merged: Mapping[int, str] = field(default_factory=dict)  # candidates merged into this one: id -> company
    reopened: Reopened | None = None
    evidence: tuple[EvidenceView, ...] = ()
    decided_evidence: Mapping[str, str] = field(default_factory=dict)  # evidence, url, outlet, title as accepted
    last_decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """New evidence for a company that is on the list already; `earlier` when it gives a day before the listed one."""

    candidate_id: int
    company: str
    listed_date: Day | None
    earlier: bool
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is stored."""

    waiting: int = 0
    reopened: int = 0  # of those waiting
    accepted: int = 0
    rejected: int = 0
    merged: int = 0
    confirmations: int = 0
    announcements: int = 0
    articles: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)  # by outcome
    decisions: int = 0
