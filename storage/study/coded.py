"""Rows of the store as coded documents that can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.spans import Span, united
from storage.database.stream import Chunk, Rows
from storage.documents.segments.packing import stored_numbers
from storage.exchange import DocumentRow, RecordRow, ReviewRow, VariableRow
from storage.records import Status

BEGUN = (Status.IN_PROGRESS, Status.DONE)


@dataclass(frozen=True, slots=True)
class Wanting:
    """What of the coding is compared, and what comparing it needs."""

    round: str | None = None
    """Only what was coded in this round."""
    recoders: Mapping[str, str] = field(default_factory=dict)
    """Who codes again what somebody coded before, by the name of the first coding."""
    needs_sentences: bool = False
    needs_quotes: bool = False


def coded_documents(chunk: Chunk, wanting: Wanting) -> list[CodedDocument]:
    """The documents of a chunk with everybody's coding; who only has one to do, or excluded it, has none.

    Args:
        chunk: Rows of one layer.
        wanting: What is compared.
    """
    found = {}
    for row in map(DocumentRow._make, chunk.documents):
        numbers = stored_numbers(row.segmentation, "sentences") if wanting.needs_sentences else ()
        found[row.id] = document = CodedDocument(
            row.uid, row.kind, row.n_characters, _pairs(numbers)
        )
        document.title, document.text = row.title, row.text
    _add_codings(chunk, found, wanting)
    records = _records(chunk, found)
    variables = _variables(chunk, found)
    _add_answers(chunk, records, variables)
    _add_passages(chunk.evidence, records)
    if wanting.needs_quotes:
        _add_shown(chunk.evidence, records, variables)
    return list(found.values())


def _add_codings(chunk: Chunk, documents: dict[int, CodedDocument], wanting: Wanting) -> None:
    """Who has coded what, in the round that is wanted."""
    reviews = [ReviewRow._make(row) for row in chunk.reviews]
    rounds = {(row.document_id, row.coder): row.round for row in reviews}
    for row in reviews:
        again = wanting.recoders.get(row.coder, row.coder)
        its = {row.round, rounds.get((row.document_id, again))}
        if row.status in BEGUN and (wanting.round is None or wanting.round in its):
            document = documents[row.document_id]
            document.codings[row.coder] = Coded()
            document.rounds.add(wanting.round or row.round or "")


def _records(chunk: Chunk, documents: dict[int, CodedDocument]) -> dict[int, CodedRecord]:
    """The records by id, each put where it belongs."""
    records = {}
    for row in map(RecordRow._make, chunk.records):
        coding = documents[row.document_id].codings.get(row.coder)
        if coding is not None:
            records[row.id] = record = CodedRecord(row.uid, row.type)
            coding.records.append(record)
    return records


def _variables(
    chunk: Chunk, documents: dict[int, CodedDocument]
) -> dict[int, tuple[Coded | None, str]]:
    """Whose each variable's value is, and of which variable, by id."""
    return {
        row.id: (documents[row.document_id].codings.get(row.coder), row.name)
        for row in map(VariableRow._make, chunk.variables)
    }


def _add_answers(
    chunk: Chunk,
    records: dict[int, CodedRecord],
    variables: dict[int, tuple[Coded | None, str]],
) -> None:
    for owner, name, _, text, number, missing in chunk.record_values:
        record = records.get(owner)
        if record is not None:
            record.answers.setdefault(name, []).append((text, number, missing))
    for owner, name, _, text, number, missing in chunk.variable_values:
        coding, _ = variables[owner]
        if coding is not None:
            coding.answers.setdefault(name, []).append((text, number, missing))


def _add_passages(evidence: Rows, records: dict[int, CodedRecord]) -> None:
    """Give records their own passages; those of fields to records that have no others."""
    by_record: dict[int, tuple[list[Span], list[Span]]] = {}
    for _, record_id, _, _, field_name, start, end in evidence:
        if record_id in records:
            own, of_fields = by_record.setdefault(record_id, ([], []))
            (own if field_name is None else of_fields).append((start, end))
    for record_id, (own, of_fields) in by_record.items():
        records[record_id].spans = united(own or of_fields)


def _add_shown(
    evidence: Rows,
    records: dict[int, CodedRecord],
    variables: dict[int, tuple[Coded | None, str]],
) -> None:
    """Give records the passages of their fields, and codings those of their variables."""
    for _, record_id, value_id, _, field_name, start, end in evidence:
        owner: CodedRecord | Coded | None = records.get(record_id)
        if value_id is not None:
            owner, field_name = variables.get(value_id, (None, ""))
        if owner is not None and field_name is not None:
            owner.shown[field_name] = united([*owner.shown.get(field_name, ()), (start, end)])


def _pairs(numbers: Sequence[int]) -> list[Span]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))
