"""Out: stream the study to the writers, on one consistent view of the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import accounts, stream
from storage.database.assignments import MAIN
from storage.database.coders import coder_id, coder_names
from storage.database.rounds import all_rounds
from storage.database.seeing import check_may_see, hidden_rounds, told_of
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
from storage.study.coders import standing_of
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
    round: str | None = None


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
        ChangeRefused: it has others' coding in a round that is not opened.
    """
    if format not in ("csv", "jsonl"):
        raise ExportError(f"There is no format {format}; there are csv and jsonl.")
    if choice.layer is Layer.GOLD and choice.status is not None:
        raise ExportError(
            "Gold has no status of a coder; leave --status out, and see settled in reviews.csv."
        )
    if choice.layer is Layer.GOLD and choice.round is not None:
        raise ExportError("Gold is of all rounds that were opened; leave --round out.")
    with study._reading() as (session, known):
        _, codebook = current_codebook(session)
        if format == "csv":
            return csv_in(session, folder, codebook, choice, known, progress)
        wanted = _wanted(session, choice, known)
        return write_jsonl(
            folder,
            codebook,
            _batches(session, wanted, _gold(session, codebook, choice), progress),
            quotes=choice.quotes,
            coders=choice.coders,
            coder_names=coder_names(session),
        )


def csv_in(
    session: Session,
    folder: Path,
    codebook: Codebook,
    choice: Choice,
    known: int | None,
    progress: Callable[[Progress], None] | None,
) -> tuple[ExportedFile, ...]:
    """Write the tables of one view of the study into ``folder``; raises as ``write_dataset``.

    Args:
        session: The view.
        folder: Where to.
        codebook: What the tables are described by.
        choice: What goes into them.
        known: Who asks for them; None for nobody whom the study knows.
        progress: Hears how many documents are written.
    """
    wanted = _wanted(session, choice, known)
    gold = _gold(session, codebook, choice)
    files = write_csv(
        folder,
        codebook,
        _batches(session, wanted, gold, progress),
        study_memos=_study_memos(session, wanted, choice),
        quotes=choice.quotes,
        coders=choice.coders,
        coder_names=coder_names(session),
        spreadsheet_safe=choice.spreadsheet_safe,
        is_gold=gold is not None,
    )
    return tuple(_with_unresolved(file, gold) for file in files)


def _gold(session: Session, codebook: Codebook, choice: Choice) -> GoldReviews | None:
    """What tells of documents how they were settled; None for coders' own coding."""
    is_gold = choice.layer is Layer.GOLD
    return GoldReviews(session, codebook, choice.coder) if is_gold else None


def _with_unresolved(file: ExportedFile, gold: GoldReviews | None) -> ExportedFile:
    if gold is None or file.name != "reviews.csv":
        return file
    return replace(file, unresolved=gold.unresolved)


def _study_memos(session: Session, wanted: stream.Wanted, choice: Choice) -> list[MemoRow]:
    """Memos on the study itself; without quotes, those that repeat a document's words say nothing."""
    if choice.round is not None:
        # They are of no round.
        return []
    memos = [MemoRow._make(row) for row in stream.study_memos(session, wanted)]
    if choice.quotes != "none":
        return memos
    quoted = quoting([memo.text for memo in memos], accounts.texts(session))
    return [memo._replace(text="") if memo.text in quoted else memo for memo in memos]


def _wanted(session: Session, choice: Choice, known: int | None) -> stream.Wanted:
    names, coder, layer = coder_names(session), choice.coder, choice.layer
    if coder is not None and coder not in names:
        raise NotFound(f"There is no coder {coder} in this study; there are {', '.join(names)}.")
    chosen = coder_id(session, coder) if coder is not None else None
    if coder is None and layer is None:
        chosen = _only_one(session, names, known)
    if choice.round is not None:
        _check_round(session, choice.round)
    if layer is not Layer.GOLD:
        others = None if chosen is None else [chosen]
        check_may_see(session, known, others, _instead(session), choice.round)
    memos_of = told_of(session, known) if layer is Layer.GOLD else None
    status = choice.status and choice.status.value
    return stream.Wanted(layer and layer.value, chosen, status, memos_of, choice.round)


def _check_round(session: Session, name: str) -> None:
    there = {MAIN, *(row.name for row in all_rounds(session))}
    if name not in there:
        raise NotFound(f"There is no round {name}; there is {', '.join(sorted(there))}.")


def _instead(session: Session) -> str:
    """What can be exported where not everything may be."""
    opened = [row.name for row in all_rounds(session) if row.opened_at is not None]
    more = f", or what is open: --round {opened[-1]} --layer coder" if opened else ""
    return f"only your own coding can be exported: --coder NAME{more}"


def _only_one(session: Session, names: Sequence[str], known: int | None) -> int | None:
    """The one coder who has coded, so that nobody else's untouched queue doubles the rows.

    Who is not told how far others are is asked also where nobody else has coded yet.
    """
    found = stream.coders_with_coding(session)
    blind = not standing_of(session, known).sees_progress and hidden_rounds(session, known)
    if len(found) > 1 or blind:
        raise ExportError(
            "Several people code in this study, and in one table their rows would double; "
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
