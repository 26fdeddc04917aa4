"""Out: stream the study to the writers, on one consistent view of the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from storage.database import stream
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
from storage.records import ExportedFile, Layer, Progress, Status
from storage.study.base import StudyBase, current_codebook
from storage.study.gold_marks import GoldReviews

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
    quotes, coders = choice.quotes, choice.coders
    is_gold = choice.layer is Layer.GOLD
    if is_gold and choice.status is not None:
        raise ExportError(
            "Gold has no status of a coder; leave --status out, and see settled in reviews.csv."
        )
    with study._reading() as (session, _):
        wanted = _wanted(session, choice)
        _, codebook = current_codebook(session)
        gold = GoldReviews(session, codebook) if is_gold else None
        batches = _batches(session, wanted, gold, progress)
        names = coder_names(session)
        if format == "jsonl":
            return write_jsonl(
                folder, codebook, batches, quotes=quotes, coders=coders, coder_names=names
            )
        files = write_csv(
            folder,
            codebook,
            batches,
            study_memos=[MemoRow._make(row) for row in stream.study_memos(session, wanted)],
            quotes=quotes,
            coders=coders,
            coder_names=names,
            spreadsheet_safe=choice.spreadsheet_safe,
            is_gold=is_gold,
        )
        return tuple(_with_unresolved(file, gold) for file in files)


def _with_unresolved(file: ExportedFile, gold: GoldReviews | None) -> ExportedFile:
    if gold is None or file.name != "reviews.csv":
        return file
    return replace(file, unresolved=gold.unresolved)


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
    session: Session,
    wanted: stream.Wanted,
    gold: GoldReviews | None,
    progress: Callable[[Progress], None] | None,
) -> Iterator[Batch]:
    total = stream.document_count(session, wanted) if progress else None
    done = 0
    for chunk in stream.chunks(session, wanted):
        lists = [
            rows if row in PLAIN else list(map(row._make, rows))  # type: ignore[attr-defined]
            for row, rows in zip(ROWS, chunk, strict=True)
        ]
        batch = Batch._make([*lists, None])
        if gold is not None:
            reviews, marks = gold.of(chunk)
            batch = batch._replace(reviews=reviews, gold=marks)
        yield batch
        done += len(chunk.documents)
        if progress is not None:
            progress(Progress(done, total, "documents"))
