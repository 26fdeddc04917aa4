"""Dates cut into days, months, quarters and years, as far as they are known."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from storage.records import Period

MOST_FILLED = 400
"""Periods that a row is filled up to: one date with a mistyped year would make thousands."""

_LENGTHS = {Period.YEAR: 4, Period.QUARTER: 7, Period.MONTH: 7, Period.DAY: 10}
"""How much of an ISO date must be known."""


def period_of(date: str, period: Period) -> str | None:
    """The period that a date lies in; None when the date is not known that precisely.

    Args:
        date: ``2021``, ``2021-07`` or ``2021-07-14``.
        period: How long the periods are.
    """
    length = _LENGTHS[period]
    if len(date) < length:
        return None
    if period is Period.QUARTER:
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[:length]


def local_day(at: str, zone: tzinfo | None = None) -> str:
    """The day of a time of the store (UTC) where the coder is.

    Args:
        at: ``2026-11-22T11:41:16.123Z``.
        zone: Where; None for what this machine is set to.
    """
    return datetime.fromisoformat(at).astimezone(zone).date().isoformat()


def filled(keys: Iterable[str], period: Period) -> list[str]:
    """Periods in order, with those between them in which nothing was.

    Left as they are where that would be more than ``MOST_FILLED``.
    """
    there = sorted(set(keys))
    if len(there) < 2:
        return there
    first, last = _number(there[0], period), _number(there[-1], period)
    if last - first >= MOST_FILLED:
        return there
    return [_key(number, period) for number in range(first, last + 1)]


def _number(key: str, period: Period) -> int:
    """A period as a whole number; the one after has the next."""
    if period is Period.DAY:
        return datetime.fromisoformat(key).toordinal()
    year, _, rest = key.partition("-")
    if period is Period.YEAR:
        return int(year)
    if period is Period.QUARTER:
        return 4 * int(year) + int(rest[1:]) - 1
    return 12 * int(year) + int(rest) - 1


def _key(number: int, period: Period) -> str:
    """The period that has a number."""
    if period is Period.DAY:
        return datetime.fromordinal(number).date().isoformat()
    if period is Period.YEAR:
        return f"{number:04}"
    if period is Period.QUARTER:
        return f"{number // 4:04}-Q{number % 4 + 1}"
    return f"{number // 12:04}-{number % 12 + 1:02}"
