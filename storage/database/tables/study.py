"""What a study is made of: its coders, codebooks, documents and cases."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from storage.database.tables.base import Table, where_present


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
    cues: bool = True
    """Whether documents are shown with cues."""
    handed_to: str | None = None
    """uid of the coder whose copy of the study this is; null in the study itself."""


class Coder(Table, table=True):
    """A person who codes."""

    __tablename__ = "coder"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str = Field(unique=True)
    role: str = "coder"
    created_at: str
    left_at: str | None = None
    """Since when this person codes no more; their work stays."""
    recodes: str | None = None
    """uid of the coder whose work the same person codes again."""


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


class Case(Table, table=True):
    """The matter that one or more documents are about."""

    __tablename__ = "case"
    __table_args__ = (where_present("ix_case_name", "name"),)

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
        where_present("ix_document_probability", "probability"),
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
