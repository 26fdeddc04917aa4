"""Readers, one module per format, behind one front: bytes in, words out.

What a file is, its bytes say. Its name decides only between plain text, Markdown and tables,
which no byte tells apart. A reader is loaded when the first file asks for it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from storage.documents.normalise import is_plain
from storage.documents.readers.encoding import decode
from storage.documents.readers.formats import (
    MAX_BYTES,
    PDF,
    TABLE_SUFFIXES,
    TEXT,
    XLSX,
    ZIP,
    format_of,
    most_bytes,
)
from storage.documents.readers.source import Refused, Source
from storage.documents.readers.text import read_text
from storage.errors import SourceError

if TYPE_CHECKING:
    from storage.documents.readers.archive import Allowance
    from storage.documents.readers.rows import Columns

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Refused",
    "Source",
    "columns_of",
    "most_bytes",
    "read_source",
    "read_sources",
]

_LINES_SUFFIXES = (".jsonl", ".ndjson", ".json")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
SUFFIXES = frozenset(
    {
        ".txt",
        ".pdf",
        ".docx",
        ".xlsx",
        ".xlsm",
        ".zip",
        *_MARKDOWN_SUFFIXES,
        *_HTML_SUFFIXES,
        *TABLE_SUFFIXES,
    }
)
"""Endings, in lower case, of the files that a folder's import picks up."""

_TELLING = (*_MARKDOWN_SUFFIXES, *_HTML_SUFFIXES, *TABLE_SUFFIXES)
"""Endings of texts that are more than plain."""
_FIRST_LINE = 1000
_SEPARATORS = (",", ";", "\t")
"""What stands between the names of a table's columns."""
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"</(?:p|div|h[1-6]|body|main|article|section|table|ul|ol|span)>", re.I)

Tell = Callable[[], None]
"""Called now and then by a reader that is still at work."""


def read_source(source: bytes, name: str, tell: Tell | None = None) -> Source:
    """Read a file that is one document; ``name`` is what it is called.

    Raises:
        SourceError: it is empty, too large, no text, not in the encoding it declares, or a file
            of many documents.
    """
    kind = format_of(source, name)
    if kind in (ZIP, XLSX):
        raise SourceError(f"{name} is a file of many documents; import it to get each of them.")
    if kind != TEXT:
        return _one(_read_paper(kind, source, name, tell), name)
    if _is_bare(source, name):
        return _bare(source)
    decoded, guesses = decode(source, name)
    return _one(_guessed(_read_written(decoded, name), guesses), name)


def read_sources(
    source: bytes, name: str, text_column: str | None = None, tell: Tell | None = None
) -> Iterator[Source | Refused]:
    """Every document of a file, and what in it cannot be one, in the file's order.

    Args:
        source: the file's bytes.
        name: what the file is called.
        text_column: the column of a table that holds the texts; found out when absent.
        tell: called now and then by readers of what takes long.

    Raises:
        SourceError: nothing of the file can be read; the message names it.
    """
    return _Front(text_column, tell).documents(source, name, 0)


def columns_of(source: bytes, name: str, text_column: str | None = None) -> "Columns | None":
    """What the columns of a table or workbook are taken for; None for any other file.

    Raises:
        SourceError: it cannot be read; the message names it.
    """
    kind = format_of(source, name)
    if kind not in (TEXT, XLSX) or (kind == TEXT and _is_bare(source, name)):
        return None
    from storage.documents.readers import rows

    if kind == XLSX:
        return rows.columns_of(source, name, text_column)
    decoded, _ = decode(source, name)
    return rows.columns_of(decoded, name, text_column) if _is_table(decoded, name) else None


