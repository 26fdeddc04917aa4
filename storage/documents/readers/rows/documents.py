"""Makes a document of every row: its words from one column, what is said of it from the others."""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from storage.documents.metadata.spellings import own_key
from storage.documents.normalise import normalise
from storage.documents.readers.rows.columns import Columns
from storage.documents.readers.rows.table import Row
from storage.documents.readers.source import Refused, Source
from storage.documents.readers.text import read_text

LONGEST_CELL: Final = 1_000_000
"""Characters of the longest text that is read from one cell: six times a long report's."""
_LONGEST_VALUE: Final = 1_000
"""Longer cells of other columns are further texts or whole pages, not facts."""
_CUT_SHORT: Final = frozenset({32_767, 50_000})
"""The most characters that spreadsheets keep in a cell."""
_TAG: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|[uo]l|li|dl|table|tr|td|span|a|b|i|em|strong|section|article|body|"
    r"main|html)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});", re.IGNORECASE)
_TAG_REACH: Final = 20_000


def documents_of(rows: Iterable[Row | Refused], columns: Columns) -> Iterator[Source | Refused]:
    """A document, or what is wrong, for every row."""
    for row in rows:
        yield row if isinstance(row, Refused) else _document(row, columns)


def _document(row: Row, columns: Columns) -> Source | Refused:
    """The document of one row."""
    cell = row.cells.get(columns.text, "")
    if len(cell) > LONGEST_CELL:
        return Refused(
            row.locator,
            f"The text in the column “{columns.text}” has {len(cell):,} characters; "
            f"the most that is read from a cell is {LONGEST_CELL:,}. Import it as a file of its own.",
        )
    words = _read(cell)
    if not words.text.strip():
        return Refused(row.locator, f"There is no text in the column “{columns.text}”.")
    cut = ("the cell is as long as spreadsheets allow: its end may be lost",)
    return Source(
        words.text,
        words.media_type,
        {**words.metadata, **_metadata(row, columns)},
        words.warnings + (cut if len(cell) in _CUT_SHORT else ()),
        locator=row.locator or None,
        columns=columns.headers,
    )


def _read(cell: str) -> Source:
    """The words of a cell, which may be a page as it was scraped."""
    if len(list(itertools.islice(_TAG.finditer(cell, 0, _TAG_REACH), 2))) > 1:
        from storage.documents.readers.html import read_html

        return read_html(cell)
    words = _unescaped(cell)
    found = read_text(words.strip())
    if words == cell:
        return found
    return replace(found, warnings=(*found.warnings, "references such as &amp; made characters"))


def _unescaped(cell: str) -> str:
    """The cell with the references that a page's source is written with as what they mean."""
    if "&" not in cell:
        return cell
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), cell)


def _metadata(row: Row, columns: Columns) -> dict[str, str]:
    """What the other columns say, by key."""
    said: dict[str, str] = {}
    for header, cell in row.cells.items():
        if header == columns.text or len(cell) > _LONGEST_VALUE:
            continue
        key = columns.keys.get(header) or own_key(header)
        value = " ".join(normalise(_unescaped(cell))[0].split())
        if key and value:
            said.setdefault(key, value)
    return said
