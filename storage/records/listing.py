"""Records across the study, as lists of them are asked for and shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.records.codings import Evidence
from storage.records.values import Certainty, FieldValue, Missing, Scalar

Item = Scalar | Missing | None
"""One item of an answer, a missing value, or None where there is no answer."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a field or variable has to hold: an item, a missing value, or no answer at all."""

    name: str
    value: Item


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records of one type a list asks for, and in which order."""

    type: str
    filter: str = ""
    """Beginnings of words that all must be in the quotations, answers, note or title."""
    where: tuple[Held, ...] = ()
    """What fields of the record hold."""
    variables: tuple[Held, ...] = ()
    """What variables of its document hold, as this coder coded them."""
    kind: str | None = None
    """Only in documents of this kind."""
    decided: str = ""
    """Only in documents whose date begins so: ``2021``, ``2021-07``."""
    document: str | None = None
    """Only in this document."""
    sort: str = "document"
    """``document`` (and place in it), ``date`` (of the document) or ``updated``; within equal values of ``by``, always ``document``."""
    by: str | None = None
    """The field whose values come first in the order."""
    grouped: bool = False
    """Whether each value of ``by`` has a heading, and a record stands under each of its values."""
    descending: bool = False

    @property
    def is_limited(self) -> bool:
        """Whether it leaves out records of the type."""
        limits = (self.filter.strip(), self.where, self.variables, self.kind, self.decided)
        return any(limits) or self.document is not None


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """The other end of a link."""

    relation: str
    type: str
    number: int
    document: str
    is_outward: bool
    """Whether the link starts at the record that is shown."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record as lists across documents show it."""

    uid: str
    """The line's: the record's own, or the record's and a value's where it may stand under several."""
    record: str
    type: str
    number: int
    document: str
    title: str
    decision_date: str | None
    values: Mapping[str, FieldValue]
    evidence: tuple[Evidence, ...]
    """Its passages in text order; of a very long one the beginning."""
    links: tuple[LinkedRecord, ...]
    certainty: Certainty | None
    note: str
    memo: str
    """What the coder's memos on it say."""
    updated_at: str


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The heading over all records of one value."""

    uid: str
    value: Item
    count: int
    """How many there are; up to a cap."""
    more: bool
    """Whether there are more than that."""


ListedRecord = RecordRow | RecordGroup
"""One line of a list of records."""


@dataclass(frozen=True, slots=True)
class HeldCount:
    """A value that records hold, and how many of them do."""

    value: Item
    count: int
    more: bool
    """Whether there are more than that."""
