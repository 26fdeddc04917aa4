"""Much at once: documents in, codings in, datasets out, coders compared.

What these need is loaded by whoever calls them: processes, readers and writers would add to the
time in which a study opens.
"""

from collections.abc import Sequence
from pathlib import Path

from storage.records import (
    Agreement,
    AgreementQuestion,
    ExportedFile,
    ImportReport,
    Layer,
    LoadReport,
    Status,
)
from storage.study.base import StudyBase
from storage.study.counting import Report


class Datasets(StudyBase):
    """Import, loading, export and agreement."""

    def import_paths(
        self,
        paths: Sequence[Path],
        *,
        metadata: Path | None = None,
        dry_run: bool = False,
        text_column: str | None = None,
        keep_originals: bool = False,
        progress: Report | None = None,
    ) -> ImportReport:
        """Bring in every document of every file at or below ``paths``.

        What cannot be used is refused with its reason, and the rest goes on.

        Args:
            paths: Files and folders.
            metadata: A table about the documents, by source name.
            dry_run: Only say what would happen.
            text_column: The column of tables that holds the texts; found out when absent.
            keep_originals: Keep a copy of every file in a folder beside the store.
            progress: Hears how many files are read; what it raises stops the import.

        Raises:
            SourceError: the metadata file cannot be used.
        """
        from storage.study.importing import Asked, import_files

        self.only_in_the_study("documents are imported into")
        asked = Asked(metadata, dry_run, text_column, keep_originals, progress)
        return import_files(self, paths, asked)

    def annotate(
        self, path: Path, *, coder: str | None = None, progress: Report | None = None
    ) -> LoadReport:
        """Load what ``export --format jsonl`` writes, from a file or a folder of such files.

        Args:
            path: A ``.jsonl`` file, or a folder with records.jsonl and variables.jsonl.
            coder: Whose coding it becomes, whatever the lines say; theirs when absent, and
                the current coder's where they say nothing.
            progress: Hears how many lines are read.

        Raises:
            AnnotationError: a line is wrong; names file and line. Nothing was changed.
        """
        from storage.study.loading import load_codings

        return load_codings(self, path, coder=coder, progress=progress)

    def export(
        self,
        folder: Path,
        *,
        format: str = "csv",  # noqa: A002  the word that users type
        layer: Layer | None = None,
        coder: str | None = None,
        status: Status | None = None,
        quotes: str = "all",
        coders: str = "names",
        spreadsheet_safe: bool = False,
        progress: Report | None = None,
    ) -> tuple[ExportedFile, ...]:
        """Write the dataset into ``folder``, whole or not at all.

        Args:
            folder: Where to; an earlier export there is replaced.
            format: ``csv`` (every table, dictionary and labels) or ``jsonl`` (what annotate reads).
            layer: Only the coders' own coding, or only the adjudicated one.
            coder: Only this coder's.
            status: Only documents that the coder left at this status.
            quotes: ``none`` leaves out the documents' words.
            coders: ``coded`` writes coder_1, … in place of names.
            spreadsheet_safe: Keep a spreadsheet from running a cell as a formula; changes quotes.
            progress: Hears how many documents are written.

        Raises:
            ExportError: the folder cannot be written, or rows would double.
            NotFound: there is no such coder.
        """
        from storage.study.exporting import Choice, write_dataset

        choice = Choice(layer, coder, status, quotes, coders, spreadsheet_safe)
        return write_dataset(self, folder, format, choice, progress)

    def agreement(
        self,
        question: AgreementQuestion,
        *,
        units: Path | None = None,
        progress: Report | None = None,
    ) -> Agreement:
        """Compare what coders made of the documents that two or more of them have coded.

        It tells of everybody's coding: it is for whoever leads the study.

        Args:
            question: Whose coding, in which units, about what.
            units: A folder that gets units.csv, from which every figure can be computed again.
            progress: Hears how many documents are read and draws made; what it raises stops it.

        Raises:
            NotFound: there is no such coder, or nothing of that name to compare.
            ChangeRefused: fewer than two have coded.
            ExportError: units.csv cannot be written.
        """
        from storage.study.agreement import agreement_of

        return agreement_of(self, question, progress, units)
