"""What a page that lists decisions is taken apart into: lines, and where entries begin."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_LEADING: Final = "•*-–·#|> \t\xa0"
_NUMBERED: Final = re.compile(r"\d{1,3}[.)][ \t]+")


class Line(NamedTuple):
    """A line that is not empty, without the marks of lists and headings in front."""

    start: int
    end: int
    words: str
    is_apart: bool
    """Whether an empty line stands above it."""


class Entry(NamedTuple):
    """One decision of a listing."""

    line: int
    """The index of the line that begins it."""
    reference: str | None
    wrong: str | None = None
    """What is missing from it, in a few words."""


class Listing(NamedTuple):
    """The decisions of a page, in its order."""

    lines: Sequence[Line]
    entries: Sequence[Entry]
    end: int
    """The index after the last line of the last entry."""


def lines_of(text: str) -> list[Line]:
    """All lines of ``text`` with words."""
    found = []
    at = 0
    is_apart = True
    for raw in text.split("\n"):
        words = raw.strip(_LEADING)
        if (numbered := _NUMBERED.match(words)) is not None:
            words = words[numbered.end() :]
        if words:
            start = at + raw.index(words)
            found.append(Line(start, start + len(words), words, is_apart))
        is_apart = not words
        at += len(raw) + 1
    return found


def without_repeats(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without those that print the header of the one above once more."""
    kept: list[Entry] = []
    for entry in entries:
        if entry.reference is None or not kept or entry.reference != kept[-1].reference:
            kept.append(entry)
    return kept
