"""What a study coded by several people needs: rounds, and what was settled in them."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from storage.database.tables.base import Table, where_present

OWNERS = ("record", "variable_value")


class Round(Table, table=True):
    """A part of the work that is coded, compared and settled together."""

    __tablename__ = "round"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str = Field(unique=True)
    plan: str
    """How its documents were given out, as JSON."""
    coder_id: int = Field(foreign_key="coder.id")
    created_at: str
    opened_by: int | None = Field(default=None, foreign_key="coder.id")
    opened_at: str | None = None
    """Since when coders' layers of it are frozen and may be seen; null while it is blind."""


class Settlement(Table, table=True):
    """What became of matching records, or of one variable's values, in a document of a round."""

    __tablename__ = "settlement"
    __table_args__ = (
        CheckConstraint("kind IN ('record', 'variable')", name="kind"),
        CheckConstraint("how IN ('unanimous', 'adjudicated')", name="how"),
        CheckConstraint("reason IN ('ambiguous', 'gap', 'slip', 'edge')", name="reason"),
        Index("ix_settlement_document", "document_id", "round"),
        *(where_present(f"ix_settlement_{owner}_id", f"{owner}_id") for owner in OWNERS),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    document_id: int = Field(foreign_key="document.id")
    round: str
    kind: str
    name: str
    """The record type or the variable."""
    how: str
    record_id: int | None = Field(default=None, foreign_key="record.id")
    """The gold record; null, like the value, where every coder's was rejected."""
    variable_value_id: int | None = Field(default=None, foreign_key="variable_value.id")
    reason: str | None = None
    note: str
    coder_id: int = Field(foreign_key="coder.id")
    created_at: str
    voided_at: str | None = None
    """Since when it holds no more, because a coder's layer that it rests on was reopened."""
    removed_at: str | None = None


class SettlementOrigin(Table, table=True):
    """A coder's record or value that a settlement rests on."""

    __tablename__ = "settlement_origin"
    __table_args__ = (
        CheckConstraint("(record_id IS NULL) <> (variable_value_id IS NULL)", name="one_origin"),
        *(where_present(f"ix_settlement_origin_{owner}_id", f"{owner}_id") for owner in OWNERS),
    )

    id: int | None = Field(default=None, primary_key=True)
    settlement_id: int = Field(foreign_key="settlement.id", index=True)
    record_id: int | None = Field(default=None, foreign_key="record.id")
    variable_value_id: int | None = Field(default=None, foreign_key="variable_value.id")
