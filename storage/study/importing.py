"""Bring documents in: read, recognise, store in short transactions, report document by document."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from storage.codebook import Codebook, value_from_text
from storage.database import batches, variables
from storage.database.batches import KnownText, NewDocument
from storage.database.identity import new_uid
from storage.database.journal import canonical, sha256
from storage.documents import Event, File, Mark, PackedReading, Unread, Wishes, read_files
from storage.documents.files import Found
from storage.errors import InputError
from storage.records import ImportedFile, ImportReport, Layer, Progress, Proposal, ReadTable
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.metadata import Metadata, read_metadata
from storage.study.originals import keep_original, originals_folder
from storage.study.segmenting import leave_out_repeated
from storage.study.sources import PassedOver, shown, sources

LONGEST_TRANSACTION = 0.4
"""Seconds for which an import keeps others from writing."""

_TOLD_EVERY = 50
"""Documents of one file after which it is told how far the import is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How an import is to be done."""

    metadata: Path | None = None
    """The researcher's own table about the documents."""
    dry_run: bool = False
    text_column: str | None = None
    keep_originals: bool = False
    progress: Callable[[Progress], None] | None = None


def import_files(study: StudyBase, paths: Sequence[Path], asked: Asked) -> ImportReport:
    """Bring in every document of every file at or below ``paths``, or only say what would happen.

    Raises:
        SourceError: the metadata file cannot be used.
    """
    with study._reading() as (session, _):
        _, codebook = current_codebook(session)
    found = list(sources(paths, originals_folder(study.store), asked.metadata))
    told = read_metadata(asked.metadata, codebook) if asked.metadata else {}
    run = _Run(study, codebook, told, asked)
    files = [file for file in found if isinstance(file, File)]
    # Closed at once when the user stops the import: its processes end with it.
    with closing(read_files(files, Wishes(codebook.kinds, asked.text_column))) as events:
        _take_all(run, events, len(files))
    run.finish()
    passed_over = [ImportedFile(*file) for file in found if isinstance(file, PassedOver)]
    passed_over += [
        ImportedFile(name, "skipped", "named in the metadata file, but not among the files")
        for name in sorted(told.keys() - run.named)
    ]
    return ImportReport((*run.report, *passed_over), run.change, tuple(run.tables))


def _take_all(run: "_Run", events: Iterable[Event], files: int) -> None:
    """Take what is read, and tell how far it is."""
    done = documents = 0
    for file, found in events:
        unit = "files"
        if found is Mark.END:
            done, documents = done + 1, 0
        elif isinstance(found, Mark):
            pass
        else:
            run.take(file, found)
            documents += 1
            if documents % _TOLD_EVERY:
                continue
            unit = f"files, {documents:,} documents of {file.name}"
        if run.asked.progress is not None:
            run.asked.progress(Progress(done, files, unit))


class _New(NamedTuple):
    """A document that the study has not yet."""

    place: int
    """Of its line in the report."""
    file: File
    read: PackedReading


