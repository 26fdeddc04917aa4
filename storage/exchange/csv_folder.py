"""The whole dataset as a folder of CSV files with their descriptions."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TextIO

from storage.codebook.model import Codebook
from storage.exchange.atomic import atomic_folder
from storage.exchange.case_table import CaseTable
from storage.exchange.cells import Cells, harmless, plain
from storage.exchange.columns import Table
from storage.exchange.dataset import Dataset
from storage.exchange.discretion import Discretion
from storage.exchange.labels_r import labels_r
from storage.exchange.labels_stata import labels_stata
from storage.exchange.package import datapackage, dictionary_lines
from storage.exchange.rows import Batch, MemoRow
from storage.exchange.simple_tables import memo_lines
from storage.exchange.tabulation import Chunk, Tabulation, chunk
from storage.exchange.unswept import unswept
from storage.records import ExportedFile

_DESCRIPTIONS = ("datapackage.json", "labels.R", "labels.do")


def write_csv(
    folder: Path,
    codebook: Codebook,
    batches: Iterable[Batch],
    *,
    quotes: str = "all",
    coders: str = "names",
    coder_names: Iterable[str] = (),
    spreadsheet_safe: bool = False,
    is_gold: bool = False,
    study_memos: Iterable[MemoRow] = (),
) -> tuple[ExportedFile, ...]:
    """Write the dataset into ``folder``, whole or not at all; memory does not grow with its rows.

    Args:
        folder: Where the files go; an earlier export there is replaced.
        codebook: The study's current codebook.
        batches: The study, whole documents at a time, in order.
        quotes: ``all``, or ``none`` to leave out the documents' own words.
        coders: ``names``, or ``coded`` to call the coders ``coder_1`` and so on.
        coder_names: Every coder of the study, so that their numbers hang on nothing else.
        spreadsheet_safe: Keeps spreadsheets from running cells as formulas.
        is_gold: Whether it is the adjudicated result: tables say how each thing was settled.
        study_memos: Memos on the study itself.

    Raises:
        ExportError: The folder holds something else, or cannot be written.
    """
    dataset = Dataset(codebook, harmless if spreadsheet_safe else plain, is_gold=is_gold)
    discretion = Discretion(codebook, quotes=quotes, coders=coders, coder_names=coder_names)
    with unswept(), atomic_folder(folder) as partial:
        with closing(_CsvFiles(partial, dataset)) as files:
            files.add_study_memos(discretion.in_memos(study_memos))
            for batch in batches:
                files.add(discretion.applied(batch))
            files.finish()
        return (*files.written(), *_write_descriptions(partial, dataset))


class _CsvFiles:
    """The open CSV files of one export."""

    def __init__(self, folder: Path, dataset: Dataset) -> None:
        self._dataset = dataset
        self._cells = Cells(dataset.cell)
        self._rows = {table.name: 0 for table in dataset.tables}
        self._open = ExitStack()
        self._files: dict[str, TextIO] = {}
        with ExitStack() as opened:
            for table in dataset.tables:
                self._open_one(folder, table, opened)
            self._open = opened.pop_all()

    def _open_one(self, folder: Path, table: Table, opened: ExitStack) -> None:
        path = folder / table.file
        if table.name == "cases":
            self._cases = CaseTable(path, table.header, self._dataset)
            opened.callback(self._cases.close)
            return
        file = path.open("w", encoding="utf-8", newline="")
        self._files[table.name] = opened.enter_context(file)
        file.write(table.header)

    def close(self) -> None:
        """Close every file."""
        self._open.close()

    def add(self, batch: Batch) -> None:
        """Write one batch."""
        tabulation = Tabulation(self._dataset, self._cells, batch)
        for name, rows in tabulation.chunks().items():
            self._write(name, rows)
        self._cases.add(tabulation.documents)

    def add_study_memos(self, memos: Iterable[MemoRow]) -> None:
        """Write memos that belong to no document."""
        self._write("memos", chunk(memo_lines(memos, self._dataset.cell, self._cells)))

    def finish(self) -> None:
        """Write what could not be written before."""
        self._cases.finish()
        self._write("dictionary", chunk(dictionary_lines(self._dataset.tables)))

    def _write(self, name: str, rows: Chunk) -> None:
        self._rows[name] += rows.rows
        self._files[name].write(rows.text)

    def written(self) -> Iterator[ExportedFile]:
        """Each table and how many rows it has."""
        self._rows["cases"] = self._cases.rows
        for table in self._dataset.tables:
            yield ExportedFile(table.file, self._rows[table.name])


def _write_descriptions(folder: Path, dataset: Dataset) -> Iterator[ExportedFile]:
    tables = dataset.tables
    names = [*(table.file for table in tables), *_DESCRIPTIONS]
    contents = (
        datapackage(dataset.codebook, tables, names),
        labels_r(tables),
        labels_stata(tables),
    )
    for name, content in zip(_DESCRIPTIONS, contents, strict=True):
        (folder / name).write_text(content, encoding="utf-8", newline="")
        yield ExportedFile(name, 0)
