"""Which files are read in a process of their own: those that may hang, grow or kill their reader."""

import stat
from pathlib import Path
from typing import Final

from storage.documents.files import File

SMALL: Final = 1_000_000
"""Bytes up to which a plain file is read together with others."""
SMALL_PAGE: Final = 200_000
"""Bytes up to which a page is as harmless: its parser is our own and never looks back."""
_RISKY: Final = (b"%PDF", b"PK")
"""What files begin with that other people's parsers take apart."""
_OPENINGS: Final = (b"<", b"\xef\xbb\xbf<")
_PAGES: Final = (".html", ".htm", ".xhtml")


def is_risky(file: File) -> bool:
    """Whether a file is large, or of a kind that could keep its reader busy for long."""
    try:
        status = Path(file.path).stat()
        if not stat.S_ISREG(status.st_mode):
            return False
        if status.st_size > SMALL:
            return True
        with Path(file.path).open("rb") as opened:
            opening = opened.read(200).lstrip()
        is_page = opening.startswith(_OPENINGS) or file.name.lower().endswith(_PAGES)
        return opening.startswith(_RISKY) or (is_page and status.st_size > SMALL_PAGE)
    except OSError:
        # What is the matter is told when it is read.
        return False
