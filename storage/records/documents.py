"""Documents as lists and the review of one show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.records.codings import Link, Memo, Record, Review, VariableValue
from storage.records.texts import Cue, DocumentText, Proposal
from storage.records.values import Status

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Document:
    """One imported text as lists show it; ``outcome`` and the like are what was recognised."""

    uid: str
    position: int
    """Order in the study, from 1."""
    case: str
    title: str
    source_name: str
    kind: str
    respondents: tuple[str, ...]
    reference: str | None
    category: str | None
    decision_date: str | None
    outcome: str | None
    url: str | None
    n_characters: int
    imported_at: str
    status: Status
    flag_reason: str | None
    record_counts: Mapping[str, int]
    """Records of the current coder by record type."""
    case_size: int
    round: str = "main"
    """In which the current coder has it."""
    in_queue: bool = True
    """Whether they were given it to code."""


@dataclass(frozen=True, slots=True)
class Coding:
    """All that the current coder has made of one document; replaced whole after each change."""

    document: Document
    review: Review
    records: tuple[Record, ...]
    """Ordered by record type as the codebook declares them, then number."""
    variables: Mapping[str, VariableValue]
    proposals: Mapping[str, Proposal]
    memos: tuple[Memo, ...]
    incoming: tuple[Link, ...]
    """Links of this document's records from and to other documents of the case."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coder stood in a document."""

    document: str
    start: int
    state: str
    """What else the interface wants back, as JSON of its own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form, kept until it is saved or dropped."""

    document: str
    payload: str
    """The form as JSON of the interface's own."""
    updated_at: str


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """All that the review of one document begins with, read in one go."""

    text: DocumentText
    coding: Coding
    place: Place | None
    draft: Draft | None
    previous: str | None
    """uid of the document before in study order."""
    next: str | None
    """uid of the document after."""
    cues_on: bool = False
    """Whether the study has cues."""
    cues: tuple[Cue, ...] = ()
    """Passages to point at, in text order; none where the study has no cues."""
    frozen: str | None = None
    """Why its coding cannot be changed, a sentence; None where it can."""


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents a list asks for, and in which order."""

    filter: str = ""
    status: Status | None = None
    kind: str | None = None
    flagged: bool | None = None
    sort: str = "position"
    """``position``, ``title``, ``kind``, ``respondent``, ``reference``, ``date``, ``outcome``, ``status``, or
    ``queue``: what the coder was given to code, then all else."""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some consecutive rows of a list of any length, with cursors that fetch the neighbours."""

    rows: tuple[Row, ...]
    before: str | None
    """Opaque cursor of the page before, None at the beginning."""
    after: str | None
    """Opaque cursor of the page after, None at the end."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a study's front page says about it, for the current coder."""

    name: str
    uid: str
    coder: str
    codebook_name: str
    codebook_version: str
    documents: int
    statuses: Mapping[Status, int]
    flagged: int
    records: Mapping[str, int]
    assigned: bool = False
    """Whether documents were given out, so that coders have only what they are given."""
