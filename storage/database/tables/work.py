"""How far coders are, what they did, and what is counted of it."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.database.tables.base import Table, where


class Review(Table, table=True):
    """One coder's state on one document."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("document_id", "coder_id", "round"),
        CheckConstraint("status IN ('todo', 'in_progress', 'done', 'excluded')", name="status"),
        Index("ix_review_status", "coder_id", "status", "document_id"),
        where("flag_reason IS NOT NULL", "ix_review_flagged", "coder_id", "document_id"),
        where(
            "status = 'todo' AND in_queue AND removed_at IS NULL",
            "ix_review_todo",
            *("coder_id", "round", "document_id"),
        ),
        where(
            "removed_at IS NULL",
            "ix_review_queue",
            *("coder_id", "in_queue", "round", "document_id"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    coder_id: int = Field(foreign_key="coder.id")
    round: str = "main"
    status: str = "todo"
    in_queue: bool = True
    """Whether the coder was asked to code it: false for documents that a sample left out."""
    flag_reason: str | None = None
    excluded_reason: str | None = None
    confirmed_none: str = "[]"
    codebook_id: int | None = Field(default=None, foreign_key="codebook.id")
    completed_at: str | None = None
    removed_at: str | None = None


class Draft(Table, table=True):
    """A coder's half-filled form; outside the history."""

    __tablename__ = "draft"

    coder_id: int = Field(primary_key=True, foreign_key="coder.id")
    document_id: int = Field(primary_key=True, foreign_key="document.id")
    payload: str
    updated_at: str


class Place(Table, table=True):
    """Where a coder stood in a document; outside the history."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_latest", "coder_id", "updated_at"),)

    coder_id: int = Field(primary_key=True, foreign_key="coder.id")
    document_id: int = Field(primary_key=True, foreign_key="document.id")
    start: int
    state: str
    updated_at: str


class Dismissal(Table, table=True):
    """A proposal that a coder said is not so; its row goes when that is taken back."""

    __tablename__ = "dismissal"

    coder_id: int = Field(primary_key=True, foreign_key="coder.id")
    document_id: int = Field(primary_key=True, foreign_key="document.id")
    name: str = Field(primary_key=True)
    """The variable that was proposed."""


class Change(Table, table=True):
    """One action of a user: what was before and after, chained per coder and store of origin."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("coder_id", "origin", "number"),
        Index("ix_change_document", "document_id", "coder_id", "id"),
        Index("ix_change_coder", "coder_id", "at", "id"),
        Index("ix_change_time", "document_id", "at", "id"),
        Index("ix_change_target", "target"),
        Index("ix_change_batch", "batch"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    coder_id: int = Field(foreign_key="coder.id")
    origin: str
    number: int
    at: str
    action: str
    summary: str
    document_id: int | None = Field(default=None, foreign_key="document.id")
    target: str | None = None
    """uid of the change that an undo or redo is about."""
    batch: str | None = None
    payload: str | None = None
    """Canonical JSON of what was before and after; null once erased."""
    payload_sha256: str
    previous: str
    hash: str


class Total(Table, table=True):
    """A count kept by triggers, so that no screen has to count; recounted by verify."""

    __tablename__ = "total"

    coder_id: int = Field(primary_key=True)
    """0 for counts that belong to nobody."""
    layer: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    n: int
