"""Reads Word files: mammoth makes a page of them, which is then read like any other page.

A Word file may come from anywhere. Its parts are checked before a parser sees them: no entities,
which can grow without end, and no more than a document has.
"""

import io
import re
from typing import Final
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

from storage.documents.readers.archive import DAMAGE, opened
from storage.documents.readers.docx.numbering import with_printed_numbers
from storage.documents.readers.docx.properties import declared
from storage.documents.readers.html import read_html
from storage.documents.readers.source import Source
from storage.errors import SourceError

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_WORDING: Final = 40_000_000
"""Bytes that the parts with a document's words may unpack to; a thousand pages have 10 MB."""

_PARTS: Final = (".xml", ".rels")
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY")
_BACK: Final = re.compile(r' ?<a href="#(?:foot|end)note-ref-[^"]{1,60}">\u2191</a>')
"""The arrow back that mammoth puts behind a note."""
_CELL: Final = re.compile(
    r"(<t[dh](?: [^<>]{0,200})?>)<p>((?:[^<]|<(?!/?(?:t[dhr]|table|[uo]l|li)\b|/p></t[dh]>)){0,600}+)</p>(?=</t[dh]>)"
)
"""A cell of a few words, which mammoth makes paragraphs of."""
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
comment-reference =>
"""
_BROKEN: Final = (
    *DAMAGE,
    AttributeError,
    ElementTree.ParseError,
    ExpatError,
    LookupError,
    TypeError,
)
"""What a Word file that keeps no rule makes its parsers raise."""


def read_docx(source: bytes, name: str) -> Source:
    """The words of a Word file with its headings, lists, printed numbers and tables.

    Raises:
        SourceError: it is damaged, has entities or is far larger than it looks.
    """
    with opened(io.BytesIO(source), name) as archive:
        _refuse_bombs(archive, name)
        try:
            page = _page(with_printed_numbers(archive))
            metadata = declared(archive)
        except _BROKEN as error:
            raise SourceError(
                f"{name} is a damaged Word file; open it in Word and save it again."
            ) from error
    found = read_html(_CELL.sub(_in_line, _BACK.sub("", page)))
    return Source(found.text, MEDIA_TYPE, metadata, found.warnings)


def _refuse_bombs(archive: ZipFile, name: str) -> None:
    """Raise for parts that no parser should be given."""
    parts = [info for info in archive.infolist() if info.filename.lower().endswith(_PARTS)]
    if sum(info.file_size for info in parts) > MOST_WORDING:
        raise SourceError(
            f"{name} would unpack to more than {MOST_WORDING // 1_000_000} MB of words, as no "
            "document does; save it as text if it is one."
        )
    for info in parts:
        try:
            # Without the null bytes UTF-16 is as easily looked through as UTF-8.
            content = archive.read(info).replace(b"\0", b"")
        except DAMAGE as error:
            raise SourceError(
                f"{name} is a damaged or encrypted Word file; open it in Word and save it again "
                "without a password."
            ) from error
        if any(mark in content for mark in _ENTITIES):
            raise SourceError(
                f"{name} declares XML entities, which no Word file does, and was not read; "
                "open it in Word and save it again."
            )


def _in_line(cell: re.Match[str]) -> str:
    """The cell with its words in one line, so that a row of the table is a line too."""
    return cell[1] + cell[2].replace("</p><p>", " ")


def _page(file: io.BytesIO) -> str:
    """The document as a page; pictures are left out."""
    import mammoth  # type: ignore[import-untyped]

    made = mammoth.convert_to_html(
        file,
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=lambda _picture: [],
    )
    page: str = made.value
    return page