class _Run:
    """One import: gathers what was read, and writes it while others wait no longer than they must."""

    def __init__(
        self, study: StudyBase, codebook: Codebook, told: dict[str, Metadata], asked: Asked
    ) -> None:
        self.study = study
        self.codebook = codebook
        self.told = told
        self.asked = asked
        self.report: list[ImportedFile] = []
        self.tables: list[ReadTable] = []
        self.named: set[str] = set()
        """Documents that the metadata file has a row for."""
        self.change: str | None = None
        self._batch = new_uid()
        self._waiting: list[tuple[int, File, PackedReading]] = []
        self._kept: set[tuple[str, str]] = set()
        self._met: dict[str, KnownText] = {}
        self._brought = 0
        self._size = 32

    def take(self, file: File, found: Found) -> None:
        """Take one document of a file, or the reason why it is none."""
        name = found.source_name if isinstance(found, PackedReading) else file.name
        if name in self.told:
            self.named.add(name)
        if isinstance(found, ReadTable):
            self.tables.append(replace(found, path=_path(file, found.path)))
        elif isinstance(found, Unread):
            result = "skipped" if found.is_expected else "refused"
            self.report.append(_line(file, found.name, result, found.reason))
        elif isinstance(found, PackedReading):
            self._waiting.append((len(self.report), file, found))
            self.report.append(_line(file, found.source_name, "read", ""))
            if len(self._waiting) >= self._size:
                self.flush()

    def flush(self) -> None:
        """Write what is waiting in one transaction, and learn from its time how much to take next."""
        if not self._waiting:
            return
        began = time.perf_counter()
        if self.asked.dry_run:
            with self.study._reading() as (session, _):
                known = batches.known_texts(session, self._hashes())
            self._sorted_out(known)
        else:
            with self.study._work() as work:
                known = batches.known_texts(work.session, self._hashes())
                self._store(work, self._sorted_out(known))
        spent = max(time.perf_counter() - began, 0.001)
        self._size = max(8, min(1000, int(len(self._waiting) * LONGEST_TRANSACTION / spent / 2)))
        self._keep_originals()
        self._waiting.clear()
        if not self.asked.dry_run:
            self._met.clear()

    def finish(self) -> None:
        """Write what is still waiting, and leave out what publishers repeat."""
        self.flush()
        if self.change is not None:
            leave_out_repeated(self.study, self._batch)

    def _hashes(self) -> list[str]:
        return [read.text_sha256 for _, _, read in self._waiting]

    def _sorted_out(self, known: dict[str, KnownText]) -> list[_New]:
        """The texts that are new, each with the place of its line in the report."""
        new = []
        for place, file, read in self._waiting:
            there = known.get(read.text_sha256) or self._met.get(read.text_sha256)
            if there is not None:
                self.report[place] = _already(file, read.source_name, there)
                continue
            self._met[read.text_sha256] = KnownText(read.source_name, "", None)
            new.append(_New(place, file, read))
            line, notes = self.report[place], "; ".join(read.warnings)
            self.report[place] = replace(
                line, reason=notes, kind=read.kind, title=self._title(read)
            )
        return new

    def _title(self, read: PackedReading) -> str:
        told = self.told.get(read.source_name)
        return (told and told.built_in.get("title")) or read.title

    def _store(self, work: Work, new: Sequence[_New]) -> None:
        if not new:
            return
        rows = [self._document(each.read) for each in new]
        named = batches.add_documents(work.session, rows, self._batch)
        for each, (document_id, uid) in zip(new, named, strict=True):
            self.report[each.place] = replace(self.report[each.place], document=uid)
            self._set_variables(work, each.read.source_name, document_id)
        work.journal.forget()
        digest = sha256(
            canonical([[uid, row.text_sha256] for (_, uid), row in zip(named, rows, strict=True)])
        )
        # Each row tells the whole so far, so that the last one tells of the import.
        self._brought += len(named)
        brought = f"{self._brought} documents" if self._brought > 1 else "Document"
        self.change = work.journal.write(
            "import",
            f"{brought} imported.",
            batch=self._batch,
            digest={"documents": len(named), "sha256": digest},
        )

    def _keep_originals(self) -> None:
        """Copy the files of what is in the study now; a file that many documents came from, once."""
        if not self.asked.keep_originals or self.asked.dry_run:
            return
        for place, file, read in self._waiting:
            line = self.report[place]
            if line.document is None or (file.path, read.source_sha256) in self._kept:
                continue
            self._kept.add((file.path, read.source_sha256))
            wrong = keep_original(self.study.store, file.path, read.source_sha256)
            if wrong is not None:
                reason = f"{line.reason}; {wrong}" if line.reason else wrong
                self.report[place] = replace(line, reason=reason)

    def _document(self, read: PackedReading) -> NewDocument:
        told = self.told.get(read.source_name)
        said = told.built_in if told else {}
        declared = read.metadata
        return NewDocument(
            source_name=read.source_name,
            locator=read.locator,
            media_type=read.media_type,
            kind=said.get("kind", read.kind),
            title=self._title(read),
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
            proposals=[_proposal(each) for each in proposals_of(read, self.codebook)],
            url=said.get("url", declared.get("url")),
            retrieved_on=said.get("retrieved_on", declared.get("retrieved_on")),
            case=said.get("case", declared.get("case")),
        )

    def _set_variables(self, work: Work, source_name: str, document_id: int) -> None:
        """The researcher's own values are data from the start: a person stated them."""
        told = self.told.get(source_name)
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


def proposals_of(read: PackedReading, codebook: Codebook) -> Iterator[Proposal]:
    """What was recognised, and what the file itself says of the codebook's other variables."""
    yield from read.proposals
    recognised = {each.name for each in read.proposals}
    for name, words in read.metadata.items():
        variable = codebook.variable(name)
        if variable is None or name in recognised:
            continue
        try:
            value = value_from_text(variable, words, where=name)
        except InputError:
            # What does not fit is no answer; the words stay in the file for whoever looks.
            continue
        yield Proposal(name, value, None, f"the file's own “{name}”")


def _already(file: File, name: str, there: KnownText) -> ImportedFile:
    uid = there.uid or None
    reason = "already there"
    if there.gone == "erased":
        reason, uid = "erased from the study earlier, for good", None
    elif there.gone == "removed":
        reason = "removed from the study earlier; undo that in the history to bring it back"
        uid = None
    elif there.source_name != name:
        reason = f"the same text as {there.source_name}, already there"
    return replace(_line(file, name, "skipped", reason), document=uid)


def _line(file: File, name: str, result: str, reason: str) -> ImportedFile:
    """What the report says of a document that is called ``name``."""
    within = None if name == file.name else shown(Path(file.path))
    return ImportedFile(_path(file, name), result, reason, within=within)


def _path(file: File, name: str) -> str:
    """Where a document is: the file's path, and the place in it that its name ends with."""
    return shown(Path(file.path)) + name[len(file.name) :]
