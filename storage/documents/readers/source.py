"""What a reader makes of one file: its documents, and what in it is no document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Source:
    """The words of one file, before anything is recognised in them."""

    text: str
    """As it is stored: see ``storage.documents.normalise``."""
    media_type: str
    metadata: Mapping[str, str]
    """What the file declares about itself (``title``, ``url``, ``retrieved_on``, …)."""
    warnings: tuple[str, ...]
    """What was changed or guessed, in a few words each."""
    pages: tuple[int, ...] = ()
    """Where each page begins; empty for a format that has no pages."""
    furniture: tuple[tuple[int, int], ...] = ()
    """Start and end of what the reader knows to be the page's: running heads, page numbers."""
    locator: str | None = None
    """Where in its file it stands (``row 12``, ``folder/letter.docx``); None for a file that is one document."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The header of the column behind a key of ``metadata``, for a row of a table."""


class Refused(NamedTuple):
    """A part of a file that cannot be a document; the rest of the file goes on."""

    locator: str
    """Where in its file it stands, written like ``Source.locator``."""
    reason: str
    """One sentence: what is wrong with it and what to do."""
    is_expected: bool = False
    """Whether nothing is wrong: the part was never meant to be a document, such as a picture."""
