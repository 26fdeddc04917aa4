"""How numbers lie: five of them that tell most, and bins of a round width."""

import math
from bisect import bisect_right
from collections.abc import Sequence

from storage.records import Spread

MOST_BINS = 12
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_DIGITS = 10
"""Edges are rounded to so many digits of the width, so that three tenths are three tenths."""


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value below which ``part`` of the numbers lie, between two of them where it falls so.

    Type 7 of Hyndman and Fan (1996, The American Statistician 50), what R, numpy and
    spreadsheets give when nothing else is asked for.

    Args:
        ordered: At least one number, in ascending order.
        part: From 0 to 1.
    """
    place = (len(ordered) - 1) * part
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    # So, and not by a weighted mean: between two equal numbers lies exactly that number.
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def spread(numbers: Sequence[float]) -> Spread:
    """Least, quartiles and greatest of at least one number."""
    ordered = sorted(numbers)
    lower, median, upper = (quantile(ordered, part) for part in (0.25, 0.5, 0.75))
    return Spread(len(ordered), ordered[0], lower, median, upper, ordered[-1])


def bin_edges(numbers: Sequence[float]) -> tuple[float, ...]:
    """Edges of equal bins that hold all numbers, at multiples of a round width.

    About as many bins as Sturges (1926, JASA 21) takes: one more than the binary logarithm of
    how many numbers there are. A bin reaches from its lower edge up to, and not including, the
    upper one; only the last holds its upper edge too.

    Args:
        numbers: At least one.
    """
    least, greatest = min(numbers), max(numbers)
    if least == greatest:
        return (least, greatest)
    wanted = min(MOST_BINS, 1 + math.ceil(math.log2(len(numbers))))
    width = _round_width(greatest / wanted - least / wanted)
    digits = _DIGITS - math.floor(math.log10(width))
    first = math.floor(least / width)
    edges = [min(least, round(first * width, digits))]
    # A round width is at most two and a half times the exact one, so this ends long before.
    for step in range(1, 2 * MOST_BINS):
        if edges[-1] >= greatest:
            break
        edges.append(round((first + step) * width, digits))
    return (*edges[:-1], max(greatest, edges[-1]))


def bin_of(edges: Sequence[float], number: float) -> int:
    """Which bin a number falls into, from 0."""
    return max(0, min(bisect_right(edges, number) - 1, len(edges) - 2))


def _round_width(width: float) -> float:
    """The next width that people count in."""
    size = 10.0 ** math.floor(math.log10(width))
    return next(step * size for step in _ROUND if step * size >= width * (1 - 1e-9))
