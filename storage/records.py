"""The frozen values that travel between the store, the pure packages and the interface."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Layer(StrEnum):
    """Whose result a record or value is part of."""

    CODER = "coder"
    GOLD = "gold"


class Status(StrEnum):
    """How far one coder is with one document."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    EXCLUDED = "excluded"


class Certainty(StrEnum):
    """How sure a coder is of a record or value."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Basis(StrEnum):
    """Whether the document states a value or the coder inferred it."""

    STATED = "stated"
    INFERRED = "inferred"


class Missing(StrEnum):
    """The four built-in answers that stand in place of a whole value."""

    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    amount: float
    currency: str = "GBP"


Scalar = str | int | float | bool | Money
"""One item of a field's value. Choices and open codes are value names, dates ISO text (``2021-07`` when less precise), periods ``start/end``."""

FieldValue = Scalar | tuple[Scalar, ...] | Missing
"""What a field or variable holds: one item, several (``multiple = true``, never an empty tuple), or a missing value. Unanswered is absence from the mapping."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters from ``start`` up to, but not including, ``end``: code points of the stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or backwards passage: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text; ``label`` as printed (``7``) and ``section`` an index into the sections, or None."""

    label: str | None
    section: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Where a text's sections, paragraphs, sentences and boilerplate lie, each in text order. Sentences cover all text that is not white space and never cross a paragraph."""

    version: int
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Passage, ...]
    boilerplate: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A variable's value that the program recognised; never data until a coder confirms or corrects it."""

    name: str
    value: FieldValue
    passage: Passage | None
    rule: str
    """Why the program thinks so, in a few words for the coder."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum of money named in a text."""

    amount: float
    currency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A passage the program points at as a likely record of ``type``."""

    type: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything recognised in one source: what import stores and ``inspect`` prints."""

    source_name: str
    media_type: str
    kind: str
    kind_score: float
    title: str
    respondents: tuple[str, ...]
    reference: str | None
    category: str | None
    decision: str | None
    decision_date: str | None
    outcome: str | None
    text: str
    text_sha256: str
    source_sha256: str
    segmentation: Segmentation
    proposals: tuple[Proposal, ...]
    payments: tuple[Payment, ...] = ()
    cues: tuple[Cue, ...] = ()
    warnings: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the source itself declares: front matter, ``<meta>`` (keys such as ``url``, ``retrieved_on``)."""


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
class Review:
    """One coder's state on one document."""

    status: Status
    flag_reason: str | None
    excluded_reason: str | None
    confirmed_none: tuple[str, ...]
    """Record types the coder said there are none of."""
    completed_at: str | None


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


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document's immutable text and where its parts lie."""

    document: str
    text: str
    segmentation: Segmentation


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


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents a list asks for, and in which order."""

    filter: str = ""
    status: Status | None = None
    kind: str | None = None
    flagged: bool | None = None
    sort: str = "position"
    """``position``, ``title``, ``kind``, ``respondent``, ``reference``, ``date``, ``outcome`` or ``status``."""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some consecutive documents of a list, with cursors that fetch the neighbours."""

    documents: tuple[Document, ...]
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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something long has come; ``total`` is None while unknown."""

    done: int
    total: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What import did with one file."""

    path: str
    result: str
    """``read``, ``skipped`` or ``refused``."""
    reason: str
    """Why it was skipped or refused; for a read one, what was normalised or warned about, possibly empty."""
    document: str | None = None
    kind: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What import did, file by file, in the order the files were met."""

    files: tuple[ImportedFile, ...]
    change: str | None
    """uid of the change that can be taken back from the history."""

    def count(self, result: str) -> int:
        """How many files ended as ``result``."""
        return sum(file.result == result for file in self.files)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history."""

    uid: str
    number: int
    at: str
    coder: str
    action: str
    summary: str
    document: str | None
    document_title: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search found its words."""

    document: str
    title: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The first hits of a search; ``capped`` when there are more than were counted."""

    hits: tuple[Hit, ...]
    documents: int
    capped: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that verify found wrong."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What annotate did."""

    added: int
    unchanged: int
    change: str | None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of a dataset and how many rows it has."""

    name: str
    rows: int


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


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What a draw of documents to code gave."""

    frame: int
    drawn: int
    strata: Mapping[str, tuple[int, int]]
    """Stratum to documents in the frame and documents drawn."""
    seed: int


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """What a new version of the codebook is, or would be, against the one in force."""

    version: str
    differences: tuple[str, ...]
    """One sentence for each thing that differs."""
    steps: tuple[str, ...]
    """What happens to data already coded, one sentence for each declared step."""
    moved: int
    """Answers that go on under another name, value or type."""
    in_doubt: int
    """Answers that somebody has to look at again."""
    change: str | None
    """uid of the change in the history; None when it was only looked at."""
