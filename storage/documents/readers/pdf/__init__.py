"""Reads PDF files: pages of lines become paragraphs, and the pages' furniture is set apart.

A page goes this way: ``lines`` (what pypdf says stands where), ``arrangement`` (reading order),
``margins`` (running heads and feet), ``paragraphs`` (lines that belong together), ``composing``
(one text, with the places of its pages). ``opening`` refuses what cannot be read.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from storage.documents.readers.source import Source
from storage.errors import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

    from storage.documents.readers.pdf.arrangement import Arranged

__all__ = ["read_pdf"]

_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_UNREADABLE: Final = 0.2
_MOST_NAMED: Final = 8
_LONE_NUMBER: Final = re.compile(r"^\d{1,3}[.)]$", re.MULTILINE)


def read_pdf(source: bytes, name: str, tell: Callable[[int, int], None] | None = None) -> Source:
    """Read a PDF of words.

    Args:
        source: The file's bytes.
        name: What the file is called, for messages.
        tell: Called before each page with its number and how many there are.

    Raises:
        SourceError: it is damaged, encrypted, made of pictures only, or no PDF; the message
            names it.
    """
    from storage.documents.readers.pdf.composing import composed
    from storage.documents.readers.pdf.declared import declared
    from storage.documents.readers.pdf.margins import without_margins
    from storage.documents.readers.pdf.measures import measures_of
    from storage.documents.readers.pdf.opening import open_pdf, quiet

    with quiet() as troubles:
        reader = open_pdf(source, name)
        pages = _pages(reader, name, tell)
        is_damaged = troubles() > 0
        sheets = without_margins([page.lines for page in pages])
        found = composed(sheets, measures_of([sheet.body for sheet in sheets]))
        _refuse_pictures(found.text, found.furniture, name)
        metadata = declared(reader, found.text)
    return Source(
        found.text,
        "application/pdf",
        metadata,
        _warnings(pages, found.text, is_damaged=is_damaged),
        found.pages,
        found.furniture,
    )


def _pages(
    reader: "PdfReader", name: str, tell: Callable[[int, int], None] | None
) -> "list[Arranged]":
    """The lines of every page in reading order."""
    from pypdf.errors import LimitReachedError, PyPdfError

    from storage.documents.readers.pdf.arrangement import arranged
    from storage.documents.readers.pdf.lines import lines_of
    from storage.documents.readers.pdf.opening import DAMAGE
    from storage.documents.readers.pdf.ruler import Ruler

    ruler = Ruler()
    count = len(reader.pages)
    pages: list[Arranged] = []
    for number in range(1, count + 1):
        if tell is not None:
            tell(number, count)
        try:
            pages.append(arranged(lines_of(reader.pages[number - 1], ruler)))
        except LimitReachedError as error:
            raise SourceError(
                f"{name} is too intricate: page {number} holds more than any document needs. Save it"
                " as a simpler PDF."
            ) from error
        except (PyPdfError, *DAMAGE) as error:
            raise SourceError(
                f"{name} is a damaged PDF: page {number} cannot be read. Download or copy it again."
            ) from error
    return pages


def _refuse_pictures(text: str, furniture: tuple[tuple[int, int], ...], name: str) -> None:
    """Raise for a PDF whose pages hold no words, or none that can be told."""
    words = text
    for start, end in reversed(furniture):
        words = words[:start] + words[end:]
    if _LETTERS.search(words) is None:
        raise SourceError(
            f"{name} holds no words: its pages are pictures, or blank. Run it through OCR (text"
            " recognition) first."
        )
    if len(_UNREADABLE.findall(words)) > _MOST_UNREADABLE * len(words):
        raise SourceError(
            f"{name} does not say which letters its signs stand for. Run it through OCR (text"
            " recognition) first."
        )


def _warnings(pages: "list[Arranged]", text: str, *, is_damaged: bool) -> tuple[str, ...]:
    """What a person should know about how the text came to be."""
    found = ["damaged in places: compare it with the original"] if is_damaged else []
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.lines]
    if empty:
        named = ", ".join(empty[:_MOST_NAMED]) + (", …" if len(empty) > _MOST_NAMED else "")
        found.append(f"no words on page{'s' if len(empty) > 1 else ''} {named}")
    put_back = sum(page.put_back for page in pages)
    if put_back:
        found.append(f"{put_back} list mark{'s' if put_back > 1 else ''} put back before the words")
    lone = len(_LONE_NUMBER.findall(text))
    if lone:
        found.append(f"{lone} paragraph number{'s' if lone > 1 else ''} apart from the words")
    return tuple(found)
