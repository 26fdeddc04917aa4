"""Cuts a page that lists many decisions into the decisions.

Two or more entries make a listing, and an entry is known by its own header. A reference that a
decision cites has none, so that one decision is never cut apart.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from storage.documents.readers.listing import english, scottish
from storage.documents.readers.listing.lines import Listing, lines_of
from storage.documents.readers.source import Source

__all__ = ["entries"]

_WORD: Final = re.compile(r"[^\W_]")
_MARK: Final = re.compile(r"\d{1,3}[.)]")
_OF_THE_PAGE: Final = "title"
"""What the page declares and its entries do not share."""


def entries(source: Source) -> tuple[Source, ...]:
    """The decisions that a page lists, each with exactly its own words; empty for no listing."""
    listing = None
    if english.may_list(source.text):
        listing = english.english_listing(lines_of(source.text))
    if listing is None and scottish.may_list(source.text):
        listing = scottish.scottish_listing(lines_of(source.text))
    return _cut(source, listing) if listing is not None else ()


def _cut(source: Source, listing: Listing) -> tuple[Source, ...]:
    """A source for every entry."""
    firsts = [entry.line for entry in listing.entries]
    found = []
    for number, (entry, end) in enumerate(
        zip(listing.entries, [*firsts[1:], listing.end], strict=True), 1
    ):
        last = end - 1
        while last > entry.line and _is_rule(listing.lines[last].words):
            last -= 1
        start = listing.lines[entry.line].start
        wrong = (f"an entry that is not complete: {entry.wrong}",) if entry.wrong else ()
        part = _part(source, start, listing.lines[last].end)
        locator = f"{source.locator}, entry {number}" if source.locator else f"entry {number}"
        found.append(replace(part, locator=locator, warnings=part.warnings + wrong))
    return tuple(found)


def _is_rule(words: str) -> bool:
    """Whether a line below an entry is none of its words: a rule, the next one's list mark."""
    return _MARK.fullmatch(words) is not None or _WORD.search(words) is None


def _part(source: Source, start: int, end: int) -> Source:
    """What a source says of its words from ``start`` to ``end``."""
    metadata = {
        f"page_{key}" if key == _OF_THE_PAGE else key: value
        for key, value in source.metadata.items()
    }
    return replace(
        source,
        text=source.text[start:end],
        metadata=metadata,
        pages=_pages(source.pages, start, end),
        furniture=tuple(
            (max(begin, start) - start, min(stop, end) - start)
            for begin, stop in source.furniture
            if begin < end and stop > start
        ),
    )


def _pages(pages: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """Where pages begin in a part; the first is the one that the part begins on."""
    if not pages:
        return ()
    return (0, *(page - start for page in pages if start < page < end))
