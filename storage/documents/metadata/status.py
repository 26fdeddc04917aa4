"""Reads what a listing prints below a title: ``Statement Upheld Child protection 25-Jan-2022``.

The parts may share a line or have one each; the category is what no other part is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from storage.documents.metadata.dates import find_date
from storage.documents.metadata.fields import HeaderField

_FORM: Final = re.compile(r"(?P<form>statement|report)\b", re.IGNORECASE)
_DECISION: Final = re.compile(
    r"(?:not upheld|upheld|closed after initial enquiries|not investigated|discontinued)\b"
    r"(?:: [a-z ,]{1,80}\b)?",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"summary\b|[^:\n]{1,40}:", re.IGNORECASE)
"""A line that is a summary or a label, so that no status follows."""
_LINES: Final = 5
_REACH: Final = 600
_LONGEST_CATEGORY: Final = 80
_BETWEEN: Final = "|,;•·–—-/ \t\xa0"
_BEGINS: Final = re.compile(r"[ \t]*summary\b", re.IGNORECASE)
_MOST_HEADER_LINES: Final = 8
_LONGEST_HEADER_LINE: Final = 130


class Status(NamedTuple):
    """What stands between a title and its summary."""

    form: str | None
    """``statement`` or ``report``."""
    fields: dict[str, HeaderField]
    """Decision, category and date, as a header's fields are named."""


def is_header_only(lines: Sequence[str]) -> bool:
    """Whether nothing but labels and their values stands between two titles.

    A decision on several bodies prints such a header for each of them, above one text for all.
    """
    return len(lines) <= _MOST_HEADER_LINES and not any(
        len(line) > _LONGEST_HEADER_LINE
        or line.endswith((".", ";"))
        or _BEGINS.match(line)
        or _DECISION.match(line)
        or _FORM.match(line)
        for line in lines
    )


def read_status(text: str, since: int) -> Status | None:
    """The status below the title that ends at ``since``; None where there is none."""
    form = None
    fields: dict[str, HeaderField] = {}
    for start, end in _status_lines(text, since):
        if (date := find_date(text, start, end)) is not None and date.start == start:
            fields.setdefault("date", HeaderField(text[start : date.end], start, date.end))
            start = _past(text, date.end, end)
        if (found := _FORM.match(text, start, end)) is not None:
            form = found["form"].lower()
            start = _past(text, found.end(), end)
        if (found := _DECISION.match(text, start, end)) is not None:
            fields.setdefault("decision", HeaderField(found[0], *found.span()))
            start = _past(text, found.end(), end)
        if (date := find_date(text, start, end)) is not None and date.end == end:
            fields.setdefault("date", HeaderField(text[date.start : end], date.start, end))
            end = date.start
        _add_category(text, start, end, fields)
    return Status(form, fields) if "decision" in fields or form and "date" in fields else None


def _status_lines(text: str, since: int) -> Iterator[tuple[int, int]]:
    """Where the lines below a title begin and end, above the next label or the summary."""
    at = since
    seen = 0
    for raw in text[since : since + _REACH].split("\n"):
        words = raw.strip(_BETWEEN)
        if words:
            if seen == _LINES or _ENDS.match(words):
                return
            seen += 1
            start = at + raw.index(words)
            yield start, start + len(words)
        at += len(raw) + 1


def _past(text: str, at: int, end: int) -> int:
    """The next position that is no separator."""
    while at < end and text[at] in _BETWEEN:
        at += 1
    return at


def _add_category(text: str, start: int, end: int, fields: dict[str, HeaderField]) -> None:
    """Keep what is left of a line as the category, unless it is too long for one."""
    words = text[start:end].rstrip(_BETWEEN)
    if words and len(words) <= _LONGEST_CATEGORY:
        fields.setdefault("category", HeaderField(words, start, start + len(words)))
