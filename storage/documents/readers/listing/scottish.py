"""Finds the decisions of the ombudsman of Scotland in a page: each repeats the whole header."""

import re
from collections.abc import Sequence
from typing import Final

from storage.documents.readers.listing.lines import Entry, Line, Listing, without_repeats

_CASE: Final = re.compile(
    r"case(?: ref(?:erence)?)?(?: (?:no|number)\.?)?[ \t]*:[ \t]*(?P<value>.*)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\d{6,9}\b")
_LABEL: Final = re.compile(r"(date|body|sector|outcome|decision|subject)[ \t]*:", re.IGNORECASE)
_HEADER_REACH: Final = 14
"""How many lines below its case reference an entry's header may take."""
_LEAST_LABELS: Final = 2
_HEADING: Final = re.compile(r"(?:spso )?decision report\b.{0,40}|\d{6,9}", re.IGNORECASE)
_HEADING_LINES: Final = 2
_LONGEST_VALUE: Final = 160


def may_list(text: str) -> bool:
    """Whether the label of a case reference can stand there twice; a quick look."""
    return text.count("Case") > 1 or text.count("CASE") > 1


def scottish_listing(lined: Sequence[Line]) -> Listing | None:
    """The decisions of a page; None where it has fewer than two."""
    cases = {
        index: case
        for index, line in enumerate(lined)
        if (case := _CASE.fullmatch(line.words)) is not None
    }
    found = []
    for index, case in cases.items():
        labels = _labels_below(lined, index, cases)
        number = _number(lined, index, case["value"])
        if number is not None and labels >= _LEAST_LABELS:
            found.append(Entry(index, number))
        elif number is not None and len(case["value"]) <= len(number):
            found.append(Entry(index, number, "its header is not complete"))
        elif labels >= _LEAST_LABELS and len(case["value"]) <= _LONGEST_VALUE:
            found.append(Entry(index, None, "its case has no number"))
    if sum(entry.wrong is None for entry in found) < 2:
        return None
    kept = [_with_heading(lined, entry) for entry in without_repeats(found)]
    return Listing(lined, kept, len(lined)) if len(kept) > 1 else None


def _number(lined: Sequence[Line], index: int, value: str) -> str | None:
    """The case's number, on the label's line or on the next one."""
    if not value and index + 1 < len(lined):
        value = lined[index + 1].words
    number = _NUMBER.match(value)
    return number[0] if number is not None else None


def _labels_below(lined: Sequence[Line], index: int, cases: dict[int, re.Match[str]]) -> int:
    """How many of the header's other labels follow, above the next case."""
    found = set()
    for below in range(index + 1, min(index + 1 + _HEADER_REACH, len(lined))):
        if below in cases:
            break
        if (label := _LABEL.match(lined[below].words)) is not None:
            found.add(label[1].lower())
    return len(found)


def _with_heading(lined: Sequence[Line], entry: Entry) -> Entry:
    """The entry from its heading on, where it has one right above."""
    first = entry.line
    while first > max(0, entry.line - _HEADING_LINES) and _HEADING.fullmatch(
        lined[first - 1].words
    ):
        first -= 1
    return entry._replace(line=first)
