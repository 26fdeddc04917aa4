"""cases.csv, written while the documents stream by, in the order of the cases' first documents.

Most cases end in the batch that they begin in, and are written at once. A case whose documents
lie farther apart is late: its row is kept in a scratch file together with the place in cases.csv
where it belongs, and put there at the end. So only cases that are still open are in memory.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from storage.exchange.cases import CaseCoding
from storage.exchange.codings import Coding
from storage.exchange.dataset import Dataset
from storage.exchange.rows import DocumentRow


@dataclass(slots=True)
class _OpenCase:
    """A case of which more documents are to come."""

    uid: str
    order: int
    """Position of its first document."""
    belongs_at: int | None = None
    """Where in cases.csv its row belongs; None in the batch that it begins in."""
    documents: int = 0
    codings: dict[tuple[str, str], CaseCoding] = field(default_factory=dict)

    def add(self, codings: Iterable[Coding], blanks: list[str]) -> None:
        """Take in one more document."""
        self.documents += 1
        for coding in codings:
            key = coding.coder, coding.layer
            if key not in self.codings:
                self.codings[key] = CaseCoding(coding.who)
            self.codings[key].add(coding, blanks)

    def lines(self, dataset: Dataset) -> list[str]:
        """Its lines of cases.csv, by coder and layer."""
        return [
            self.codings[key].line(self.uid, self.documents, dataset)
            for key in sorted(self.codings)
        ]


class _Late(NamedTuple):
    """A row in the scratch file."""

    belongs_at: int
    order: int
    offset: int
    length: int


class CaseTable:
    """Writes cases.csv; ``finish`` puts the late rows where they belong."""

    def __init__(self, path: Path, header: str, dataset: Dataset) -> None:
        self.rows = 0
        self._path = path
        self._dataset = dataset
        self._file: BinaryIO = path.open("wb")
        self._scratch = TemporaryFile(dir=path.parent)  # noqa: SIM115 - closed by close()
        self._size = self._file.write(header.encode())
        self._scratch_size = 0
        self._documents = 0
        self._open: dict[str, _OpenCase] = {}
        self._late: list[_Late] = []

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        self._scratch.close()

    def add(self, documents: Iterable[tuple[DocumentRow, list[Coding]]]) -> None:
        """Take in one batch of documents with their codings."""
        finished: list[_OpenCase] = []
        blanks = self._dataset.variables.blanks
        for document, codings in documents:
            case = self._open.pop(document.case_uid, None)
            if case is None:
                case = _OpenCase(document.case_uid, self._documents)
            self._documents += 1
            case.add(codings, blanks)
            if case.documents < document.case_size:
                self._open[document.case_uid] = case
            elif case.belongs_at is None:
                finished.append(case)
            else:
                self._put_aside(case, case.belongs_at)
        self._write(finished)

    def _write(self, finished: list[_OpenCase]) -> None:
        """Write cases that begin and end in this batch; note where those still open belong."""
        begun = [case for case in self._open.values() if case.belongs_at is None]
        for case in sorted([*finished, *begun], key=lambda case: case.order):
            if case.uid in self._open:
                case.belongs_at = self._size
            else:
                self._size += self._file.write(self._encoded(case))

    def _put_aside(self, case: _OpenCase, belongs_at: int) -> None:
        content = self._encoded(case)
        self._late.append(_Late(belongs_at, case.order, self._scratch_size, len(content)))
        self._scratch_size += self._scratch.write(content)

    def _encoded(self, case: _OpenCase) -> bytes:
        lines = case.lines(self._dataset)
        self.rows += len(lines)
        return "".join(lines).encode()

    def finish(self) -> None:
        """Write what is still missing: late rows, and cases not all of whose documents came."""
        for case in self._open.values():
            self._put_aside(case, self._size if case.belongs_at is None else case.belongs_at)
        self._open.clear()
        self._file.flush()
        if self._late:
            self._merge()

    def _merge(self) -> None:
        whole = self._path.with_name("cases.merged")
        with self._path.open("rb") as written, whole.open("wb") as merged:
            for late in sorted(self._late):
                _copy(written, merged, late.belongs_at - written.tell())
                self._scratch.seek(late.offset)
                merged.write(self._scratch.read(late.length))
            shutil.copyfileobj(written, merged)
        whole.replace(self._path)


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    """Copy ``length`` bytes, a piece at a time."""
    while length > 0:
        piece = source.read(min(length, 1 << 16))
        length -= len(piece)
        target.write(piece)
