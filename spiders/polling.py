"""One poll of one source while it runs: what is under way, what was found, and how it ends."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.items import Link, Page, Source
from store.views import ListingView, PollOutcome

NETWORK = "network"  # kind of a failure that may be ours: no name server, no route
PROBE = 3  # refused articles in a row without one that was read mean that the source's articles cannot be read


@dataclass(slots=True, eq=False)
class Poll:
    """The state of one poll. `outstanding` counts requests and items under way; at zero the poll is over."""

    source: Source
    id: int
    started_at: datetime
    listings: Mapping[str, ListingView] = field(default_factory=dict)  # as kept from earlier polls
    outstanding: int = 0
    articles_left: int = 0
    seen: set[str] = field(default_factory=set)  # article addresses taken up in this poll
    asked: set[str] = field(default_factory=set)  # listing addresses asked for in this poll
    remembered: dict[str, ListingView] = field(default_factory=dict)  # to be kept when all went well
    read_in_full: bool = False
    unread: list[str] = field(default_factory=list)  # why listings could not be read
    hint: str = ""  # what would explain a poll without a single link
    kind: str = ""
    refusals: Counter[str] = field(default_factory=Counter)  # why articles could not be used
    counts: Counter[str] = field(default_factory=Counter)
    cut_off: str = ""  # why a further page of the listing was not read; the next poll begins anew
    passed: int = 0  # pages that do not name the topic
    sampled: int = 0  # those of them that were read in full, to see that they are articles
    walls: int = 0  # pages read in full that are no articles
    not_before: float = 0.0  # epoch second that the site asked us to wait for

    def outcome(self) -> tuple[PollOutcome, str]:
        """How the poll ended, and for a failure the reason."""
        counts = self.counts
        if not counts["links"] and not counts["unchanged"]:
            return PollOutcome.FAILED, self.hint or next(iter(self.unread), "not a single article link")
        fetched = counts["articles"] + counts["off_topic"]
        refused = counts["failed"] + counts["unusable"]
        if refused >= PROBE and not fetched:
            return PollOutcome.FAILED, f"{refused} articles, none readable: {self.refusals.most_common(1)[0][0]}"
        if counts["unchanged"] and not counts["links"] and not refused + fetched:
            return PollOutcome.UNCHANGED, ""
        return PollOutcome.OK, ""


def counted(number: int, name: str) -> str:
    """A count in words: "1 article", "2 articles", "3 new"."""
    return f"{number} {name[:-1] if number == 1 and name.endswith('s') else name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport:
    """How one poll ended, for the terminal and the log; `counts` has links, new, articles, announcements, failed ..."""

    source: str
    outcome: str
    counts: Mapping[str, int] = field(default_factory=dict)
    message: str = ""
    kind: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the source gave nothing that could be used."""
        return self.outcome in (PollOutcome.FAILED, PollOutcome.INTERRUPTED)

    @property
    def line(self) -> str:
        """The poll in one line, for a person."""
        if self.failed:
            return self.message
        if self.outcome == PollOutcome.UNCHANGED:
            return f"{self.source}: unchanged"
        told = f"{self.source}: {counted(self.counts.get('links', 0), 'links')}, {self.counts.get('new', 0)} new"
        names = ("articles", "announcements", "postponed", "unusable", "failed")
        return told + "".join(f", {counted(self.counts[name], name)}" for name in names if self.counts.get(name))


@dataclass(slots=True, eq=False, repr=False)
class Fetched:
    """An article on its way through the item pipeline; without a page when the listing itself carried its text."""

    poll: Poll
    link: Link
    page: Page | None


@dataclass(slots=True, eq=False, repr=False)
class Refused:
    """An article that could not be fetched, with the reason; `final` when asking again would not help."""

    poll: Poll
    link: Link
    reason: str
    status: int = 0
    final: bool = False


def fresh_enough(view: ListingView | None, now: datetime, hours: int) -> bool:
    """Whether a listing was read in full so recently that a server's "not modified" is believed."""
    return view is not None and (now - view.fetched_at).total_seconds() < hours * 3600


def content_hash(body: bytes) -> str:
    """A short hash under which a body is known again."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def utc_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC)


def page_of(response: Any, requested_url: str, request_body: bytes = b"") -> Page:
    """A Scrapy response as a Page."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return Page(
        url=response.url,
        body=response.body,
        fetched_at=utc_now(),
        headers=headers,
        status=response.status,
        requested_url=requested_url,
        request_body=request_body,
    )
