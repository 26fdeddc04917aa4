"""Readers, one module per format, behind one front: bytes in, words out.

What a file is, its bytes say. Its name decides only between plain text and Markdown,
which no byte tells apart.
"""

import re
from dataclasses import replace

from storage.documents.normalise import is_plain
from storage.documents.readers.encoding import declared_encoding, decode
from storage.documents.readers.source import Refused, Source
from storage.documents.readers.text import read_text
from storage.errors import SourceError

__all__ = ["MAX_BYTES", "SUFFIXES", "Refused", "Source", "read_source"]

MAX_BYTES = 50_000_000
"""Larger files are refused: no document that a person codes is that long."""

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})
"""Endings, in lower case, of the files that a folder's import picks up."""

_MARKDOWN_SUFFIXES = (".md", ".markdown")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"</(?:p|div|h[1-6]|body|main|article|section|table|ul|ol|span)>", re.I)


def read_source(source: bytes, name: str) -> Source:
    """Read one file whose name is ``name``.

    Raises:
        SourceError: it is empty, too large, no text, or not in the encoding it declares.
    """
    _refuse_what_is_no_text(source, name)
    if is_plain(source) and not _may_be_marked_up(source, name):
        return Source(source.decode("ascii"), "text/plain", {}, ())
    decoded, guesses = decode(source, name)
    found = _read(decoded, name)
    if not found.text.strip():
        raise SourceError(f"{name} has no words in it.")
    return replace(found, warnings=guesses + found.warnings)


def _refuse_what_is_no_text(source: bytes, name: str) -> None:
    """Raise for what cannot be a text, judged by size and bytes."""
    if len(source) > MAX_BYTES:
        size = f"{len(source) / 1_000_000:,.0f} MB"
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise SourceError(f"{name} is too large: {size}; the most that can be read is {limit}.")
    if not source or source.isspace():
        raise SourceError(f"{name} is empty.")
    for signature, what in _SIGNATURES:
        if source.startswith(signature):
            raise SourceError(f"{name} is {what}, not a text. Save its words as text first.")
    if b"\0" in source and declared_encoding(source) is None:
        raise SourceError(f"{name} is a binary file, not a text.")


def _may_be_marked_up(source: bytes, name: str) -> bool:
    """Whether anything but plain text is possible; a quick test that only errs towards yes."""
    opening = source[:2000].lstrip()
    named = name.lower().endswith(_MARKDOWN_SUFFIXES + _HTML_SUFFIXES)
    return named or opening.startswith((b"---", b"<"))


def _read(decoded: str, name: str) -> Source:
    """Choose the reader by what the text is."""
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
