"""Bring documents in: read, recognise, store in short transactions, report file by file."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from storage.codebook import Codebook
from storage.database import batches, variables
from storage.database.batches import KnownText, NewDocument
from storage.database.identity import new_uid
from storage.database.journal import canonical, sha256
from storage.documents import PackedReading
from storage.records import ImportedFile, ImportReport, Layer, Progress, Proposal
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.metadata import Metadata, read_metadata
from storage.study.sources import PassedOver, Source, read_sources, sources

LONGEST_TRANSACTION = 0.4
"""Seconds for which an import keeps others from writing."""


def import_files(
    study: StudyBase,
    paths: Sequence[Path],
    *,
    metadata: Path | None,
    dry_run: bool,
    progress: Callable[[Progress], None] | None,
) -> ImportReport:
    """Bring in every file at or below ``paths``; with ``dry_run`` only say what would happen.

    Raises:
        SourceError: the metadata file cannot be used.
    """
    with study._reading() as (session, _):
        _, codebook = current_codebook(session)
    found = list(sources(paths))
    told = read_metadata(metadata, codebook) if metadata else {}
    run = _Run(study, codebook, told, dry_run=dry_run)
    files = [file for file in found if isinstance(file, Source)]
    passed_over = [ImportedFile(*file) for file in found if isinstance(file, PassedOver)]
    for done, (file, read) in enumerate(read_sources(files, codebook.kinds), 1):
        run.take(file, read)
        if progress is not None:
            progress(Progress(done, len(files), "files"))
    run.flush()
    unused = sorted(told.keys() - {file.name for file in files})
    passed_over += [
        ImportedFile(name, "skipped", "named in the metadata file, but not among the files")
        for name in unused
    ]
    return ImportReport((*run.report, *passed_over), run.change)


class _Run:
    """One import: gathers what was read, and writes it while others wait no longer than they must."""

    def __init__(
        self, study: StudyBase, codebook: Codebook, told: dict[str, Metadata], *, dry_run: bool
    ) -> None:
        self.study = study
        self.codebook = codebook
        self.told = told
        self.dry_run = dry_run
        self.report: list[ImportedFile] = []
        self.change: str | None = None
        self._batch = new_uid()
        self._waiting: list[tuple[Source, PackedReading]] = []
        self._met: dict[str, KnownText] = {}
        self._size = 32

    def take(self, file: Source, read: PackedReading | str) -> None:
        """Take one file's text, or the reason why it has none."""
        if isinstance(read, str):
            self.report.append(ImportedFile(file.shown, "refused", read))
            return
        self._waiting.append((file, read))
        if len(self._waiting) >= self._size:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting in one transaction, and learn from its time how much to take next."""
        if not self._waiting:
            return
        began = time.perf_counter()
        if self.dry_run:
            with self.study._reading() as (session, _):
                known = batches.known_texts(session, self._hashes())
            self._sorted_out(known)
        else:
            with self.study._work() as work:
                known = batches.known_texts(work.session, self._hashes())
                self._store(work, self._sorted_out(known))
        spent = max(time.perf_counter() - began, 0.001)
        self._size = max(8, min(1000, int(len(self._waiting) * LONGEST_TRANSACTION / spent / 2)))
        self._waiting.clear()
        if not self.dry_run:
            self._met.clear()

    def _hashes(self) -> list[str]:
        return [read.text_sha256 for _, read in self._waiting]

    def _sorted_out(self, known: dict[str, KnownText]) -> list[tuple[int, Source, PackedReading]]:
        """The texts that are new, each with the place of its line in the report."""
        new = []
        for file, read in self._waiting:
            there = known.get(read.text_sha256) or self._met.get(read.text_sha256)
            if there is not None:
                self.report.append(_already(file, there))
                continue
            self._met[read.text_sha256] = KnownText(file.name, "", None)
            new.append((len(self.report), file, read))
            notes = "; ".join(read.warnings)
            title = self._title(file, read)
            self.report.append(ImportedFile(file.shown, "read", notes, None, read.kind, title))
        return new

    def _title(self, file: Source, read: PackedReading) -> str:
        told = self.told.get(file.name)
        return (told and told.built_in.get("title")) or read.title

    def _store(self, work: Work, new: Sequence[tuple[int, Source, PackedReading]]) -> None:
        if not new:
            return
        rows = [self._document(file, read) for _, file, read in new]
        named = batches.add_documents(work.session, rows, self._batch)
        for (place, file, _), (document_id, uid) in zip(new, named, strict=True):
            line = self.report[place]
            self.report[place] = ImportedFile(
                line.path, line.result, line.reason, uid, line.kind, line.title
            )
            self._set_variables(work, file, document_id)
        work.journal.forget()
        digest = sha256(
            canonical([[uid, row.text_sha256] for (_, uid), row in zip(named, rows, strict=True)])
        )
        self.change = work.journal.write(
            "import",
            f"{len(named)} documents imported." if len(named) > 1 else "Document imported.",
            batch=self._batch,
            digest={"documents": len(named), "sha256": digest},
        )

    def _document(self, file: Source, read: PackedReading) -> NewDocument:
        told = self.told.get(file.name)
        said = told.built_in if told else {}
        return NewDocument(
            source_name=file.name,
            media_type=read.media_type,
            kind=said.get("kind", read.kind),
            title=self._title(file, read),
            respondents=read.respondents,
            reference=read.reference,
            category=read.category,
            decision_date=read.decision_date,
            outcome=read.outcome,
            text=read.text,
            text_sha256=read.text_sha256,
            source_sha256=read.source_sha256,
            segmentation=read.segmentation,
            segmentation_version=read.segmentation_version,
            proposals=[_proposal(proposal) for proposal in read.proposals],
            url=said.get("url", read.metadata.get("url")),
            retrieved_on=said.get("retrieved_on", read.metadata.get("retrieved_on")),
            case=said.get("case"),
        )

    def _set_variables(self, work: Work, file: Source, document_id: int) -> None:
        """The researcher's own values are data from the start: a person stated them."""
        told = self.told.get(file.name)
        for name, value in (told.variables if told else {}).items():
            variables.put(
                work.journal,
                document_id,
                name,
                variables.ValueEntry(value),
                layer=Layer.CODER,
                codebook_id=work.codebook_id,
                batch=self._batch,
            )


def _proposal(proposal: Proposal) -> tuple[str, str, int | None, int | None, str]:
    place = proposal.passage
    start, end = (place.start, place.end) if place else (None, None)
    return proposal.name, json.dumps(proposal.value, ensure_ascii=False), start, end, proposal.rule


def _already(file: Source, there: KnownText) -> ImportedFile:
    uid = there.uid or None
    reason = "already there"
    if there.gone == "erased":
        reason, uid = "erased from the study earlier, for good", None
    elif there.gone == "removed":
        reason = "removed from the study earlier; undo that in the history to bring it back"
        uid = None
    elif there.source_name != file.name:
        reason = f"the same text as {there.source_name}, already there"
    return ImportedFile(file.shown, "skipped", reason, uid)
