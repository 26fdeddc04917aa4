"""The plain rows in which a study is streamed to the writers, whole documents at a time.

Whoever streams them builds them from cursor rows with ``_make``, so the order of the fields is
part of the contract. Ids are the store's own integers and mean nothing outside one export.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class DocumentRow(NamedTuple):
    """One imported text; ``segmentation`` is the JSON that ``storage.documents`` makes."""

    id: int
    uid: str
    case_uid: str
    case_size: int
    """How many documents of the case are in this export."""
    title: str
    source_name: str
    kind: str
    url: str | None
    retrieved_on: str | None
    stratum: str | None
    probability: float | None
    imported_at: str
    n_characters: int
    text_sha256: str
    text: str
    segmentation: str


class ReviewRow(NamedTuple):
    """One coder's state on one document."""

    document_id: int
    coder: str
    layer: str
    round: str | None
    status: str
    flag_reason: str | None
    excluded_reason: str | None
    codebook_version: str | None
    completed_at: str | None


class RecordRow(NamedTuple):
    """One record, without its values, evidence and links."""

    id: int
    uid: str
    type: str
    number: int
    document_id: int
    coder: str
    layer: str
    codebook_version: str
    first_start: int
    certainty: str | None
    note: str | None
    cue_shown: bool | int | None
    created_at: str
    updated_at: str


class VariableRow(NamedTuple):
    """One coder's answer to one variable, without its values."""

    id: int
    uid: str
    document_id: int
    coder: str
    layer: str
    codebook_version: str
    name: str
    basis: str
    certainty: str | None
    note: str | None
    from_proposal: str | None


class ValueRow(NamedTuple):
    """One item of an answer, in the form in which it is stored.

    Text, choice, open, date and period are in ``text``; integer and number in ``number``; a
    boolean is 1 or 0 in ``number``; money is ``number`` with its currency in ``text``; a missing
    value is named in ``missing``, beside nothing else. ``position`` is 0 for an answer that is
    one item, and counts from 1 where there may be several.
    """

    owner_id: int
    name: str
    position: int
    text: str | None
    number: float | None
    missing: str | None


ValueTuple = tuple[int, str, int, str | None, float | None, str | None]
"""A ValueRow, or a plain tuple with the same items: there are many."""


class EvidenceRow(NamedTuple):
    """A passage of a record, of one field of it, or of a variable's value."""

    uid: str
    record_id: int | None
    variable_id: int | None
    document_id: int
    field: str | None
    start: int
    end: int


EvidenceTuple = tuple[str, int | None, int | None, int, str | None, int, int]
"""An EvidenceRow, or a plain tuple with the same items."""


class LinkRow(NamedTuple):
    """A link, in the batch of the record that it starts from."""

    uid: str
    from_id: int
    from_uid: str
    relation: str
    to_uid: str
    from_document_uid: str
    to_document_uid: str
    coder: str
    layer: str


class MemoRow(NamedTuple):
    """A memo; one on the study has no document."""

    uid: str
    on: str
    target_uid: str
    document_id: int | None
    start: int | None
    end: int | None
    coder: str
    text: str
    created_at: str


class SettlementRow(NamedTuple):
    """How one case was settled: what all coders have of one thing, or one variable of a document."""

    uid: str
    document_id: int
    document_uid: str
    case_uid: str
    round: str
    kind: str
    name: str
    settled: str
    result: str
    """``kept`` or ``rejected``."""
    record_uid: str | None
    """The gold record; None where there is none, and for variables."""
    origin_uids: Sequence[str]
    """Of the coders' records; none for variables."""
    coders: Sequence[str]
    """Whose records or values it rests on."""
    reason: str | None
    note: str
    coder: str
    created_at: str


class GoldMarks(NamedTuple):
    """How what is gold in some documents was settled, and what was settled to be nothing."""

    documents: Mapping[int, str]
    """``unanimous``, ``adjudicated`` or ``unresolved`` by document."""
    records: Mapping[int, tuple[str, Sequence[str]]]
    """How, and the uids of the records that it rests on, by record."""
    variables: Mapping[int, str]
    """How, by value."""
    settlements: Sequence[SettlementRow]
    """Case by case, in the order of documents."""


class Batch(NamedTuple):
    """Some whole documents and all that was made of them, each list in document order.

    Records go on by ``first_start`` and uid, evidence by ``start``, and the items of one answer
    by ``position``. Values and passages, of which there are most, may be plain tuples.
    """

    documents: Sequence[DocumentRow]
    reviews: Sequence[ReviewRow]
    records: Sequence[RecordRow]
    record_values: Sequence[ValueTuple]
    variables: Sequence[VariableRow]
    variable_values: Sequence[ValueTuple]
    evidence: Sequence[EvidenceTuple]
    links: Sequence[LinkRow]
    memos: Sequence[MemoRow]
    gold: GoldMarks | None = None
    """Of a dataset of the adjudicated result only."""
