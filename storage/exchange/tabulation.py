"""From a batch of plain rows to the lines of every table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from storage.exchange.cells import Cells, flag
from storage.exchange.codings import Coding, Codings
from storage.exchange.dataset import Dataset
from storage.exchange.passages import Passages, joined_quote
from storage.exchange.rows import Batch, LinkRow
from storage.exchange.shape import UNANSWERED, Grouped, grouped
from storage.exchange.simple_tables import document_lines, link_lines, memo_lines

Lines = dict[str, list[str]]
"""Lines of each table, by the table's name."""


class Tabulation:
    """The lines of one batch, made when it is built."""

    def __init__(self, dataset: Dataset, cells: Cells, batch: Batch) -> None:
        self._dataset = dataset
        self._cells = cells
        self._batch = batch
        self._values: defaultdict[int, list[str]] = defaultdict(list)
        self.codings = Codings(batch, cells)
        self.lines: Lines = defaultdict(list)
        self.lines["documents"] = document_lines(batch.documents, dataset.cell, cells)
        self.lines["links"] = link_lines(batch.links, cells)
        self.lines["memos"] = memo_lines(batch.memos, dataset.cell, cells)
        self._add_reviews()
        passages = Passages(batch, self.codings, dataset.cell)
        self.lines["evidence"] = passages.lines
        self._add_records(passages)
        values = self._values
        self.lines["values"] = [line for row in batch.documents for line in values[row.id]]

    def _add_reviews(self) -> None:
        answers_of = grouped(self._batch.variable_values)
        for _, codings in self.codings.by_document():
            for coding in codings:
                self._add_variables(coding, answers_of)
                self.lines["reviews"] += self._review_lines(coding)

    def _add_variables(self, coding: Coding, answers_of: Grouped) -> None:
        """Work out the variables of one coding, and their lines of values.csv."""
        shape = self._dataset.variables
        rows = {row.name: row for row in coding.variables if row.id in answers_of}
        answers = {name: answers_of[row.id][name] for name, row in rows.items()}
        coding.answered = shape.answered(answers)
        coding.asked = shape.not_asked(coding.answered.copy(), coding.document.kind)
        uid = coding.document.uid
        before = f"document,{uid},{uid},{coding.who}"
        lines = self._values[coding.document.id]
        for name in shape.in_order(answers):
            row = rows[name]
            after = f",{row.basis},{row.certainty or ''},{row.from_proposal or ''}\n"
            lines += shape.item_lines(name, answers[name], before, after)

    def _review_lines(self, coding: Coding) -> Iterator[str]:
        cell, cells = self._dataset.cell, self._cells
        counts = self._dataset.count_cells(coding.count())
        variables = "".join(coding.asked)
        for _, _, _, code_round, status, flagged, excluded, version, completed_at in coding.rounds:
            cells_after = variables + (counts if status == "done" else self._dataset.no_counts)
            yield (
                f"{coding.place}{cells[code_round]},{status},{cell(flagged or '')},"
                f"{cell(excluded or '')},{cells[version]},{completed_at or ''},{cells_after}"
            )[:-1] + "\n"

    def _add_records(self, passages: Passages) -> None:
        """The records' own tables, and their lines of values.csv.

        A type that the codebook dropped has no table; its values, passages and links stay.
        """
        dataset, cell, cells = self._dataset, self._dataset.cell, self._cells
        answers_of = grouped(self._batch.record_values)
        links = _link_cells(self._batch.links)
        texts = {document.id: document.text for document in self._batch.documents}
        for record, coding in self.codings.of_record.values():
            answers = answers_of.get(record.id, UNANSWERED)
            shape = dataset.records.get(record.type, dataset.undeclared)
            certainty = record.certainty or ""
            before = f"record,{record.uid},{coding.document.uid},{coding.who}"
            lines = self._values[record.document_id]
            for name in shape.in_order(answers):
                lines += shape.item_lines(name, answers[name], before, f",,{certainty},\n")
            if shape is dataset.undeclared:
                continue
            spans = passages.of_record[record.id]
            quote = cell(joined_quote(texts[record.document_id], spans))
            fields = "".join(shape.not_asked(shape.answered(answers)))
            self.lines[dataset.plurals[record.type]].append(
                f"{record.uid},{record.number},{coding.place}{cells[record.codebook_version]},"
                f"{record.first_start},{fields}{certainty},{cell(record.note or '')},"
                f"{flag(record.cue_shown)},{links.get(record.id, '0,')},{len(spans)},{quote},"
                f"{record.created_at},{record.updated_at}\n"
            )


def _link_cells(links: Iterable[LinkRow]) -> dict[int, str]:
    """The cells n_links and linked_ids of each record that links start from."""
    targets: defaultdict[int, list[str]] = defaultdict(list)
    for link in links:
        targets[link.from_id].append(link.to_uid)
    return {key: f"{len(uids)},{'|'.join(uids)}" for key, uids in targets.items()}
