"""What coders make of documents: records, values, passages, links and memos."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from storage.database.tables.base import Table, where, where_pending, where_present


class VariableValue(Table, table=True):
    """One coder's value of one variable of one document; its items are field values."""

    __tablename__ = "variable_value"
    __table_args__ = (
        CheckConstraint("basis IN ('stated', 'inferred')", name="basis"),
        CheckConstraint("certainty IN ('high', 'medium', 'low')", name="certainty"),
        where(
            "removed_at IS NULL",
            "uq_variable_value_present",
            *("document_id", "coder_id", "layer", "name"),
            unique=True,
        ),
        where_present("ix_variable_value_batch", "batch"),
        where_pending("variable_value"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    document_id: int = Field(foreign_key="document.id")
    coder_id: int = Field(foreign_key="coder.id")
    layer: str
    name: str
    codebook_id: int = Field(foreign_key="codebook.id")
    basis: str
    certainty: str | None = None
    note: str
    from_proposal: str | None = None
    created_at: str
    updated_at: str
    batch: str | None = None
    removed_at: str | None = None


class Record(Table, table=True):
    """One finding, remedy, recommendation or other record of one coder."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("document_id", "coder_id", "layer", "type", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("certainty IN ('high', 'medium', 'low')", name="certainty"),
        where_present("ix_record_batch", "batch"),
        where_pending("record"),
        where(
            "removed_at IS NULL",
            "ix_record_present",
            *("document_id", "coder_id", "layer", "type"),
        ),
        where(
            "removed_at IS NULL",
            "ix_record_listed",
            *("coder_id", "layer", "type", "document_id", "first_start", "id"),
        ),
        where(
            "removed_at IS NULL",
            "ix_record_latest",
            *("coder_id", "layer", "type", "updated_at", "id"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    document_id: int = Field(foreign_key="document.id")
    coder_id: int = Field(foreign_key="coder.id")
    layer: str
    type: str
    number: int
    codebook_id: int = Field(foreign_key="codebook.id")
    first_start: int
    certainty: str | None = None
    note: str
    cue_shown: bool | None = None
    created_at: str
    updated_at: str
    batch: str | None = None
    removed_at: str | None = None


class FieldValue(Table, table=True):
    """One item of a field's answer; position 0 for a single answer, from 1 on for several."""

    __tablename__ = "field_value"
    __table_args__ = (
        CheckConstraint("(record_id IS NULL) <> (variable_value_id IS NULL)", name="one_owner"),
        # Apart, so that who asks for answers of records meets none of variables.
        *(
            where(
                f"{owner}_id IS NOT NULL",
                f"ix_field_value_{owner}_answer",
                *("field", "text", "number"),
            )
            for owner in ("record", "variable_value")
        ),
        where_present("ix_field_value_record_id", "record_id"),
        where_present("ix_field_value_variable_value_id", "variable_value_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    record_id: int | None = Field(default=None, foreign_key="record.id")
    variable_value_id: int | None = Field(default=None, foreign_key="variable_value.id")
    field: str
    position: int
    text: str | None = None
    number: float | None = None
    missing: str | None = None


class Evidence(Table, table=True):
    """A passage that shows a record, one field of it, or a variable's value."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(record_id IS NULL) <> (variable_value_id IS NULL)", name="one_owner"),
        CheckConstraint('0 <= start AND start < "end"', name="passage"),
        Index("ix_evidence_place", "document_id", "start"),
        where_present("ix_evidence_record_id", "record_id"),
        where_present("ix_evidence_variable_value_id", "variable_value_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    record_id: int | None = Field(default=None, foreign_key="record.id")
    variable_value_id: int | None = Field(default=None, foreign_key="variable_value.id")
    document_id: int = Field(foreign_key="document.id")
    field: str | None = None
    start: int
    end: int


class Link(Table, table=True):
    """One record's relation to another."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("from_record_id <> to_record_id", name="not_itself"),
        where(
            "removed_at IS NULL",
            "uq_link_present",
            *("from_record_id", "relation", "to_record_id"),
            unique=True,
        ),
        where_present("ix_link_batch", "batch"),
        where_pending("link"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    from_record_id: int = Field(foreign_key="record.id", index=True)
    relation: str
    to_record_id: int = Field(foreign_key="record.id", index=True)
    coder_id: int = Field(foreign_key="coder.id")
    layer: str
    batch: str | None = None
    removed_at: str | None = None


class Memo(Table, table=True):
    """Free text on a study, document, passage, record or value."""

    __tablename__ = "memo"
    __table_args__ = (
        CheckConstraint("\"on\" IN ('study', 'document', 'passage', 'record', 'value')", name="on"),
        Index("ix_memo_coder", "coder_id", "id"),
        Index("ix_memo_place", "coder_id", "document_id", "start", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    on: str
    target: str
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    start: int | None = None
    end: int | None = None
    coder_id: int = Field(foreign_key="coder.id")
    text: str
    created_at: str
    updated_at: str
    removed_at: str | None = None
