"""Readers of files with one document a row: CSV, TSV, JSON Lines and workbooks.

A table comes out of each format; which of its columns holds the texts, and what the others say,
is found out the same way for all of them.
"""

import itertools
from collections.abc import Iterator
from typing import Final

from storage.documents.readers.rows.columns import Columns, find_columns
from storage.documents.readers.rows.delimited import delimited_table
from storage.documents.readers.rows.documents import documents_of
from storage.documents.readers.rows.formats import Format, named_dialect, rows_format
from storage.documents.readers.rows.lines import lines_table
from storage.documents.readers.rows.table import LONGEST_HEADER, Row, Table
from storage.documents.readers.source import Refused, Source
from storage.errors import SourceError

__all__ = ["Columns", "Format", "columns_of", "read_rows", "read_workbook", "rows_format"]

_SAMPLE: Final = 200
"""Rows by which the columns are understood."""


def read_rows(
    decoded: str, name: str, text_column: str | None = None
) -> Iterator[Source | Refused]:
    """Read a table of text, row after row.

    Args:
        decoded: the file's characters.
        name: what the file is called, for messages.
        text_column: the header of the column that holds the texts; guessed if not given.

    Raises:
        SourceError: it is no table, has no rows, or its text column cannot be told; on asking
            for the first row.
    """
    table, columns = _understood(_table(decoded, name), name, text_column)
    yield from documents_of(table.rows, columns)


def read_workbook(
    source: bytes, name: str, text_column: str | None = None
) -> Iterator[Source | Refused]:
    """Read the first sheet of an XLSX workbook that has a text column, row after row.

    Raises:
        SourceError: it is no workbook, or none of its sheets has rows and a text column; on
            asking for the first row.
    """
    from storage.documents.readers.rows.workbook import sheets

    table, columns = _first_of(sheets(source, name), name, text_column)
    yield from documents_of(table.rows, columns)


def columns_of(content: str | bytes, name: str, text_column: str | None = None) -> Columns:
    """What the columns of a table (its characters) or a workbook (its bytes) are taken for.

    Raises:
        SourceError: as for reading it.
    """
    if isinstance(content, str):
        return _understood(_table(content, name), name, text_column)[1]
    from storage.documents.readers.rows.workbook import sheets

    return _first_of(sheets(content, name), name, text_column)[1]


def _table(decoded: str, name: str) -> Table:
    """The table of characters that ``rows_format`` takes for one."""
    if rows_format(decoded, name) == "jsonl":
        return lines_table(decoded)
    dialect = named_dialect(decoded)
    if dialect is None:
        raise SourceError(f"{name} is no table: its rows have no common number of cells.")
    return delimited_table(decoded, dialect)


def _first_of(tables: Iterator[Table], name: str, text_column: str | None) -> tuple[Table, Columns]:
    """The first sheet whose columns can be understood; else what is wrong with the first one."""
    wrong: SourceError | None = None
    for table in tables:
        try:
            return _understood(table, name, text_column)
        except SourceError as error:
            wrong = wrong or error
    raise wrong or SourceError(f"{name} has no sheet with rows.")


def _understood(table: Table, name: str, text_column: str | None) -> tuple[Table, Columns]:
    """The table with its columns named; what was looked at for that is not lost."""
    looked_at = list(itertools.islice(table.rows, _SAMPLE))
    rows = [row for row in looked_at if isinstance(row, Row)]
    if not looked_at:
        raise SourceError(f"{name} has no rows below its header.")
    _refuse_missing_header(table, name)
    columns = find_columns(table.headers, rows, name, text_column, table.sheet)
    return table._replace(rows=itertools.chain(looked_at, table.rows)), columns


def _refuse_missing_header(table: Table, name: str) -> None:
    """Raise where the first row can only be a document."""
    if any(len(header) >= LONGEST_HEADER for header in table.headers):
        raise SourceError(
            f"{name} begins with a row of running text where the names of its columns should be; "
            "write a row of names above it."
        )
