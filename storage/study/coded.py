"""Rows of the store as coded documents that can be compared."""

from collections.abc import Sequence

from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.spans import Span, united
from storage.database.stream import Chunk, Rows
from storage.documents.segments.packing import stored_numbers
from storage.exchange import DocumentRow, RecordRow, ReviewRow, VariableRow
from storage.records import Status

BEGUN = (Status.IN_PROGRESS, Status.DONE)


def coded_documents(chunk: Chunk, *, needs_sentences: bool) -> list[CodedDocument]:
    """The documents of a chunk with everybody's coding; who only has one to do, or excluded it, has none.

    Args:
        chunk: Rows of one layer.
        needs_sentences: Whether the documents are cut into sentences.
    """
    found = {}
    for row in map(DocumentRow._make, chunk.documents):
        sentences = _pairs(stored_numbers(row.segmentation, "sentences")) if needs_sentences else ()
        found[row.id] = CodedDocument(row.uid, row.kind, row.n_characters, sentences)
    for review in map(ReviewRow._make, chunk.reviews):
        if review.status in BEGUN:
            found[review.document_id].codings[review.coder] = Coded()
    records = _records(chunk, found)
    _add_answers(chunk, found, records)
    _add_passages(chunk.evidence, records)
    return list(found.values())


def _records(chunk: Chunk, documents: dict[int, CodedDocument]) -> dict[int, CodedRecord]:
    """The records by id, each put where it belongs."""
    records = {}
    for row in map(RecordRow._make, chunk.records):
        coding = documents[row.document_id].codings.get(row.coder)
        if coding is not None:
            records[row.id] = record = CodedRecord(row.uid, row.type)
            coding.records.append(record)
    return records


def _add_answers(
    chunk: Chunk, documents: dict[int, CodedDocument], records: dict[int, CodedRecord]
) -> None:
    for owner, name, _, text, number, missing in chunk.record_values:
        record = records.get(owner)
        if record is not None:
            record.answers.setdefault(name, []).append((text, number, missing))
    owners = {}
    for row in map(VariableRow._make, chunk.variables):
        owners[row.id] = documents[row.document_id].codings.get(row.coder)
    for owner, name, _, text, number, missing in chunk.variable_values:
        coding = owners[owner]
        if coding is not None:
            coding.answers.setdefault(name, []).append((text, number, missing))


def _add_passages(evidence: Rows, records: dict[int, CodedRecord]) -> None:
    """Give records their own passages; those of fields to records that have no others."""
    by_record: dict[int, tuple[list[Span], list[Span]]] = {}
    for _, record_id, _, _, field, start, end in evidence:
        if record_id in records:
            own, of_fields = by_record.setdefault(record_id, ([], []))
            (own if field is None else of_fields).append((start, end))
    for record_id, (own, of_fields) in by_record.items():
        records[record_id].spans = united(own or of_fields)


def _pairs(numbers: Sequence[int]) -> list[Span]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))
