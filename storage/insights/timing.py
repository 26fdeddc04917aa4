"""How many units there are in each day, month, quarter or year."""

from collections.abc import Mapping, Sequence

from storage.insights.figures import (
    About,
    Made,
    bar_counts,
    figure,
    groups_of,
    some,
    sorted_units,
)
from storage.insights.periods import filled, period_of
from storage.insights.tallies import Told
from storage.records import BarKind, Period

_KNOWN = {Period.QUARTER: "year", Period.MONTH: "year", Period.DAY: "month or year"}
"""How dates are known that are not known precisely enough."""


def over_time(about: About, dates: Mapping[int, tuple[str, ...]], period: Period) -> Made:
    """How many units there are in each period.

    Args:
        about: What it is about.
        dates: ISO dates by unit, as precise as they are known.
        period: What time is cut into.
    """
    # Many share a date: each is cut once.
    cut = {known: _told(known, period) for known in set(dates.values())}
    told = {unit: found for unit, known in dates.items() if (found := cut[known])}
    if vague := len(dates) - len(told):
        what = f"{some(vague, about.unit)} dated by {_KNOWN[period]} only"
        about = about.noting(f"Left out: {what}; longer periods count them.")
    about = about.noting_split(told).with_few_groups()
    cells, bases = sorted_units(about, told)
    keys = filled((each.key for each in bar_counts(cells)), period)
    bars = [Told(BarKind.VALUE, key) for key in keys]
    groups = groups_of(about, cells, bases, bars)
    return figure(about, told, groups, is_ordered=True), cells


def _told(dates: Sequence[str], period: Period) -> tuple[Told, ...]:
    """The periods of some dates, each once; none of dates that are not known that precisely."""
    keys = {key for date in dates if (key := period_of(date, period)) is not None}
    return tuple(Told(BarKind.VALUE, key) for key in sorted(keys))
