"""Much at once: documents in, codings in, datasets out, coders compared.

What these need is loaded by whoever calls them: processes, readers and writers would add to the
time in which a study opens.
"""

from collections.abc import Sequence
from pathlib import Path

from storage.records import (
    Agreement,
    AgreementQuestion,
    AgreementReport,
    ExportedFile,
    ImportReport,
    Layer,
    LoadReport,
    Status,
)
from storage.study.base import StudyBase
from storage.study.counting import Report


class Datasets(StudyBase):
    """Import, loading, export, packages and agreement."""

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
        round: str | None = None,  # noqa: A002  its name
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
            round: Only what coders made of documents that they had in this round.
            progress: Hears how many documents are written.

        Raises:
            ExportError: the folder cannot be written, or rows would double.
            NotFound: there is no such coder or round.
            ChangeRefused: it has others' coding in a round that is not opened.
        """
        from storage.study.exporting import Choice, write_dataset

        choice = Choice(layer, coder, status, quotes, coders, spreadsheet_safe, round)
        return write_dataset(self, folder, format, choice, progress)

    def export_package(
        self,
        folder: Path,
        *,
        program: str,
        status: Status | None = None,
        quotes: str = "all",
        coders: str = "names",
        spreadsheet_safe: bool = False,
        progress: Report | None = None,
    ) -> tuple[ExportedFile, ...]:
        """Write all that an archive wants of the study into ``folder`` and its ZIP, whole or not at all.

        Args:
            folder: Where to; an earlier package there is replaced, and so is its ZIP.
            program: The program with its version, as the README and the methods section name it.
            status: Only documents that coders left at this status, of the coders' data.
            quotes: ``none`` leaves out the documents' words, everywhere.
            coders: ``coded`` writes coder_1, … in place of names, everywhere.
            spreadsheet_safe: Keep a spreadsheet from running a cell of the data as a formula.
            progress: Hears how many documents are read and draws made; what it raises stops it.

        Raises:
            ExportError: it cannot be written there.
        """
        from storage.study.packaging import Asked, write_package

        asked = Asked(program, status, quotes, coders, spreadsheet_safe)
        return write_package(self, folder, asked, progress)

    def agreement(
        self,
        question: AgreementQuestion,
        *,
        units: Path | None = None,
        progress: Report | None = None,
    ) -> Agreement:
        """Compare what coders made of the documents that two or more of them have coded.

        Before a round is opened it is for a lead who has coded nothing in it.

        Args:
            question: Whose coding, in which units, about what.
            units: A folder that gets units.csv, from which every figure can be computed again.
            progress: Hears how many documents are read and draws made; what it raises stops it.

        Raises:
            NotFound: there is no such coder or round, or nothing of that name to compare.
            ChangeRefused: fewer than two have coded, or it is not for the current coder to see.
            ExportError: units.csv cannot be written.
        """
        from storage.study.agreement import agreement_of

        return agreement_of(self, question, progress, units)

    def agreement_report(
        self, question: AgreementQuestion, *, limit: int = 50, progress: Report | None = None
    ) -> AgreementReport:
        """How far coders agree on variables and records, and where they do not, with their words.

        Args:
            question: Whose coding, about what, in which round; the unit is found out.
            limit: Of how many disagreements on each value the words are kept.
            progress: As for ``agreement``.

        Raises:
            NotFound: there is no such coder or round, or nothing of that name to compare.
            ChangeRefused: fewer than two have coded.
        """
        from storage.study.agreement import report_of

        return report_of(self, question, limit, progress)

    def write_agreement_report(
        self,
        folder: Path,
        question: AgreementQuestion,
        *,
        program: str,
        limit: int = 50,
        progress: Report | None = None,
    ) -> tuple[AgreementReport, ...]:
        """Write a report on every round into ``folder``, whole or not at all, and return them.

        Args:
            folder: Where to; an earlier report there is replaced.
            question: As for ``agreement_report``; without a round, each one is reported on.
            program: The program with its version, as the methods section names it.
            limit: Of how many disagreements on each value the words are kept.
            progress: As for ``agreement``.

        Raises:
            NotFound: there is no such coder or round, or nothing of that name to compare.
            ChangeRefused: fewer than two have coded in any of the rounds.
            ExportError: the folder cannot be written.
        """
        from storage.study.agreement import write_report

        return write_report(self, folder, question, limit, progress, program=program)
