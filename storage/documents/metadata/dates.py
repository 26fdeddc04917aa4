"""Reads dates as documents print them, into ISO text as precise as they are."""

import datetime
import re
from typing import Final, NamedTuple

_MONTHS: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE: Final = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}})-(?P<iso_month>\d{{2}})(?:-(?P<iso_day>\d{{2}}))?(?![\d-])
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{_MONTH}),?[\s-]+(?P<year>\d{{4}})\b
    | (?P<us_month>{_MONTH})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}})\b
    | (?P<only_month>{_MONTH}),?\s+(?P<only_year>\d{{4}})\b
    | (?P<n_day>\d{{1,2}})[/.](?P<n_month>\d{{1,2}})[/.](?P<n_year>\d{{4}})\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


_LONGEST: Final = 30
"""No date is printed longer."""


class PrintedDate(NamedTuple):
    """A date and where it stands."""

    iso: str
    """``2020-02-12``, or ``2021-07`` where no day is printed."""
    start: int
    end: int


def find_date(
    text: str, start: int, end: int, *, is_month_first: bool = False
) -> PrintedDate | None:
    """The first possible date in ``text[start:end]``.

    ``is_month_first`` reads ``05/12/2022`` as the 12th of May; where only one reading is possible,
    it is taken whoever printed it.
    """
    for match in _DATE.finditer(text, start, end):
        iso = _iso(match, is_month_first)
        if iso is not None:
            return PrintedDate(iso, match.start(), match.end())
    return None


def only_date(text: str, start: int, end: int) -> PrintedDate | None:
    """The date that ``text[start:end]`` is, if it is nothing else."""
    if end - start > _LONGEST:
        return None
    date = find_date(text, start, end)
    return date if date is not None and (date.start, date.end) == (start, end) else None


def _iso(match: re.Match[str], is_month_first: bool) -> str | None:
    """ISO text of a match; None for a day that no calendar has."""
    if match["n_year"]:
        return _numeric(int(match["n_day"]), int(match["n_month"]), match["n_year"], is_month_first)
    year = match["iso"] or match["year"] or match["us_year"] or match["only_year"]
    named = match["month"] or match["us_month"] or match["only_month"]
    month = _MONTHS[named.casefold()[:3]] if named else int(match["iso_month"])
    day = match["iso_day"] or match["day"] or match["us_day"]
    try:
        date = datetime.date(int(year), month, int(day or 1))
    except ValueError:
        return None
    return date.isoformat() if day else f"{date.year:04}-{date.month:02}"


def _numeric(first: int, second: int, year: str, is_month_first: bool) -> str | None:
    """ISO text of a date in figures; month and day change places where no month is that late."""
    day, month = (second, first) if is_month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    try:
        return datetime.date(int(year), month, day).isoformat()
    except ValueError:
        return None
