"""Finding words in a document: any case, any white space, straight or curly quotation marks."""

import re
from typing import Final

from tui.widgets.document_cells import snap

_LOOK_ALIKE: Final = {
    "'": "['’‘]",
    "’": "['’‘]",
    "‘": "['’‘]",
    '"': '["“”]',
    "“": '["“”]',
    "”": '["“”]',
    "-": "[-‐‑–—]",
}


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where words stand in a text, in order; none when there is nothing to look for."""
    pieces = ["".join(map(_pattern, word)) for word in words.split()]
    if not pieces:
        return []
    pattern = re.compile(r"\s+".join(pieces), re.IGNORECASE)
    return [snap(text, *match.span()) for match in pattern.finditer(text)]


def _pattern(letter: str) -> str:
    """What finds a letter and those that look like it."""
    return _LOOK_ALIKE.get(letter, re.escape(letter))
