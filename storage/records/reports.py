"""What the study tells of something it did."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something long has come; ``total`` is None while unknown."""

    done: int
    total: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What the columns of a table of documents are taken for."""

    path: str
    text: str
    """The column that holds the documents' words."""
    is_guess: bool
    """Whether nobody chose that column."""
    keys: Mapping[str, str]
    """What each other column tells, by its header: ``Council`` tells ``respondent``."""
    sheet: str | None = None
    """The sheet that is read, in a workbook."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What import did with one file, or with one document of a file that has many."""

    path: str
    """Of the file, and where in it the document stands: ``all.zip/a.txt``, ``all.csv#row 12``."""
    result: str
    """``read``, ``skipped`` or ``refused``."""
    reason: str
    """Why it was skipped or refused; for a read one, what was normalised or warned about, possibly empty."""
    document: str | None = None
    kind: str | None = None
    title: str | None = None
    within: str | None = None
    """Path of the file of many documents that this one stands in; None where it is the file."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What import did, document by document, in the order they were met."""

    files: tuple[ImportedFile, ...]
    change: str | None
    """uid of the change that can be taken back from the history."""
    tables: tuple[ReadTable, ...] = ()
    """What the columns of each table are taken for."""

    def count(self, result: str) -> int:
        """How many documents ended as ``result``."""
        return sum(file.result == result for file in self.files)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased besides a document's words."""

    original: bool
    """Whether a copy of its file was kept, and is deleted now."""
    others: int
    """Documents of the study that stand in the same file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that verify found wrong."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What annotate did."""

    added: int
    unchanged: int
    change: str | None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of a dataset and how many rows it has."""

    name: str
    rows: int
    unresolved: int | None = None
    """Of the reviews of gold: documents with disagreements that nobody has settled."""


@dataclass(frozen=True, slots=True)
class SegmentReport:
    """What cutting texts anew did."""

    documents: int
    """Looked at."""
    cut: int
    """Cut differently from now on."""
    lines: int
    """Lines that are boilerplate from now on, since their publisher repeats them."""
    change: str | None
    """uid of the change in the history; None when nothing was cut."""


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What a draw of documents to code gave."""

    frame: int
    drawn: int
    strata: Mapping[str, tuple[int, int]]
    """Stratum to documents in the frame and documents drawn."""
    seed: int
