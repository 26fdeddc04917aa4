"""Reads CSV and TSV: which separator and quoting a file uses, then row after row.

A row that is broken does not take the next ones with it: where a quotation mark opens a cell and
none closes it, reading goes on at the next line that has as many cells as the header.
"""

import csv
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from storage.documents.readers.rows.table import (
    HEADER_REACH,
    Row,
    Table,
    header_among,
    headers_of,
    row_of,
)
from storage.documents.readers.source import Refused

SEPARATORS: Final = ("\t", ";", ",")
_NAMES: Final = {"\t": "tab", ";": "semicolon", ",": "comma"}
_SAMPLE: Final = 200_000
"""Characters that are looked at to tell how a file is written."""
_SAMPLE_ROWS: Final = 60
_RESTARTS: Final = 20
"""Unclosed quotation marks after which the rest of a file is given up."""
_ESCAPED: Final = re.compile(r'[^\s,;"\\]\s?\\"[^,;\t\r\n]')
_DOUBLED: Final = re.compile(r'[^\s,;"]\s?""[^,;\t\r\n"]')
_DECLARATION: Final = 6
_STRAY: Final = (
    "A quotation mark in this row is neither doubled nor closed; double it or take it out."
)
_CUT_OFF: Final = (
    "A quotation mark opens a cell of this row and none closes it before the file ends; "
    "close it, or see whether the file is whole."
)
_GIVEN_UP: Final = (
    "Quotation marks are closed nowhere from this row on; it and the rows below were not read."
)
_BROKEN_LINE: Final = "A line breaks inside a cell; put quotation marks around the cell."


class Dialect(NamedTuple):
    """How a file separates its cells."""

    separator: str
    is_quoted: bool
    """Whether quotation marks around a cell are none of its words."""
    is_escaped: bool = False
    """Whether a backslash stands before marks that belong to the words, as databases write it."""
    start: int = 0
    """Where the first row begins: below a line ``sep=;``, which spreadsheets do not count."""


def dialect_of(decoded: str, *, least: float = 0.5) -> Dialect | None:
    """How ``decoded`` separates its cells; None where its rows have no common width.

    ``least`` is the share of rows that must have as many cells as the header.
    """
    start, declared = _declared(decoded)
    best, most = None, (0, 1)
    for separator in (declared,) if declared else SEPARATORS:
        is_quoted = _is_quoted(decoded, start, separator)
        dialect = Dialect(separator, is_quoted, is_quoted and _is_escaped(decoded), start)
        rows = opening_rows(decoded, dialect)
        header = header_among(rows[:HEADER_REACH])
        if header is None:
            continue
        width = len(rows[header])
        below = [row for row in rows[header + 1 :] if any(row)]
        agreeing = sum(1 for row in below if len(row) == width)
        fit = (agreeing, width)
        if width > 1 and agreeing >= least * len(below) and fit > most:
            best, most = dialect, fit
    return best


def opening_rows(decoded: str, dialect: Dialect) -> list[list[str]]:
    """The first rows, without one that the sample cuts off."""
    sample = decoded[: dialect.start + _SAMPLE]
    rows: list[list[str]] = []
    reader = _reader(_Lines(sample, dialect.start), dialect, len(sample))
    while len(rows) < _SAMPLE_ROWS:
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows[:-1] if len(sample) < len(decoded) and len(rows) > 1 else rows
        except csv.Error:
            continue
    return rows


def delimited_table(decoded: str, dialect: Dialect) -> Table:
    """The header and the rows below it, numbered as a spreadsheet numbers them."""
    opening = opening_rows(decoded, dialect)[:HEADER_REACH]
    header = header_among(opening)
    if header is None:
        return Table((), iter(()))
    headers = headers_of(opening[header])
    return Table(headers, _rows(decoded, dialect, headers, header + 1))


def _declared(decoded: str) -> tuple[int, str | None]:
    """Where the rows begin, and the separator that a first line ``sep=;`` declares."""
    first = decoded[:_DECLARATION].lower()
    if first[:4] == "sep=" and first[4:5] in SEPARATORS and first[5:6] in ("\n", "\r"):
        return _DECLARATION + (decoded[5:7] == "\r\n"), first[4]
    return 0, None


