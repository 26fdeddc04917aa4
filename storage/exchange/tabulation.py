"""From a batch of plain rows to the lines of every table but the cases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from storage.exchange.cells import Cells, flag
from storage.exchange.codings import Coding, Codings
from storage.exchange.dataset import Dataset
from storage.exchange.passages import Passages
from storage.exchange.rows import Batch, LinkRow
from storage.exchange.sheets import Sheet, fill, sheet
from storage.exchange.simple_tables import (
    document_lines,
    link_lines,
    memo_lines,
    settlement_lines,
)


class Chunk(NamedTuple):
    """Some rows of one table as text."""

    rows: int
    text: str


def chunk(lines: Sequence[str]) -> Chunk:
    """``lines`` as one text."""
    return Chunk(len(lines), "".join(lines))


class Tabulation:
    """The rows of one batch, made when it is built."""

    def __init__(self, dataset: Dataset, cells: Cells, batch: Batch) -> None:
        self._dataset = dataset
        self._cells = cells
        self._batch = batch
        self._gold = batch.gold
        self._codings = Codings(batch, dataset.variables, cells)
        self._variables = self._variable_sheets()
        self._records = self._record_sheets()
        self.documents = self._codings.by_document()
        """Every document with its codings, for the cases."""
        for _, codings in self.documents:
            for coding in codings:
                fragments = coding.answered.copy()
                coding.asked = dataset.variables.not_asked(fragments, coding.document.kind)

    def chunks(self) -> dict[str, Chunk]:
        """The rows of each table, by the table's name."""
        batch, cell, cells = self._batch, self._dataset.cell, self._cells
        passages = Passages(batch, self._codings, cell)
        codings = [coding for _, codings in self.documents for coding in codings]
        return {
            "documents": chunk(document_lines(batch.documents, cell, cells)),
            "reviews": chunk([line for coding in codings for line in self._review_lines(coding)]),
            "evidence": chunk(passages.lines),
            "links": chunk(link_lines(batch.links, cells)),
            "memos": chunk(memo_lines(batch.memos, cell, cells)),
            "values": self._values(),
            **self._record_chunks(passages),
            **self._settlement_chunks(),
        }

    def _settlement_chunks(self) -> dict[str, Chunk]:
        """The rows of how cases were settled, where there is such a table."""
        if self._gold is None:
            return {}
        lines = settlement_lines(self._gold.settlements, self._dataset.cell, self._cells)
        return {"settlements": chunk(lines)}

    def _settled(self, how: str | None) -> str:
        """The cell settled with the comma before it; nothing where there is no such column."""
        return "" if how is None else f",{how}"

    def _how(self, key: int) -> str | None:
        """How a record was settled; None where there is no such column."""
        return self._gold and self._gold.records.get(key, ("", ()))[0]

    def _made_of(self, key: int) -> str:
        """The cells settled and origin_ids of a record."""
        if self._gold is None:
            return ""
        how, origins = self._gold.records.get(key, ("", ()))
        return f",{how},{'|'.join(origins)}"

    def _variable_sheets(self) -> dict[int, Sheet]:
        """A sheet for each variable row; those of one coding share its fragments and lines."""
        shape = self._dataset.variables
        sheets = {}
        for key, (row, coding) in self._codings.of_variable.items():
            uid = coding.document.uid
            before = f"document,{uid},{uid},{coding.who}"
            settled = self._settled(self._gold and self._gold.variables.get(key, ""))
            after = f",{row.basis},{row.certainty or ''},{row.from_proposal or ''}{settled}\n"
            sheets[key] = Sheet(shape, before, after, coding.answered, coding.value_lines)
        fill(sheets, self._batch.variable_values)
        return sheets

    def _record_sheets(self) -> dict[int, Sheet]:
        """A sheet for each record."""
        shapes, undeclared = self._dataset.records, self._dataset.undeclared
        sheets = {
            key: sheet(
                shapes.get(row.type, undeclared),
                f"record,{row.uid},{coding.document.uid},{coding.who}",
                f",,{row.certainty or ''},{self._settled(self._how(key))}\n",
            )
            for key, (row, coding) in self._codings.of_record.items()
        }
        fill(sheets, self._batch.record_values)
        return sheets

    def _review_lines(self, coding: Coding) -> Iterator[str]:
        cell, cells, dataset = self._dataset.cell, self._cells, self._dataset
        counts = dataset.count_cells(coding.count())
        variables = "".join(coding.asked)
        settled = self._settled(self._gold and self._gold.documents.get(coding.document.id, ""))
        for _, _, _, code_round, status, flagged, excluded, version, completed_at in coding.rounds:
            answers = variables + (counts if status == "done" else dataset.no_counts)
            yield (
                f"{coding.place}{cells[code_round]},{status},{cell(flagged or '')},"
                f"{cell(excluded or '')},{cells[version]},{completed_at or ''},{answers}"
            )[:-1] + f"{settled}\n"

    def _values(self) -> Chunk:
        """values.csv: for each document its variables, then its records."""
        of_records: defaultdict[int, list[str]] = defaultdict(list)
        for row in self._batch.records:
            of_records[row.document_id] += self._records[row.id].lines
        lines: list[str] = []
        for document, codings in self.documents:
            for coding in codings:
                lines += coding.value_lines
            lines += of_records[document.id]
        rows = len(self._batch.variable_values) + len(self._batch.record_values)
        return Chunk(rows, "".join(lines))

    def _record_chunks(self, passages: Passages) -> dict[str, Chunk]:
        """The records' own tables.

        A type that the codebook dropped has none; its values, passages and links stay.
        """
        dataset, cell, cells = self._dataset, self._dataset.cell, self._cells
        links = _link_cells(self._batch.links)
        tables: dict[str, list[str]] = {name: [] for name in dataset.records}
        for key, (record, coding) in self._codings.of_record.items():
            _, uid, kind, number, _, _, _, version, first_start = record[:9]
            certainty, note, cue_shown, created_at, updated_at = record[9:]
            if kind not in tables:
                continue
            fields = "".join(dataset.records[kind].not_asked(self._records[key].fragments))
            tables[kind].append(
                f"{uid},{number},{coding.place}{cells[version]},{first_start},{fields}"
                f"{certainty or ''},{cell(note or '')},{flag(cue_shown)},{links.get(key, '0,')},"
                f"{passages.summary(key, coding.document.text)},{created_at},{updated_at}"
                f"{self._made_of(key)}\n"
            )
        return {dataset.plurals[name]: chunk(lines) for name, lines in tables.items()}


def _link_cells(links: Iterable[LinkRow]) -> dict[int, str]:
    """The cells n_links and linked_ids of each record that links start from."""
    targets: defaultdict[int, list[str]] = defaultdict(list)
    for link in links:
        targets[link.from_id].append(link.to_uid)
    return {key: f"{len(uids)},{'|'.join(uids)}" for key, uids in targets.items()}
