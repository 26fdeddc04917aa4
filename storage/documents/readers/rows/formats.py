"""Tells tables from texts: by what is in them; the name only lowers the bar."""

import itertools
from collections.abc import Sequence
from typing import Final, Literal

from storage.documents.metadata.spellings import DATE, known_key, names_text, plain
from storage.documents.readers.rows.columns import guess_text
from storage.documents.readers.rows.delimited import (
    SEPARATORS,
    Dialect,
    dialect_of,
    opening_rows,
)
from storage.documents.readers.rows.lines import is_list, is_object, lines_of, objects_in
from storage.documents.readers.rows.table import (
    HEADER_REACH,
    MAX_COLUMNS,
    Row,
    header_among,
    headers_of,
    row_of,
)

Format = Literal["csv", "tsv", "jsonl"]

_TABLE_SUFFIXES: Final = (".csv", ".tsv", ".tab")
_LINES_SUFFIXES: Final = (".jsonl", ".ndjson", ".json")
_TEXT_SUFFIXES: Final = (".md", ".markdown", ".html", ".htm", ".xhtml")
_LONGEST_HEADER_LINE: Final = 1000
_LONGEST_HEADER: Final = 60
_LEAST_ROWS: Final = 3
"""Rows that a table needs whose name does not say that it is one."""
_LOOKED_AT: Final = 20
_UNCHOSEN: Final = Dialect(",", is_quoted=True)


def rows_format(decoded: str, name: str) -> Format | None:
    """What kind of table ``decoded`` is; None for a text.

    A file that is called a table must have the shape of one. Any other must have a header with a
    name that is known, equally wide rows below it, and among them a column of running text.
    """
    lowered = name.lower()
    if lowered.endswith(_LINES_SUFFIXES):
        is_json = _is_lines(decoded, least=0.5, rows=1) or _is_one_object(decoded)
        return "jsonl" if is_json else None
    if lowered.endswith(_TABLE_SUFFIXES):
        dialect = named_dialect(decoded)
        return _format(dialect) if dialect is not None else None
    if lowered.endswith(_TEXT_SUFFIXES):
        return None
    if decoded[:200].lstrip().startswith(("{", "[")):
        return "jsonl" if _is_lines(decoded, least=0.8, rows=2) else None
    dialect = _unnamed_dialect(decoded)
    return _format(dialect) if dialect is not None else None


def named_dialect(decoded: str) -> Dialect | None:
    """The dialect of what is called a table; of one column only where its header is known."""
    return dialect_of(decoded) or (_UNCHOSEN if _is_one_column(decoded) else None)


def _format(dialect: Dialect) -> Format:
    return "tsv" if dialect.separator == "\t" else "csv"


def _is_lines(decoded: str, *, least: float, rows: int) -> bool:
    """Whether at least that share of the first lines, and that many, are objects, or a list is."""
    if is_list(decoded):
        return True
    looked_at = list(itertools.islice(lines_of(decoded), _LOOKED_AT))
    objects = sum(1 for _, line in looked_at if line.startswith("{") and is_object(line))
    return objects >= rows and objects >= least * len(looked_at)


def _is_one_object(decoded: str) -> bool:
    """Whether it is one object with a text in it, or with a list of such."""
    found = objects_in(decoded)
    headers = dict.fromkeys(header for row in found for header in row.cells)
    return bool(found) and guess_text(tuple(headers)[:MAX_COLUMNS], found) is not None


def _is_one_column(decoded: str) -> bool:
    """Whether the first line is a name for a column of texts and something follows."""
    rows = opening_rows(decoded, _UNCHOSEN)
    header = header_among(rows[:HEADER_REACH])
    if header is None:
        return False
    return names_text(rows[header][0]) and any(any(row) for row in rows[header + 1 :])


def _unnamed_dialect(decoded: str) -> Dialect | None:
    """The dialect of a table that is not called one; most texts are told by their first line."""
    first = decoded[: _LONGEST_HEADER_LINE + 2].lstrip().partition("\n")[0]
    if len(first) > _LONGEST_HEADER_LINE or not any(mark in first for mark in SEPARATORS):
        return None
    if not any(_is_known(cell.strip('" \r')) for mark in SEPARATORS for cell in first.split(mark)):
        return None
    dialect = dialect_of(decoded, least=0.8)
    if dialect is None or not _is_clearly_a_table(opening_rows(decoded, dialect)):
        return None
    return dialect


def _is_clearly_a_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether short names head several rows with running text in one column."""
    header = header_among(rows[:HEADER_REACH])
    if header is None or any(len(cell) > _LONGEST_HEADER for cell in rows[header]):
        return False
    headers = headers_of(rows[header])
    below = [row for cells in rows[header + 1 :] if (row := row_of(headers, cells, "")) is not None]
    return len(below) >= _LEAST_ROWS and _has_text(headers, below)


def _has_text(headers: Sequence[str], rows: Sequence[Row]) -> bool:
    return (
        sum(_is_known(header) for header in headers) > 1 and guess_text(headers, rows) is not None
    )


def _is_known(cell: str) -> bool:
    """Whether a cell is a name of a column that tables of documents have."""
    return len(cell) <= _LONGEST_HEADER and (
        known_key(cell) is not None or names_text(cell) or plain(cell) in DATE
    )
