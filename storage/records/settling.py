"""What coders disagree about, and how it was settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.records.codings import Record, RecordEntry, VariableValue
from storage.records.texts import DocumentText, Passage


class CaseKind(StrEnum):
    """What a case is about."""

    RECORD = "record"
    VARIABLE = "variable"


class Disagreement(StrEnum):
    """What coders differ in."""

    ALONE = "alone"
    """Not all of them have it."""
    ANSWERS = "answers"
    """They have it, with other answers."""
    PASSAGES = "passages"
    """They answer alike, of passages that overlap by less than half."""


class Settled(StrEnum):
    """How a case, or all of a document, stands."""

    UNANIMOUS = "unanimous"
    ADJUDICATED = "adjudicated"
    UNRESOLVED = "unresolved"


class Reason(StrEnum):
    """Why coders differed, as the adjudicator sees it."""

    AMBIGUOUS = "ambiguous"
    """The text can be read in two ways."""
    GAP = "gap"
    """The codebook does not say."""
    SLIP = "slip"
    """Somebody made a mistake."""
    EDGE = "edge"
    """The codebook says, and this lies at its edge."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder has of a case."""

    coder: str
    record: Record | None = None
    value: VariableValue | None = None

    @property
    def has_it(self) -> bool:
        """Whether the coder has anything."""
        return self.record is not None or self.value is not None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided of a case."""

    uid: str
    how: Settled
    reason: Reason | None
    note: str
    coder: str
    """Who decided."""
    created_at: str
    record: Record | None
    """The gold record."""
    value: VariableValue | None
    """The gold value; like the record, none where all were rejected."""

    @property
    def is_rejection(self) -> bool:
        """Whether nothing of it went to gold."""
        return self.record is None and self.value is None


@dataclass(frozen=True, slots=True)
class Case:
    """Records of several coders that are the same one, or what they say to one variable."""

    uid: str
    document: str
    title: str
    round: str
    kind: CaseKind
    name: str
    """The record type or the variable."""
    difference: Disagreement | None
    """What the coders differ in; None where they agree."""
    sides: tuple[Side, ...]
    """One of each coder of the document, in the order of their names."""
    settlement: Settlement | None
    passage: Passage | None
    """The first words that anybody tied to it."""
    quote: str
    """Those words."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided yet."""
        return self.settlement is None


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases a list asks for."""

    round: str = "main"
    name: str | None = None
    """Only of this record type or variable."""
    document: str | None = None
    reason: Reason | None = None
    """Only what was settled for this reason."""
    is_open: bool | None = True
    """Only what is not settled, only what is, or (None) both."""
    with_agreed: bool = False
    """Whether what coders agree about is listed too."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes to gold: the records or values of these coders as they are, or what is entered."""

    take: tuple[str, ...] = ()
    """Coders; nobody's means that all are rejected."""
    merges: bool = False
    """Whether everybody's passages go with the one that is taken."""
    entry: RecordEntry | None = None
    """What an adjudicator wrote instead; for a variable, its one answer under the variable's name."""
    links: Mapping[str, tuple[str, ...]] | None = None
    """uids of gold records that the entered record is linked to, by relation."""


@dataclass(frozen=True, slots=True)
class CodedByMany:
    """A document with every coder's evidence, for whoever settles it."""

    text: DocumentText
    cases: tuple[Case, ...]
    gold: tuple[Record, ...]
    """The document's gold records."""


@dataclass(frozen=True, slots=True)
class SettleReport:
    """What was settled by itself, and what is left."""

    settled: int
    """Cases that went to gold now."""
    single: int
    """Documents that one coder alone has coded, taken as they are or left out."""
    left: Mapping[str, int]
    """Open disagreements by record type or variable."""
    unfinished: int
    """Codings of the round that are begun and not done; they were compared as they are."""
    change: str | None


@dataclass(frozen=True, slots=True)
class UnclearValue:
    """What coders differed about, and why, as it was settled."""

    record_type: str | None
    """None for a variable."""
    field: str | None
    """The field or variable; None where some saw a record of the type, and others none."""
    value: str | None
    """A value of it that not all gave; None where some gave no answer."""
    reasons: Mapping[Reason, int]
