"""What a PDF says about itself: a title, and when it was made."""

import re
from typing import TYPE_CHECKING, Final

from storage.documents.normalise import normalise
from storage.documents.readers.pdf.opening import DAMAGE

if TYPE_CHECKING:
    from pypdf import PdfReader

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_OPENING: Final = 3000
"""How far from the top a title that is meant would be printed too."""
_LONGEST: Final = 300
_MEANT: Final = 0.8
"""The part of a title's words that the document prints as well, if the title is its own."""
_YEARS: Final = range(1990, 2100)


def declared(reader: "PdfReader", text: str) -> dict[str, str]:
    """Title and day of making, where they can be believed.

    Many a title is left over from the document that served as a pattern: it counts only when the
    document prints its words too.
    """
    from pypdf.errors import PyPdfError

    found: dict[str, str] = {}
    try:
        about = reader.metadata
        title = about.title if about is not None else None
        made = about.creation_date if about is not None else None
    except (PyPdfError, *DAMAGE):
        return found
    if isinstance(title, str) and _is_printed(title, text[:_OPENING]):
        found["title"] = " ".join(normalise(title[:_LONGEST])[0].split())
    if made is not None and made.year in _YEARS:
        found["created_on"] = made.date().isoformat()
    return found


def _is_printed(title: str, opening: str) -> bool:
    """Whether the document itself prints what it is called."""
    words = set(_WORD.findall(title.lower()))
    printed = set(_WORD.findall(opening.lower()))
    return len(words) > 1 and len(words & printed) >= _MEANT * len(words)
