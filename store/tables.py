"""The tables, one class each; `store/migrations` holds the same as Alembic revisions."""

from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, event
from sqlmodel import Field, SQLModel

from errors import StoreError
from store.columns import Json, SafeText, UtcDateTime

NAMING = {  # the same constraint names on both engines, so that a migration can address them
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
_NEVER_REUSED = {"sqlite_autoincrement": True}  # SQLite would give a deleted row's number to the next one


class SourceState(SQLModel, table=True):
    """What is known about a source from its polls. `health` is new, ok, failing or broken."""

    __tablename__ = "source_state"
    slug: str = Field(primary_key=True, sa_type=SafeText)
    health: str = Field(default="new", sa_type=SafeText)
    failures: int = 0  # polls in a row without success
    message: str = Field(default="", sa_type=SafeText)
    content_hash: str = Field(default="", sa_type=SafeText)  # of the listing's article links, as last seen
    last_poll_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_success_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_article_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_announcement_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class ListingState(SQLModel, table=True):
    """The validators of one listing address, for conditional requests (RFC 9110 section 13)."""

    __tablename__ = "listing_state"
    url: str = Field(primary_key=True, sa_type=SafeText)
    source: str = Field(index=True, sa_type=SafeText)
    etag: str = Field(default="", sa_type=SafeText)
    last_modified: str = Field(default="", sa_type=SafeText)
    content_hash: str = Field(default="", sa_type=SafeText)
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class Poll(SQLModel, table=True):
    """One poll of one source; `ended_at` is empty while it runs."""

    __tablename__ = "poll"
    __table_args__ = (Index("ix_poll_source_started_at", "source", "started_at"),)
    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(sa_type=SafeText)
    started_at: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="running", sa_type=SafeText)
    counts: Any = Field(default_factory=dict, sa_type=Json)
    message: str = Field(default="", sa_type=SafeText)


class Page(SQLModel, table=True):
    """One address that was fetched, and what came of it; see views.PageOutcome."""

    __tablename__ = "page"
    __table_args__ = (Index("ix_page_source_fetched_at", "source", "fetched_at"),)
    id: int | None = Field(default=None, primary_key=True)
    url: str = Field(unique=True, sa_type=SafeText)
    source: str = Field(sa_type=SafeText)
    status: int = 0  # HTTP status; 0 when there was no answer
    outcome: str = Field(sa_type=SafeText, index=True)
    reason: str = Field(default="", sa_type=SafeText)
    title: str = Field(default="", sa_type=SafeText)
    content_hash: str = Field(default="", sa_type=SafeText)
    tries: int = 1
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class Article(SQLModel, table=True):
    """An article that names the topic. `group_id` is the id of the first article with nearly the same text."""

    __tablename__ = "article"
    id: int | None = Field(default=None, primary_key=True)
    page_id: int | None = Field(default=None, foreign_key="page.id", index=True)
    url: str = Field(unique=True, sa_type=SafeText)
    source: str = Field(default="", sa_type=SafeText, index=True)
    title: str = Field(sa_type=SafeText)
    text: str = Field(sa_type=SafeText)
    published: Day | None = None
    published_basis: str = Field(sa_type=SafeText)
    language: str = Field(default="", sa_type=SafeText)
    outlet: str = Field(default="", sa_type=SafeText)
    sketch: str = Field(default="", sa_type=SafeText)
    group_id: int | None = Field(default=None, index=True)
    stored_at: datetime = Field(sa_type=UtcDateTime)


class ArticleBand(SQLModel, table=True):
    """Keys under which an article's sketch is found by articles with nearly the same text."""

    __tablename__ = "article_band"
    key: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(
        primary_key=True, foreign_key="article.id", index=True, sa_column_kwargs={"autoincrement": False}
    )


