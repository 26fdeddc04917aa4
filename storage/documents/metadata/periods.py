"""Reads the days of an inspection: ``3 to 14 June 2024``, also when it came twice."""

import re
from typing import Final, NamedTuple

from storage.documents.metadata.dates import find_date

_LABEL: Final = re.compile(
    r"^[ \t]*(?:inspection dates?|dates?(?:\(s\))? of (?:the )?(?:inspection|visit)|"
    r"(?:visit|fieldwork) dates?|inspected (?:on|between))[ \t]*:?[ \t]*\n{0,2}(?P<days>[^\n]{5,120})",
    re.IGNORECASE | re.MULTILINE,
)
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<month>{_MONTH}))?(?:,?\s+(?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    rf"^[ \t]*(?P<days>\d{{1,2}}(?: {_MONTH})?(?: 20\d\d)?\s?(?:–|-|to|and)\s?\d{{1,2}} {_MONTH} 20\d\d)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Days by themselves on the title page."""
_REACH: Final = 6000
_TITLE_PAGE: Final = 1500


class Period(NamedTuple):
    """The first and the last day, and where both are printed."""

    first: str
    last: str
    start: int
    end: int


def inspection_period(text: str) -> Period | None:
    """The days that a report's head names as those of the inspection."""
    alone = _ALONE.search(text, 0, _TITLE_PAGE)
    for match in (*_LABEL.finditer(text, 0, _REACH), *([alone] if alone is not None else [])):
        days = _days(match["days"])
        if days:
            start = match.start("days")
            printed = [place for _, place in days]
            return Period(
                min(day for day, _ in days),
                max(day for day, _ in days),
                start + min(place[0] for place in printed),
                start + max(place[1] for place in printed),
            )
    return None


def _days(printed: str) -> list[tuple[str, tuple[int, int]]]:
    """Every day with its place; one without month or year has those of the day after it."""
    found = []
    month = year = None
    for match in reversed(list(_DAY.finditer(printed))):
        month, year = match["month"] or month, match["year"] or year
        if month is None or year is None:
            continue
        words = f"{match['day']} {month} {year}"
        date = find_date(words, 0, len(words))
        if date is not None:
            found.append((date.iso, match.span()))
    return found
