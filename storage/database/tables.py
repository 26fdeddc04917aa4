"""Columns and constraints of every table, and nothing else.

Times are UTC text (``2026-11-22T11:41:16.123Z``): it sorts, and reads the same in every
database. ``removed_at`` is a tombstone: the row stays, so that no load or merge brings
it back; ``pending`` in it marks rows of a load that has not been made visible yet.
"""

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PENDING = "pending"
"""What ``removed_at`` says of rows that a load has written but not yet made visible."""


def _where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """An index of only the rows that fulfil ``condition``."""
    # The migrations say the same to PostgreSQL; here it would load that database's whole
    # dialect whenever a study is opened.
    return Index(name, *columns, unique=unique, sqlite_where=text(condition))


def _where_present(name: str, column: str) -> Index:
    """An index of only the rows that have something in ``column``."""
    return _where(f"{column} IS NOT NULL", name, column)


def _where_pending(table: str) -> Index:
    """An index of the rows that loads have written but not yet made visible: most often none."""
    return _where(f"removed_at = '{PENDING}'", f"ix_{table}_pending", "batch")


class Table(SQLModel):
    """Base of all tables; keeps them in a metadata of our own."""

    metadata = metadata


class Study(Table, table=True):
    """The one research project of this store."""

    __tablename__ = "study"

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    store_uid: str
    """Differs between copies of one study, so that their histories can be told apart."""
    name: str
    codebook_id: int | None = Field(default=None, foreign_key="codebook.id")
    created_at: str


class Coder(Table, table=True):
    """A person who codes."""

    __tablename__ = "coder"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str = Field(unique=True)
    role: str = "coder"
    created_at: str


class Case(Table, table=True):
    """The matter that one or more documents are about."""

    __tablename__ = "case"
    __table_args__ = (_where_present("ix_case_name", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str | None = None
    """What a metadata file calls it."""


class Document(Table, table=True):
    """One imported text; what was recognised stands here so that lists can sort by it."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("n_characters >= 0", name="n_characters"),
        Index("ix_document_title", "title", "id"),
        Index("ix_document_kind", "kind", "id"),
        Index("ix_document_respondent", "respondent", "id"),
        Index("ix_document_reference", "reference", "id"),
        Index("ix_document_decision_date", "decision_date", "id"),
        Index("ix_document_outcome", "outcome", "id"),
        Index("ix_document_batch", "batch"),
        _where_present("ix_document_probability", "probability"),
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    title: str
    source_name: str = Field(index=True)
    locator: str | None = None
    media_type: str
    kind: str
    text_sha256: str = Field(index=True)
    source_sha256: str
    n_characters: int
    respondent: str
    """The first recognised respondent, or empty: never null, so that keyset paging can compare."""
    respondents: str
    """All of them, a JSON list."""
    reference: str
    category: str | None = None
    decision_date: str
    outcome: str
    url: str | None = None
    retrieved_on: str | None = None
    stratum: str | None = None
    probability: float | None = None
    imported_at: str
    batch: str
    removed_at: str | None = None
    erased_at: str | None = None


class DocumentText(Table, table=True):
    """A document's immutable text and its segmentation."""

    __tablename__ = "document_text"

    document_id: int = Field(primary_key=True, foreign_key="document.id")
    text: str
    segmentation: str
    segmentation_version: int


class Proposal(Table, table=True):
    """A value that the program recognised; never data."""

    __tablename__ = "proposal"

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    name: str
    value: str
    start: int | None = None
    end: int | None = None
    rule: str


class Codebook(Table, table=True):
    """One version of the codebook, whole."""

    __tablename__ = "codebook"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    version: str
    sha256: str
    source: str
    coder_id: int | None = Field(default=None, foreign_key="coder.id")
    created_at: str


class VariableValue(Table, table=True):
    """One coder's value of one variable of one document; its items are field values."""

    __tablename__ = "variable_value"
    __table_args__ = (
        CheckConstraint("basis IN ('stated', 'inferred')", name="basis"),
        CheckConstraint("certainty IN ('high', 'medium', 'low')", name="certainty"),
        _where(
            "removed_at IS NULL",
            "uq_variable_value_present",
            *("document_id", "coder_id", "layer", "name"),
            unique=True,
        ),
        _where_present("ix_variable_value_batch", "batch"),
        _where_pending("variable_value"),
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
        _where_present("ix_record_batch", "batch"),
        _where_pending("record"),
        _where(
            "removed_at IS NULL",
            "ix_record_present",
            *("document_id", "coder_id", "layer", "type"),
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
            _where(
                f"{owner}_id IS NOT NULL",
                f"ix_field_value_{owner}_answer",
                *("field", "text", "number"),
            )
            for owner in ("record", "variable_value")
        ),
        _where_present("ix_field_value_record_id", "record_id"),
        _where_present("ix_field_value_variable_value_id", "variable_value_id"),
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
        _where_present("ix_evidence_record_id", "record_id"),
        _where_present("ix_evidence_variable_value_id", "variable_value_id"),
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
        _where(
            "removed_at IS NULL",
            "uq_link_present",
            *("from_record_id", "relation", "to_record_id"),
            unique=True,
        ),
        _where_present("ix_link_batch", "batch"),
        _where_pending("link"),
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


class Review(Table, table=True):
    """One coder's state on one document."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("document_id", "coder_id", "round"),
        CheckConstraint("status IN ('todo', 'in_progress', 'done', 'excluded')", name="status"),
        Index("ix_review_status", "coder_id", "status", "document_id"),
        _where("flag_reason IS NOT NULL", "ix_review_flagged", "coder_id", "document_id"),
        _where(
            "status = 'todo' AND in_queue AND removed_at IS NULL",
            "ix_review_todo",
            *("coder_id", "document_id"),
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


class Change(Table, table=True):
    """One action of a user: what was before and after, chained per coder and store of origin."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("coder_id", "origin", "number"),
        Index("ix_change_document", "document_id", "coder_id", "id"),
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
