"""Keeps the pages of plain text that was taken from a paged document: form feeds, running heads."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from storage.documents.normalise import normalise
from storage.documents.readers.source import Source

_BREAK: Final = "\f"
_DEEPEST: Final = 4
"""How many lines a head or a foot may have."""
_LONGEST: Final = 160
_FEW_PAGES: Final = 6
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"(?:page )?[-–|]? ?#(?: ?[-–|]| of #|/#)?$")
_ITEM: Final = re.compile(r"\s*\d{1,3}[.)]\s+\S")

_Line = tuple[int, int]
"""Start and end of a line's words."""


def read_paged(decoded: str) -> Source:
    """Plain text with form feeds, each of which begins a page.

    Args:
        decoded: The text as it was written.
    """
    _, warnings = normalise(decoded)
    pages = [normalise(page)[0] for page in decoded.split(_BREAK)]
    if not pages[-1].strip():
        pages[-2:] = ["\n".join(pages[-2:])]
    starts = []
    at = 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    text = "\n".join(pages)
    return Source(
        text, "text/plain", {}, warnings, tuple(starts), tuple(_furniture(text, [*starts, at]))
    )


def _furniture(text: str, edges: Sequence[int]) -> list[_Line]:
    """The running heads and feet of all pages, in order."""
    pages = [_lines(text, start, end - 1) for start, end in zip(edges, edges[1:], strict=False)]
    tops = [page[:_DEEPEST] for page in pages]
    feet = [page[::-1][:_DEEPEST] for page in pages]
    least = 2 if len(pages) <= _FEW_PAGES else 3
    found: set[_Line] = set()
    for sides in (tops, feet):
        repeated = _repeated(text, sides, least)
        for side in sides:
            found.update(_peeled(text, side, repeated))
    return sorted(found)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """The lines of a page that are not blank."""
    found = []
    for line in text[start:end].split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words)
            found.append((first, first + len(words)))
        start += len(line) + 1
    return found


def _key(text: str, line: _Line) -> str:
    """What a running head has in common on all its pages."""
    return _DIGITS.sub("#", " ".join(text[line[0] : line[1]].lower().split()))


def _repeated(text: str, sides: Sequence[Sequence[_Line]], least: int) -> frozenset[str]:
    """The words that stand at the edge of several pages."""
    counts = Counter(key for side in sides for key in {_key(text, line) for line in side})
    return frozenset(key for key, count in counts.items() if count >= least)


def _peeled(text: str, side: Sequence[_Line], repeated: frozenset[str]) -> list[_Line]:
    """The lines of an edge that are the page's: from the outermost to the first that is not."""
    found: list[_Line] = []
    for line in side:
        key = _key(text, line)
        is_short = line[1] - line[0] <= _LONGEST and not _ITEM.match(text, line[0])
        if not is_short or key not in repeated and _NUMBER.match(key) is None:
            break
        found.append(line)
    return found
