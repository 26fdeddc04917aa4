"""records.jsonl and variables.jsonl: a study's coding in the form that can be loaded again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TextIO

from storage.codebook import to_json
from storage.codebook.model import Codebook, Field, FieldType
from storage.exchange.atomic import atomic_folder
from storage.exchange.discretion import Discretion
from storage.exchange.rows import (
    Batch,
    DocumentRow,
    EvidenceRow,
    EvidenceTuple,
    RecordRow,
    ValueRow,
    ValueTuple,
    VariableRow,
)
from storage.exchange.unswept import unswept
from storage.records import ExportedFile, Money, Scalar

RECORDS = "records.jsonl"
VARIABLES = "variables.jsonl"

Answers = Mapping[str, Sequence[ValueRow]]
"""The items of each answer, by the question's name."""

_UNANSWERED: Answers = {}

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_jsonl(
    folder: Path,
    codebook: Codebook,
    batches: Iterable[Batch],
    *,
    quotes: str = "all",
    coders: str = "names",
    coder_names: Iterable[str] = (),
) -> tuple[ExportedFile, ...]:
    """Write the coding into ``folder`` as JSON Lines, whole or not at all.

    The same coding gives the same bytes, whatever store it comes from. With ``quotes`` ``none``
    passages keep their positions only, which is enough to load them again. The arguments are
    those of ``write_csv``.

    Raises:
        ExportError: The folder holds something else, or cannot be written.
    """
    discretion = Discretion(codebook, quotes=quotes, coders=coders, coder_names=coder_names)
    lines = _JsonLines(codebook)
    n_records = n_variables = 0
    with (
        unswept(),
        atomic_folder(folder) as partial,
        (partial / RECORDS).open("w", encoding="utf-8", newline="") as records,
        (partial / VARIABLES).open("w", encoding="utf-8", newline="") as variables,
    ):
        for batch in batches:
            shown = discretion.applied(batch)
            n_records += _write(records, lines.of_records(shown))
            n_variables += _write(variables, lines.of_variables(shown))
    return ExportedFile(RECORDS, n_records), ExportedFile(VARIABLES, n_variables)


def _write(file: TextIO, lines: Sequence[str]) -> int:
    file.writelines(lines)
    return len(lines)


class _JsonLines:
    """Batches as lines."""

    def __init__(self, codebook: Codebook) -> None:
        self._fields = {
            kind.name: {field.name: field for field in kind.fields}
            for kind in codebook.record_types
        }
        self._variables = {variable.name: variable for variable in codebook.variables}
        self._order = {name: position for position, name in enumerate(self._variables)}

    def of_records(self, batch: Batch) -> list[str]:
        """A line for each record, in the batch's order."""
        documents = {document.id: document for document in batch.documents}
        answers = _by_question(batch.record_values)
        evidence = _by_owner(batch.evidence, "record_id")
        links: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for link in batch.links:
            links[link.from_id].append((link.relation, link.to_uid))
        return [
            self._record_line(
                row,
                documents[row.document_id],
                answers.get(row.id, _UNANSWERED),
                evidence.get(row.id, ()),
                links.get(row.id, ()),
                batch.gold and batch.gold.records.get(row.id),
            )
            for row in batch.records
        ]

    def _record_line(
        self,
        row: RecordRow,
        document: DocumentRow,
        answers: Answers,
        evidence: Sequence[EvidenceRow],
        links: Sequence[tuple[str, str]],
        settled: tuple[str, Sequence[str]] | None,
    ) -> str:
        fields = self._fields.get(row.type, {})
        names = [name for name in fields if name in answers]
        names += sorted(answers.keys() - fields.keys())
        content: dict[str, object] = {
            "id": row.uid,
            "type": row.type,
            "document": _document(document),
            "coder": row.coder,
            "layer": row.layer,
            "codebook_version": row.codebook_version,
            "values": {name: json_value(fields.get(name), answers[name]) for name in names},
            "certainty": row.certainty,
            "note": row.note or "",
            "evidence": _passages(evidence, document.text),
            "links": [{"relation": relation, "to": to} for relation, to in sorted(links)],
        }
        if settled is not None:
            content |= {"settled": settled[0], "origin_ids": list(settled[1])}
        return _encode(content) + "\n"

    def of_variables(self, batch: Batch) -> list[str]:
        """A line for each answered variable, by document, coder, layer and codebook order."""
        documents = {document.id: document for document in batch.documents}
        order = {document.id: position for position, document in enumerate(batch.documents)}
        answers = _by_question(batch.variable_values)
        evidence = _by_owner(batch.evidence, "variable_id")

        def place(row: VariableRow) -> tuple[int, str, str, int, str]:
            known = self._order.get(row.name, len(self._order))
            return order[row.document_id], row.coder, row.layer, known, row.name

        return [
            self._variable_line(
                row,
                documents[row.document_id],
                answers[row.id][row.name],
                evidence.get(row.id, ()),
                batch.gold and batch.gold.variables.get(row.id),
            )
            for row in sorted(batch.variables, key=place)
            if row.id in answers
        ]

    def _variable_line(
        self,
        row: VariableRow,
        document: DocumentRow,
        items: Sequence[ValueRow],
        evidence: Sequence[EvidenceRow],
        settled: str | None,
    ) -> str:
        content: dict[str, object] = {
            "document": _document(document),
            "coder": row.coder,
            "layer": row.layer,
            "name": row.name,
            "value": json_value(self._variables.get(row.name), items),
            "basis": row.basis,
            "certainty": row.certainty,
            "note": row.note or "",
            "evidence": _passages(evidence, document.text),
        }
        if settled is not None:
            content["settled"] = settled
        return _encode(content) + "\n"


