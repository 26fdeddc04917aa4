"""What the history tells: who did what, when, and what was before and after."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records.texts import Passage
from storage.records.values import FieldValue


class ChangeKind(StrEnum):
    """What a change is about; undoing one is of the kind of what was undone."""

    RECORDS = "records"
    VARIABLES = "variables"
    MEMOS = "memos"
    REVIEWS = "reviews"
    DOCUMENTS = "documents"
    CODEBOOK = "codebook"
    CODERS = "coders"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history."""

    uid: str
    number: int | None
    """The how manyth of its coder; None for another's."""
    at: str
    coder: str
    action: str
    summary: str
    document: str | None
    document_title: str | None
    """Of the document; of several that were removed or grouped, of the first and how many more."""
    undone: bool
    document_is_there: bool = False
    """Whether it is about a document that can be opened."""
    record: str | None = None
    """uid of the record that it is about first of all."""
    passage: Passage | None = None
    """The first words that it is about."""
    why_not: str | None = None
    """Why it cannot be taken back, a sentence, as far as its line alone can tell."""


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which changes a list asks for: those that the current coder may see, the latest first.

    These are their own, and of others what concerns everybody, such as imports and codebooks.
    """

    filter: str = ""
    """Words that must all stand in what happened, the document's title or the coder's name."""
    document: str | None = None
    """Only what this document went through."""
    record: str | None = None
    """Only what this record of the current coder went through."""
    since: str | None = None
    """Only from this moment on, in UTC as changes tell it."""
    until: str | None = None
    """Only before this moment."""
    kind: ChangeKind | None = None
    mine: bool = False
    """Only the current coder's own."""
    study_wide: bool = False
    """Only what is about no single document."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One thing about something, before and after a change; None where there was nothing."""

    label: str
    before: FieldValue | None
    after: FieldValue | None
    field: str | None = None
    """The field or variable that it answers; None for what is in words already."""


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """Something that a change touched, and how."""

    name: str
    """What people call it: ``Finding F1``, a variable's label, a document's title."""
    parts: tuple[ChangedPart, ...]
    record_type: str | None = None
    """The type of a record; None for everything else."""


@dataclass(frozen=True, slots=True)
class ChangeDetail:
    """All that can be told of one change."""

    change: Change
    things: tuple[ChangedThing, ...]
    """The first things that it touched."""
    documents: int
    """Documents that came, went or moved."""
    records: int
    """Records that came, went or changed."""
    why_not: str | None
    """Why it cannot be taken back now, a sentence; None when it can, or where that takes too long to tell."""