def _is_quoted(decoded: str, start: int, separator: str) -> bool:
    """Whether quotation marks enclose cells; tab-separated files often quote nothing."""
    if separator != "\t" or '"' not in decoded[: start + _SAMPLE]:
        return True
    lines = decoded[start : start + _SAMPLE].split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS]
    cells = [line.rstrip("\r").split("\t") for line in lines if line.strip()]
    if len({len(row) for row in cells}) > 1:
        return True
    opened = [cell for row in cells for cell in row if cell.startswith('"')]
    return all(len(cell) > 1 and cell.endswith('"') for cell in opened)


def _is_escaped(decoded: str) -> bool:
    """Whether marks inside cells have a backslash before them, and none is doubled."""
    sample = decoded[:_SAMPLE]
    return _ESCAPED.search(sample) is not None and _DOUBLED.search(sample) is None


class _Lines:
    """The lines of a text with their ends, and where the next one begins."""

    def __init__(self, text: str, at: int) -> None:
        self.at = at
        self._text = text
        self._end = "\n" if "\n" in text or "\r" not in text else "\r"

    def after(self, at: int) -> int:
        """Where the line after the one at ``at`` begins."""
        return self._text.find(self._end, at) + 1 or len(self._text)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        begun = self.at
        if begun >= len(self._text):
            raise StopIteration
        self.at = self.after(begun)
        return self._text[begun : self.at]


def _reader(
    lines: Iterator[str], dialect: Dialect, longest: int, *, is_strict: bool = False
) -> Iterator[list[str]]:
    """Python's reader of rows, with no limit of its own: cells too long are refused one by one."""
    csv.field_size_limit(max(csv.field_size_limit(), longest + 1))
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        doublequote=not dialect.is_escaped,
        escapechar="\\" if dialect.is_escaped else None,
        strict=is_strict,
    )


def _rows(
    decoded: str, dialect: Dialect, headers: Sequence[str], skipped: int
) -> Iterator[Row | Refused]:
    """Every row below the header."""
    for number, cells in itertools.islice(_records(decoded, dialect, len(headers)), skipped, None):
        locator = f"row {number:d}"
        if isinstance(cells, str):
            yield Refused(locator, cells)
        elif any(cells[len(headers) :]):
            yield Refused(locator, _too_wide(cells, headers, dialect))
        else:
            row = row_of(headers, cells, locator)
            if row is not None:
                yield row


def _too_wide(cells: Sequence[str], headers: Sequence[str], dialect: Dialect) -> str:
    return (
        f"The row has {len(cells):,} cells where the header has {len(headers):,}; "
        f"put quotation marks around cells that contain a {_NAMES[dialect.separator]}."
    )


def _records(decoded: str, dialect: Dialect, width: int) -> Iterator[tuple[int, list[str] | str]]:
    """Number and cells of every row, empty ones too; a sentence for one that cannot be read."""
    lines = _Lines(decoded, dialect.start)
    reader = _reader(lines, dialect, len(decoded), is_strict=True)
    number = ends = 0
    seeking = False
    while True:
        begun = lines.at
        try:
            cells: list[str] | str | None = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _mended(decoded, begun, lines, dialect, width)
        if cells is None:
            at_end = lines.at >= len(decoded)
            ends += at_end
            lines = _Lines(decoded, lines.after(begun))
            reader = _reader(lines, dialect, len(decoded), is_strict=True)
            if ends > _RESTARTS:
                yield number + 1, _GIVEN_UP
                return
            if not seeking:
                number += 1
                yield number, _CUT_OFF if at_end else _STRAY
            seeking = True
        elif not seeking or (len(cells) == width and not isinstance(cells, str)):
            seeking = False
            number += 1
            yield number, cells


def _mended(
    decoded: str, begun: int, lines: _Lines, dialect: Dialect, width: int
) -> list[str] | str | None:
    """A row on one line that only quotes a word, read all the same; a sentence for a broken line.

    None for a row whose quotation marks may have swallowed the rows below.
    """
    line = decoded[begun : lines.at]
    if lines.at != lines.after(begun) or (dialect.is_quoted and line.count('"') % 2):
        return None
    try:
        cells = next(_reader(iter([line]), dialect, len(line)))
    except csv.Error:
        return _BROKEN_LINE
    below = decoded[lines.at : lines.after(lines.at)].strip()
    is_cut = below and dialect.separator not in below
    return cells if len(cells) == width and not is_cut else None
