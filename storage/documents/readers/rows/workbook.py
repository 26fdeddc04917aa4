"""Reads XLSX workbooks: the values of each sheet as a spreadsheet shows them, row after row.

A workbook is a ZIP archive of XML from a stranger, so its size and its declarations are looked at
before openpyxl may unpack it.
"""

import datetime
import io
import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar
from xml.etree.ElementTree import ParseError

from storage.documents.readers.rows.table import (
    HEADER_REACH,
    MAX_COLUMNS,
    Row,
    Table,
    header_among,
    headers_of,
    row_of,
)
from storage.documents.readers.source import Refused
from storage.errors import SourceError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_Made = TypeVar("_Made")

MAX_UNPACKED: Final = 150_000_000
"""Bytes that all parts of a workbook may have together, unpacked."""
_MAX_PARTS: Final = 5_000
_LAST_ROW: Final = 1_048_576
"""The last row that a spreadsheet has."""
_BATCH: Final = 50
"""Rows read at a time, while the library's own warnings are held back."""
_CHUNK: Final = 1 << 20
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP: Final = re.compile(rb"[\s\xef\xbb\xbf\xff\xfe]*<")
_ESCAPED: Final = re.compile(r"_x000[Dd]_\n?")
"""A line end as workbooks write those that XML would lose."""
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What openpyxl and zipfile raise on damaged files; both check nothing before they use it."""


def sheets(source: bytes, name: str) -> Iterator[Table]:
    """Every visible sheet that has a header, in order; each is read as its rows are taken.

    Raises:
        SourceError: it is no workbook, is damaged, too large, or declares XML entities.
    """
    _refuse_bombs(source, name)
    book = _guarded(lambda: _opened(source), name)
    for sheet in _guarded(lambda: _visible(book), name):
        opening = list(itertools.islice(_rows(sheet, name, 1, MAX_COLUMNS), HEADER_REACH))
        header = header_among(opening)
        if header is None:
            continue
        headers = headers_of(_without_empty_end(opening[header]))
        yield Table(headers, _documents(sheet, name, headers, header + 2), str(sheet.title))


def _refuse_bombs(source: bytes, name: str) -> None:
    """Raise for what would fill the memory: parts too large, and XML that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SourceError(
                    f"{name} is too large: unpacked it has more than "
                    f"{MAX_UNPACKED // 1_000_000} MB. Split it, or save its sheet as CSV."
                )
            for part in parts:
                if _declares(archive, part):
                    raise SourceError(
                        f"{name} declares XML entities, which no spreadsheet program writes; "
                        "it was not read."
                    )
    except _BROKEN as error:
        raise _damaged(name) from error


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part of the archive is XML with a document type; UTF-16 does not hide it."""
    last = b""
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK).replace(b"\0", b""):
            if not last and not _MARKUP.match(chunk):
                return False
            if _DECLARATION.search(last + chunk):
                return True
            last = chunk[-16:]
    return False


def _opened(source: bytes) -> "Workbook":
    """The workbook, its formulas as the values that they had when it was saved."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(source), read_only=True, data_only=True, keep_links=False)


def _visible(book: "Workbook") -> "list[ReadOnlyWorksheet]":
    """The sheets of cells that a person sees; all of them where all are hidden."""
    found = list(book.worksheets)
    return [sheet for sheet in found if sheet.sheet_state == "visible"] or found


def _documents(
    sheet: "ReadOnlyWorksheet", name: str, headers: Sequence[str], first: int
) -> Iterator[Row | Refused]:
    """The rows below the header, by the numbers that a spreadsheet shows."""
    for number, cells in enumerate(_rows(sheet, name, first, len(headers)), first):
        row = row_of(headers, cells, f"row {number:d}")
        if row is not None:
            yield row


def _rows(
    sheet: "ReadOnlyWorksheet", name: str, first: int, columns: int
) -> Iterator[Sequence[str]]:
    """The cells of every row from ``first`` on, as words."""
    sheet.reset_dimensions()
    values = sheet.iter_rows(min_row=first, max_row=_LAST_ROW, max_col=columns, values_only=True)
    while batch := _guarded(lambda: list(itertools.islice(values, _BATCH)), name):
        for row in batch:
            yield [_words(value) for value in row]


def _guarded(work: Callable[[], _Made], name: str) -> _Made:
    """What openpyxl makes, without its warnings, and with one sentence for whatever it raises."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except _BROKEN as error:
        raise _damaged(name) from error


def _damaged(name: str) -> SourceError:
    return SourceError(
        f"{name} is no workbook that can be read: it is damaged, protected by a password or of "
        "another format. Save it anew as XLSX or CSV."
    )


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last one that is filled."""
    last = max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[:last]


def _words(value: object) -> str:
    """A cell as it reads: dates in ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub("\n", value) if "_x000" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
