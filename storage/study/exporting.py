"""Out: stream the study to the writers, on one consistent view of the store."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import accounts, stream
from storage.database.coders import coder_id, coder_names
from storage.errors import ExportError, NotFound
from storage.exchange import (
    Batch,
    DocumentRow,
    EvidenceRow,
    LinkRow,
    MemoRow,
    RecordRow,
    ReviewRow,
    ValueRow,
    VariableRow,
    write_csv,
    write_jsonl,
)
from storage.exchange.quoting import quoting
from storage.records import ExportedFile, Layer, Progress, Status
from storage.study.base import StudyBase, current_codebook

ROWS = (
    DocumentRow,
    ReviewRow,
    RecordRow,
    ValueRow,
    VariableRow,
    ValueRow,
    EvidenceRow,
    LinkRow,
    MemoRow,
)
"""What the columns of each list of a chunk are called."""

PLAIN = {ValueRow, EvidenceRow}
"""Rows that stay plain tuples: there are so many that names would cost a tenth of an export."""


class Choice(NamedTuple):
    """What goes into a dataset, as the user said it."""

    layer: Layer | None
    coder: str | None
    status: Status | None
    quotes: str
    coders: str
    spreadsheet_safe: bool


def write_dataset(
    study: StudyBase,
    folder: Path,
    format: str,  # noqa: A002  the word that users type
    choice: Choice,
    progress: Callable[[Progress], None] | None,
) -> tuple[ExportedFile, ...]:
    """Write the dataset into ``folder``, whole or not at all.

    Raises:
        ExportError: the folder cannot be written, or rows would double.
        NotFound: there is no such coder.
    """
    if format not in ("csv", "jsonl"):
        raise ExportError(f"There is no format {format}; there are csv and jsonl.")
    with study._reading() as (session, _):
        _, codebook = current_codebook(session)
        if format == "csv":
            return csv_in(session, folder, codebook, choice, progress)
        wanted = _wanted(session, choice)
        batches = _batches(session, wanted, progress)
        names = coder_names(session)
        return write_jsonl(
            folder,
            codebook,
            batches,
            quotes=choice.quotes,
            coders=choice.coders,
            coder_names=names,
        )


def csv_in(
    session: Session,
    folder: Path,
    codebook: Codebook,
    choice: Choice,
    progress: Callable[[Progress], None] | None,
) -> tuple[ExportedFile, ...]:
    """Write the tables of one view of the study into ``folder``; raises as ``write_dataset``.

    Args:
        session: The view.
        folder: Where to.
        codebook: What the tables are described by.
        choice: What goes into them.
        progress: Hears how many documents are written.
    """
    wanted = _wanted(session, choice)
    return write_csv(
        folder,
        codebook,
        _batches(session, wanted, progress),
        study_memos=_study_memos(session, wanted, choice),
        quotes=choice.quotes,
        coders=choice.coders,
        coder_names=coder_names(session),
        spreadsheet_safe=choice.spreadsheet_safe,
    )


def _study_memos(session: Session, wanted: stream.Wanted, choice: Choice) -> list[MemoRow]:
    """Memos on the study itself; without quotes, those that repeat a document's words say nothing."""
    memos = [MemoRow._make(row) for row in stream.study_memos(session, wanted)]
    if choice.quotes != "none":
        return memos
    quoted = quoting([memo.text for memo in memos], accounts.texts(session))
    return [memo._replace(text="") if memo.text in quoted else memo for memo in memos]


def _wanted(session: Session, choice: Choice) -> stream.Wanted:
    names, coder, layer = coder_names(session), choice.coder, choice.layer
    if coder is not None and coder not in names:
        raise NotFound(f"There is no coder {coder} in this study; there are {', '.join(names)}.")
    chosen = coder_id(session, coder) if coder is not None else None
    if coder is None and layer is None:
        chosen = _only_one(session, names)
    return stream.Wanted(layer and layer.value, chosen, choice.status and choice.status.value)


def _only_one(session: Session, names: Sequence[str]) -> int | None:
    """The one coder who has coded, so that nobody else's untouched queue doubles the rows."""
    found = stream.coders_with_coding(session)
    if len(found) > 1:
        raise ExportError(
            "Several people have coded in this study, and in one table their rows would double; "
            f"choose one with --coder NAME ({', '.join(names)}), or --layer coder for all of them."
        )
    return found[0] if found else None


def _batches(
    session: Session, wanted: stream.Wanted, progress: Callable[[Progress], None] | None
) -> Iterator[Batch]:
    total = stream.document_count(session, wanted) if progress else None
    done = 0
    for chunk in stream.chunks(session, wanted):
        yield Batch._make(
            rows if row in PLAIN else list(map(row._make, rows))  # type: ignore[attr-defined]
            for row, rows in zip(ROWS, chunk, strict=True)
        )
        done += len(chunk.documents)
        if progress is not None:
            progress(Progress(done, total, "documents"))