class _Front:
    """Reads one file, and the files in it, with one set of wishes."""

    def __init__(self, text_column: str | None, tell: Tell | None) -> None:
        self._text_column = text_column
        self._tell = tell
        self._allowance: Allowance | None = None

    def documents(self, source: bytes, name: str, depth: int) -> Iterator[Source | Refused]:
        """Every document of one file that lies in so many archives."""
        kind = format_of(source, name)
        if kind == ZIP:
            yield from self._members(source, name, depth)
        elif kind == XLSX:
            from storage.documents.readers.rows import read_workbook

            yield from read_workbook(source, name, self._text_column)
        elif kind != TEXT:
            yield from _each(_one(_read_paper(kind, source, name, self._tell), name))
        elif _is_bare(source, name):
            yield from _each(_bare(source))
        else:
            decoded, guesses = decode(source, name)
            for found in self._written(decoded, name):
                yield found if isinstance(found, Refused) else _guessed(found, guesses)

    def _members(self, source: bytes, name: str, depth: int) -> Iterator[Source | Refused]:
        """The documents of an archive."""
        from storage.documents.readers.archive import DEEPEST, Allowance, read_archive

        if depth > DEEPEST:
            raise SourceError(
                f"{name} is an archive in an archive in an archive; unpack the outermost first."
            )
        self._allowance = self._allowance or Allowance()
        read_member = partial(self.documents, depth=depth + 1)
        yield from read_archive(source, name, read_member, SUFFIXES, self._allowance)

    def _written(self, decoded: str, name: str) -> Iterator[Source | Refused]:
        """The documents of what is written in characters: a page, a list of them, a table, a text."""
        if _is_table(decoded, name):
            from storage.documents.readers.rows import read_rows

            yield from read_rows(decoded, name, self._text_column)
        elif name.lower().endswith(_LINES_SUFFIXES) and decoded.lstrip().startswith(("{", "[")):
            raise SourceError(
                f"{name} is called JSON, but holds no objects that are documents; write one object "
                "for each document, on a line of its own or in a list."
            )
        else:
            yield from _each(_one(_read_written(decoded, name), name))


def _each(whole: Source) -> tuple[Source, ...]:
    """The decisions of a page that lists several; anything else as it is."""
    from storage.documents.readers.listing import entries

    return entries(whole) or (whole,)


def _read_paper(kind: str, source: bytes, name: str, tell: Tell | None) -> Source:
    """Read what is made for paper: a PDF or a Word file."""
    if kind != PDF:
        from storage.documents.readers.docx import read_docx

        return read_docx(source, name)
    from storage.documents.readers.pdf import read_pdf

    return read_pdf(source, name, None if tell is None else lambda *_page: tell())


def _is_bare(source: bytes, name: str) -> bool:
    """Whether the bytes are plain text and nothing else, as most are; told quickly."""
    opening = source[:_FIRST_LINE].lstrip()
    if opening.startswith((b"---", b"<")) or name.lower().endswith(_TELLING):
        return False
    return is_plain(source) and not _may_be_table(source[:_FIRST_LINE].decode("ascii"), name)


def _may_be_table(opening: str, name: str) -> bool:
    """Whether a table is possible; a quick test that only errs towards yes."""
    opening = opening.lstrip()
    first = opening.partition("\n")[0]
    named = name.lower().endswith(TABLE_SUFFIXES)
    return named or opening.startswith(("{", "[")) or any(mark in first for mark in _SEPARATORS)


def _is_table(decoded: str, name: str) -> bool:
    """Whether the text is a table with one document a row."""
    if not _may_be_table(decoded[:_FIRST_LINE], name) or _is_html(decoded, name):
        return False
    from storage.documents.readers.rows import rows_format

    return rows_format(decoded, name) is not None


def _bare(source: bytes) -> Source:
    """Plain text as it is."""
    return Source(source.decode("ascii"), "text/plain", {}, ())


def _read_written(decoded: str, name: str) -> Source:
    """Read a page, Markdown or plain text."""
    if _is_html(decoded, name):
        from storage.documents.readers.html import read_html

        return read_html(decoded)
    from storage.documents.readers.markdown import has_front_matter, read_markdown

    if name.lower().endswith(_MARKDOWN_SUFFIXES) or has_front_matter(decoded):
        return read_markdown(decoded)
    return read_text(decoded)


def _is_html(decoded: str, name: str) -> bool:
    """Whether the text opens like a page, or is called one and has its tags."""
    opening = decoded[:4000]
    if _PAGE.match(opening) is not None:
        return True
    return name.lower().endswith(_HTML_SUFFIXES) and _TAG.search(decoded[:200_000]) is not None


def _guessed(found: Source, guesses: tuple[str, ...]) -> Source:
    """The same, with what was guessed about its characters."""
    return replace(found, warnings=guesses + found.warnings) if guesses else found


def _one(found: Source, name: str) -> Source:
    """The document, if there are words in it."""
    if not found.text.strip():
        raise SourceError(f"{name} has no words in it.")
    return found
