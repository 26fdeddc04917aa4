"""What a coder made of a document."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.records.texts import Passage
from storage.records.values import Basis, Certainty, FieldValue, Layer, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage tied to a record, one field of it (``field`` set), or a variable's value."""

    uid: str
    start: int
    end: int
    quote: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A passage about to be tied to something."""

    start: int
    end: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One record's relation to another."""

    uid: str
    from_record: str
    relation: str
    to_record: str


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """What a coder fills in for a record: the content of a form."""

    type: str
    values: Mapping[str, FieldValue]
    evidence: tuple[NewEvidence, ...]
    certainty: Certainty | None = None
    note: str = ""
    cue_shown: bool | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One finding, remedy, recommendation or other record of one coder, as stored."""

    uid: str
    type: str
    number: int
    """Counts from 1 for each document, coder, layer and type; never used twice: F1, F2, …"""
    document: str
    coder: str
    layer: Layer
    codebook_version: str
    values: Mapping[str, FieldValue]
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...]
    """Links that start at this record."""
    certainty: Certainty | None
    note: str
    cue_shown: bool | None
    created_at: str
    updated_at: str

    @property
    def first_start(self) -> int:
        """Where the record's first passage begins."""
        return min((passage.start for passage in self.evidence), default=0)


@dataclass(frozen=True, slots=True)
class VariableValue:
    """One coder's value of one variable of one document."""

    uid: str
    document: str
    name: str
    value: FieldValue
    coder: str
    layer: Layer
    basis: Basis
    certainty: Certainty | None
    note: str
    from_proposal: str | None
    """``accepted``, ``corrected`` or None."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """Free text on a study, document, passage, record or value."""

    uid: str
    on: str
    """``study``, ``document``, ``passage``, ``record`` or ``value``."""
    target: str
    """uid of the study, document, record or variable value; of the document for a passage."""
    document: str | None
    start: int | None
    end: int | None
    coder: str
    text: str
    created_at: str


@dataclass(frozen=True, slots=True)
class MemoQuery:
    """Which of the current coder's memos a list asks for, and in which order."""

    filter: str = ""
    """Words that must all stand in the memo, or in what it is on."""
    on: str | None = None
    """Only those on a ``study``, ``document``, ``passage``, ``record`` or ``value``."""
    document: str | None = None
    """Only those on this document and what is in it."""
    by_document: bool = False
    """In the order of the documents, those on the study first; otherwise the newest first."""


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One memo in a list, with what it is on in words."""

    memo: Memo
    about: str
    """``Finding F1``, a variable's label, ``document``, ``passage`` or ``study``."""
    document_title: str | None
    quote: str
    """The words that it is on, or that show what it is on; empty where there are none."""
    passage: Passage | None
    """Where these words are."""

    @property
    def uid(self) -> str:
        """The memo's."""
        return self.memo.uid

    @property
    def record(self) -> str | None:
        """uid of the record that it is on."""
        return self.memo.target if self.memo.on == "record" else None


@dataclass(frozen=True, slots=True)
class Review:
    """One coder's state on one document."""

    status: Status
    flag_reason: str | None
    excluded_reason: str | None
    confirmed_none: tuple[str, ...]
    """Record types the coder said there are none of."""
    completed_at: str | None
    round: str = "main"
    """In which the coder has the document."""


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """Something the codebook requires of a document that is not there yet."""

    what: str
    """``variable``, ``field`` or ``record_type`` (none recorded and none confirmed)."""
    name: str
    """Of the variable, field or record type."""
    record: str | None
    """uid of the record whose field is empty."""
    sentence: str
