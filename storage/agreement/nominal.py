"""What every statistic of answers that only are the same or not rests on, as sums over units.

A statistic is a function of these sums, and sums of documents add up: so a bootstrap draw costs an
addition for each document, and nothing of its units is looked at again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import lcm
from typing import NamedTuple

from storage.agreement.units import Gap, Given, Pattern, answered


@cache
def whole(coders: int) -> int:
    """What fractions of up to so many coders are multiplied by, so that they are whole numbers."""
    return lcm(1, *(m * (m - 1) for m in range(2, coders + 1)))


class Nominal(NamedTuple):
    """Sums over units. Lists go by value; ``share``, ``apart``, ``split`` and ``all_apart`` are times ``whole``.

    In a unit that ``m`` of ``k`` coders answered, ``c`` of them with a value:
    """

    coders: int
    units: float
    """Units with two answers or more."""
    all_units: float
    """Units that every coder answered."""
    share: Sequence[float]
    """c / m, of units with one answer or more."""
    n: Sequence[float]
    """c, of units with two answers or more; so are the next two."""
    apart: Sequence[float]
    """c (m - c) / (m - 1): coincidences of the value with another one."""
    split: Sequence[float]
    """c (m - c) / (m (m - 1)): the share of pairs in which the value meets another one."""
    all_n: Sequence[float]
    """c, of units that every coder answered; so are all that follow."""
    all_apart: Sequence[float]
    first: Sequence[float]
    """Units to which the first of two coders gave the value."""
    second: Sequence[float]

    @classmethod
    def of_pairs(cls, coders: int, units: float, apart: float) -> "Nominal":
        """Sums of which only the share of pairs that differ is kept, for answers of any kind."""
        return cls(coders, units, 0, (), (), (), (apart,), (), (), (), ())

    def against_rest(self, value: int) -> "Nominal":
        """The same sums when every other value is one and the same."""

        def two(each: Sequence[float]) -> tuple[float, float]:
            return each[value], sum(each) - each[value]

        def met(each: Sequence[float]) -> tuple[float, float]:
            # A pair that differs is the same pair seen from either side.
            return each[value], each[value]

        return Nominal(
            self.coders,
            self.units,
            self.all_units,
            share=two(self.share),
            n=two(self.n),
            apart=met(self.apart),
            split=met(self.split),
            all_n=two(self.all_n),
            all_apart=met(self.all_apart),
            first=two(self.first),
            second=two(self.second),
        )


_BY_VALUE = ("share", "n", "apart", "split", "all_n", "all_apart", "first", "second")
_MEETINGS = ("apart", "split", "all_apart")
"""Of these a figure of all values needs no more than the sum."""
UNITS, ALL_UNITS, BEFORE = 0, 1, 2
"""Cells that do not go by value, and how many there are."""


def n_cells(n_values: int) -> int:
    """Cells of sums over so many values."""
    return BEFORE + len(_BY_VALUE) * n_values


def nominal_cells(
    pattern: Pattern, places: Mapping[Given, int], *, by_value: bool
) -> dict[int, int]:
    """What one unit adds to each sum.

    Args:
        pattern: The unit.
        places: Where each answer stands in the lists.
        by_value: Keep what differs value by value, and not as one sum that stands first in its list.
    """
    given = answered(pattern)
    k, m = len(pattern), len(given)
    cells = {UNITS: 1} if m > 1 else {}
    if m == k:
        cells[ALL_UNITS] = 1
    for name, answer, amount in _amounts(pattern, Counter(given), k, m):
        place = places[answer] if by_value or name not in _MEETINGS else 0
        cell = BEFORE + _BY_VALUE.index(name) * len(places) + place
        cells[cell] = cells.get(cell, 0) + amount
    return cells


def _amounts(
    pattern: Pattern, counts: Counter[Given], k: int, m: int
) -> Iterator[tuple[str, Given, int]]:
    one = whole(k)
    for answer, c in counts.items():
        yield "share", answer, c * one // m
        if m < 2:
            continue
        apart = c * (m - c) * one // (m - 1)
        yield "n", answer, c
        yield "apart", answer, apart
        yield "split", answer, c * (m - c) * one // (m * (m - 1))
        if m == k:
            yield "all_n", answer, c
            yield "all_apart", answer, apart
    if k == m == 2:
        for name, each in zip(("first", "second"), pattern, strict=True):
            if not isinstance(each, Gap):
                yield name, each, 1


def nominal_of(sums: Sequence[float], coders: int) -> Nominal:
    """Sums as they were added up cell by cell."""
    n = (len(sums) - BEFORE) // len(_BY_VALUE)
    lists = [sums[BEFORE + i * n : BEFORE + (i + 1) * n] for i in range(len(_BY_VALUE))]
    return Nominal(coders, sums[UNITS], sums[ALL_UNITS], *lists)