def json_value(field: Field | None, rows: Sequence[ValueRow]) -> object:
    """An answer in the one JSON form that ``storage.codebook`` reads back.

    ``field`` is None for a question that the codebook does not have: the storage form tells.
    """
    first = rows[0]
    if first.missing:
        return first.missing
    kind = _stored_type(first) if field is None else field.type
    if len(rows) > 1 or (first.position > 0 if field is None else field.multiple):
        return to_json(kind, tuple(_scalar(row, kind) for row in rows))
    return to_json(kind, _scalar(first, kind))


def _stored_type(row: ValueRow) -> FieldType:
    if row.number is None:
        return FieldType.TEXT
    if row.text in ("true", "false"):
        return FieldType.BOOLEAN
    return FieldType.NUMBER if row.text is None else FieldType.MONEY


def _scalar(row: ValueRow, kind: FieldType) -> Scalar:
    if row.number is None:
        return row.text or ""
    if kind is FieldType.BOOLEAN:
        return bool(row.number)
    return Money(row.number, row.text or "") if kind is FieldType.MONEY else row.number


def _document(document: DocumentRow) -> dict[str, str]:
    return {"source_name": document.source_name, "text_sha256": document.text_sha256}


def _passages(evidence: Sequence[EvidenceRow], text: str) -> list[dict[str, object]]:
    """Passages in text order; without a quote where the text is withheld."""
    passages = []
    for row in sorted(evidence, key=lambda row: (row.start, row.end, row.field or "")):
        passage: dict[str, object] = {"start": row.start, "end": row.end}
        if text:
            passage["quote"] = text[row.start : row.end]
        if row.field:
            passage["field"] = row.field
        passages.append(passage)
    return passages


def _by_owner(
    evidence: Iterable[EvidenceTuple], owner: Literal["record_id", "variable_id"]
) -> Mapping[int, list[EvidenceRow]]:
    found: defaultdict[int, list[EvidenceRow]] = defaultdict(list)
    for row in map(EvidenceRow._make, evidence):
        key = row.record_id if owner == "record_id" else row.variable_id
        if key is not None:
            found[key].append(row)
    return found


def _by_question(values: Iterable[ValueTuple]) -> dict[int, dict[str, list[ValueRow]]]:
    """The answers of each owner."""
    answers: defaultdict[int, dict[str, list[ValueRow]]] = defaultdict(dict)
    for row in map(ValueRow._make, values):
        answers[row.owner_id].setdefault(row.name, []).append(row)
    return answers