class Candidate(SQLModel, table=True):
    """One company and topic. The extracted columns follow the crawl; `edited` holds what a person set and wins."""

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("key", "topic"),
        Index("ix_candidate_state_merged_into_confidence", "state", "merged_into", "confidence"),
        _NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=SafeText)  # the company's name folded, see pipeline.gather.company_key
    topic: str = Field(sa_type=SafeText)
    name_key: str = Field(sa_type=SafeText, index=True)  # the shown name folded; differs from `key` once edited
    known: bool = False
    state: str = Field(default="waiting", sa_type=SafeText)
    version: int = 1  # grows whenever what a decision depends on changes
    merged_into: int | None = Field(default=None, foreign_key="candidate.id")
    root_id: int | None = Field(default=None, index=True)  # the end of the chain of merged_into; own id if none
    company: str = Field(sa_type=SafeText)
    sector: str = Field(default="", sa_type=SafeText)
    date: Day | None = None
    date_basis: str = Field(default="unknown", sa_type=SafeText)
    kind: str | None = Field(default=None, sa_type=SafeText)
    models: Any = Field(default_factory=list, sa_type=Json)
    product: str | None = Field(default=None, sa_type=SafeText)
    other_dates: Any = Field(default_factory=list, sa_type=Json)
    confidence: float = 0.0
    independent: int = 0  # texts that are no copies of each other
    sightings: int = 0
    best: Any = Field(default_factory=list, sa_type=Json)  # [announcement id, copies] of those worth showing first
    filed_sector: str = Field(default="", sa_type=SafeText)  # the shown sector, for filters
    search: str = Field(default="", sa_type=SafeText)  # folded words that a search may hit
    edited: Any = Field(default_factory=dict, sa_type=Json)
    decided: Any = Field(default=None, sa_type=Json, nullable=True)  # the fields and evidence as accepted
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mark: int = 0  # highest announcement id at the last decision: what is above it is new since
    rejected_confidence: float | None = None  # of the best sighting when a person said no
    reopened_by: int | None = None  # announcement that brought a rejected candidate back
    reopened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)


class Announcement(SQLModel, table=True):
    """One claim in one article. `before` and `after` are the rest of the evidence's paragraph."""

    __tablename__ = "announcement"
    __table_args__ = (
        UniqueConstraint("article_id", "company_key", "topic"),
        Index("ix_announcement_source_candidate_id", "source", "candidate_id"),
        _NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    source: str = Field(default="", sa_type=SafeText)
    company_key: str = Field(sa_type=SafeText)
    company: str = Field(sa_type=SafeText)
    company_as_written: str = Field(sa_type=SafeText)
    known: bool = False
    topic: str = Field(sa_type=SafeText)
    date: Day | None = None
    date_basis: str = Field(sa_type=SafeText)
    sector: str = Field(sa_type=SafeText)
    kind: str = Field(sa_type=SafeText)
    models: Any = Field(default_factory=list, sa_type=Json)
    product: str | None = Field(default=None, sa_type=SafeText)
    evidence: str = Field(sa_type=SafeText)
    evidence_in: str = Field(sa_type=SafeText)
    start: int
    end: int
    before: str = Field(default="", sa_type=SafeText)
    after: str = Field(default="", sa_type=SafeText)
    confidence: float
    rules: Any = Field(default_factory=list, sa_type=Json)
    extractor_version: str = Field(default="", sa_type=SafeText)
    found_at: datetime = Field(sa_type=UtcDateTime)


class Decision(SQLModel, table=True):
    """One act of a person. Rows are only ever added: triggers in the database refuse anything else."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_candidate_id_id", "candidate_id", "id"), _NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    other_id: int | None = Field(default=None, foreign_key="candidate.id", index=True)  # merge and split: the target
    undoes: int | None = Field(default=None, foreign_key="decision.id")
    topic: str = Field(sa_type=SafeText)
    verdict: str = Field(sa_type=SafeText)
    reviewer: str = Field(sa_type=SafeText, index=True)
    decided_at: datetime = Field(sa_type=UtcDateTime, index=True)
    state: str = Field(sa_type=SafeText)  # of the candidate afterwards
    before: Any = Field(default_factory=dict, sa_type=Json)
    after: Any = Field(default_factory=dict, sa_type=Json)
    note: str = Field(default="", sa_type=SafeText)


@event.listens_for(Decision, "before_update")
@event.listens_for(Decision, "before_delete")
def _refuse_change(_mapper: object, _connection: object, row: Decision) -> None:
    raise StoreError(f"decision {row.id}: decisions are append-only", "undo it by a new decision")


class Export(SQLModel, table=True):
    """A dated, versioned copy of the list, whole, so that any two can be compared."""

    __tablename__ = "export"
    __table_args__ = (UniqueConstraint("topic", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    topic: str = Field(sa_type=SafeText)
    version: str = Field(sa_type=SafeText)
    made_at: datetime = Field(sa_type=UtcDateTime)
    content_hash: str = Field(sa_type=SafeText)
    count: int
    content: Any = Field(sa_type=Json)


class Opinion(SQLModel, table=True):
    """What a language model said of an announcement when it was asked; `adopted` is empty when no answer held."""

    __tablename__ = "opinion"
    announcement_id: int = Field(
        primary_key=True, foreign_key="announcement.id", ondelete="CASCADE", sa_column_kwargs={"autoincrement": False}
    )
    adopted: bool | None = None
    evidence: str = Field(default="", sa_type=SafeText)
    reason: str = Field(default="", sa_type=SafeText)
    model: str = Field(default="", sa_type=SafeText)
    asked_at: datetime = Field(sa_type=UtcDateTime)
