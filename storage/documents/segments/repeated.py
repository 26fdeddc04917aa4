"""Finds furniture without a list: short lines that many documents of one publisher share."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from storage.documents.segments.packing import stored_boilerplate, stored_numbers
from storage.documents.wording import any_of

FEWEST: Final = 5
"""Documents of one publisher below which nothing is said to repeat."""
SHARE: Final = 3
"""One document in so many has to have the line."""

_SHORTEST, _LONGEST = 3, 100
_LABEL: Final = re.compile(r"[^:]{1,40}:(?:\s|$)")
_BULLETS: Final = frozenset("•●○▪■◼◾◦‣·*–—->")
_MATTER: Final = any_of(
    r"\b(?:fault|uphold|upheld|complain|investigat|apolog|recommend|decision|finding|found|remed"
    r"|assess|agreed|outcome|summary|background|conclusion|analysis|evidence|what |act \d{4}|section \d|regulation|amended)"
)
"""Words of the matter itself: what says them is the document's, however many say it."""
_INSPECTED: Final = any_of(
    r"\b(?:child|care|help|protect|leader|experience|effective|judg|grade|outstanding|good\b"
    r"|inadequate|improve|overall|impact|inspect|provi)"
)
"""Words of an inspection's tables and headings."""


class ShortLine(NamedTuple):
    """A paragraph of a few words that may be furniture."""

    key: str
    """Its words, whatever their capitals and blanks."""
    start: int
    end: int
    is_given: bool
    """Whether it is known to be furniture already."""


def publisher(kind: str, url: str | None, outlet: str | None) -> str:
    """Who put a document on the page it was taken from, as far as that is known.

    Documents of one kind are one publisher's (an ombudsman's, an inspectorate's), but for those
    of a web site, which are that site's, and those of a newspaper.
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    name = (host or "").removeprefix("www.") or (outlet or "").casefold()
    return f"{kind} {name}".strip()


def enough(documents: int) -> int:
    """How many of some documents have to share a line before it is furniture."""
    return max(FEWEST, -(-documents // SHARE))


def short_lines(
    text: str, stored: str, kind: str, told: Sequence[tuple[int, int]] = ()
) -> list[ShortLine]:
    """The lines of a document that are furniture if enough others have them too.

    Headings, numbered paragraphs and list items, labels with their values, what was recognised
    and lines that speak of the matter are the document's own; what is boilerplate by the rules
    is left out.

    Args:
        text: The stored text.
        stored: Its segmentation as it is stored.
        kind: Its kind.
        told: Start and end of what was recognised: reference, outcome and so on.
    """
    parts = json.loads(stored.partition(',"sentences":')[0] + "}")
    given = _covered(stored_given(stored))
    ruled = (pair for pair in _pairs(stored_boilerplate(stored)) if not _touches(given, *pair))
    taken = _covered([*ruled, *told])
    headings = {start for _, start, _ in parts["sections"]}
    found: list[ShortLine] = []
    labelled = False
    for number, _, start, end in parts["paragraphs"]:
        line = text[start:end] if end - start <= _LONGEST else ""
        own = number is not None or start in headings or labelled or _touches(taken, start, end)
        labelled = text[end - 1] == ":"
        if line and not own and _may_repeat(line, kind):
            key = " ".join(line.casefold().split())
            found.append(ShortLine(key, start, end, _touches(given, start, end)))
    return found


def stored_given(stored: str) -> list[tuple[int, int]]:
    """Start and end of what was given as boilerplate when a stored segmentation was made."""
    return _pairs(stored_numbers(stored, "given"))


def _may_repeat(line: str, kind: str) -> bool:
    """Whether a short line could be the page's rather than the document's."""
    if len(line) < _SHORTEST or not any(map(str.isalpha, line)) or line[0] in _BULLETS:
        return False
    if _LABEL.match(line) or _MATTER.search(line):
        return False
    return kind != "inspection_report" or _INSPECTED.search(line) is None


def _pairs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _covered(passages: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where passages start, and how far those so far reach."""
    ordered = sorted(passages)
    return [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max))


def _touches(covered: tuple[list[int], list[int]], start: int, end: int) -> bool:
    """Whether one of the passages has something of ``start`` to ``end``."""
    starts, reached = covered
    place = bisect_right(starts, end - 1) - 1
    return place >= 0 and reached[place] > start


def given_with(given: Sequence[tuple[int, int]], more: Sequence[ShortLine]) -> list[int]:
    """What was given as boilerplate and what was found, in text order, as plain numbers."""
    both = sorted({*given, *((line.start, line.end) for line in more)})
    return list(chain.from_iterable(both))
