"""The lines of evidence.csv, and each record's own quotation."""

from collections import defaultdict
from collections.abc import Iterable

from storage.exchange.cells import Cell
from storage.exchange.codings import Codings
from storage.exchange.places import Places
from storage.exchange.rows import Batch

BETWEEN_PASSAGES = " … "

Span = tuple[int, int]


class Passages:
    """The passages of one batch: their lines, and which record has which."""

    def __init__(self, batch: Batch, codings: Codings, cell: Cell) -> None:
        self.lines: list[str] = []
        self._cell = cell
        self.of_record: defaultdict[int, list[Span]] = defaultdict(list)
        documents = {document.id: document for document in batch.documents}
        current = None
        for uid, record_id, variable_id, document_id, field, start, end in batch.evidence:
            if document_id != current:
                current = document_id
                document = documents[document_id]
                text = document.text
                places = Places(document.segmentation, cell)
            if record_id is not None:
                record, coding = codings.of_record[record_id]
                shows = f"{record.uid},{record.type},{field or ''},,"
                self.of_record[record_id].append((start, end))
            else:
                variable, coding = codings.of_variable[variable_id or 0]
                shows = f",,,{variable.name},"
            self.lines.append(
                f"{uid},{shows}{coding.place}{start},{end},"
                f"{places.at(start, end)},{cell(text[start:end])}\n"
            )

    def summary(self, record_id: int, text: str) -> str:
        """The cells n_evidence and quote of a record."""
        spans = self.of_record[record_id]
        if len(spans) == 1:
            start, end = spans[0]
            return f"1,{self._cell(text[start:end])}"
        return f"{len(spans)},{self._cell(joined_quote(text, spans))}"


def joined_quote(text: str, spans: Iterable[Span]) -> str:
    """``spans`` of ``text`` in order, joined by ``…``; a span inside another is not repeated."""
    quotes = []
    reached = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            reached = end
            quotes.append(text[start:end])
    return BETWEEN_PASSAGES.join(filter(None, quotes))
