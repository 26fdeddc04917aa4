"""A list of records as one CSV table, in the columns and by the rules of the whole dataset."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from storage.codebook.model import Codebook
from storage.errors import ExportError
from storage.exchange.atomic import sentence
from storage.exchange.cells import plain
from storage.exchange.dataset import Dataset
from storage.records import RecordRow

Stored = Sequence[tuple[int, str | None, float | None, str | None]]
"""The items of an answer as they are stored: position, text, number, missing."""

BEFORE = ("record_id", "number", "document_id", "title", "decision_date")
AFTER = ("certainty", "note", "memo", "n_evidence", "quote", "updated_at")


def record_lines(
    codebook: Codebook, type_: str, rows: Iterable[tuple[RecordRow, Mapping[str, Stored]]]
) -> Iterable[str]:
    """The header, then a line for each record; what is not asked is not applicable.

    Args:
        codebook: Says which columns there are.
        type_: The records' type.
        rows: The records, each with its answers as they are stored.
    """
    shape = Dataset(codebook).records[type_]
    yield ",".join((*BEFORE, *(column.name for column in shape.columns), *AFTER)) + "\n"
    places = {each.field.name: place for place, each in enumerate(shape.questions)}
    for row, answers in rows:
        fragments = shape.blanks.copy()
        for name, items in answers.items():
            if name in places:
                question, missing = shape.questions[places[name]], items[0][3]
                fragments[places[name]] = (
                    question.missing(missing)
                    if missing
                    else question.fragment([(text, number) for _, text, number, _ in items])
                )
        quote = " | ".join(passage.quote for passage in row.evidence)
        yield (
            f"{row.record},{row.number},{row.document},{plain(row.title)},{row.decision_date or ''},"
            f"{''.join(shape.not_asked(fragments))}{row.certainty or ''},{plain(row.note)},"
            f"{plain(row.memo)},{len(row.evidence)},{plain(quote)},{row.updated_at}\n"
        )


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write lines into a file, whole or not at all; returns how many stand below the header.

    Raises:
        ExportError: the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    written = -1
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(line)
                written += 1
        partial.replace(path)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink()
        if isinstance(error, OSError):
            raise ExportError(sentence(path, error)) from error
        raise
    return written
