"""Figures of answers that can be more or less apart: ranks, numbers, sets of values."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from storage.agreement.distances import interval, jaccard, masi, ratio
from storage.agreement.krippendorff import alpha, expected_by_rows, expected_interval, ordinal_rows
from storage.agreement.nominal import Nominal, whole
from storage.agreement.percent import percent_agreement
from storage.agreement.tallies import Cells, Estimator, Tally, given_in, too_many
from storage.agreement.units import Given, How, Pattern, Patterns, Series, answered, patterns_of

MOST = 150
"""Different answers up to which documents are drawn again and again."""
MOST_RANKS = 40
EXACT = 1 << 30
"""A distance is kept as a whole number of so many parts of the greatest, so that sums are exact."""
UNITS, APART, BEFORE = 0, 1, 2
"""Cells that do not go by answer, and how many there are."""

Places = Mapping[Given, int]
Distance = Callable[[Any, Any], float]
"""Between two answers of one kind: numbers, or sets of values."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """One alpha: what a unit adds to the sum of its distances, and how it is read."""

    name: str
    n_cells: int
    cells: Callable[[Pattern, Places], Cells]
    observed: Callable[[Sequence[float], Sequence[float]], float]
    """Of the answers' counts and its own cells."""
    expected: Callable[[Sequence[float]], float]
    """Of the answers' counts."""


def scaled_tally(series: Series, documents: Sequence[Patterns], coders: int) -> Tally:
    """Percent agreement and alpha.

    Args:
        series: The subject.
        documents: Its units, with the answers of the coders who are compared.
        coders: How many they are.
    """
    order = given_in(documents, series.values)
    places = {answer: place for place, answer in enumerate(order)}
    alphas = _alphas(series.how, order, coders)
    before = BEFORE + len(order)
    starts = [before]
    for each in alphas:
        starts.append(starts[-1] + each.n_cells)
    cells: dict[Hashable, Cells] = {}
    for pattern in patterns_of(documents):
        found = _common_cells(pattern, places)
        for start, each in zip(starts, alphas, strict=False):
            more = each.cells(pattern, places)
            found |= {start + cell: amount for cell, amount in more.items()}
        cells[pattern] = found

    def view(sums: Sequence[float]) -> list[float | str]:
        n = sums[BEFORE:before]
        common = Nominal.of_pairs(coders, sums[UNITS], sums[APART])
        return [percent_agreement(common)] + [
            alpha(n, each.observed(n, sums[start : start + each.n_cells]), each.expected(n))
            for start, each in zip(starts, alphas, strict=False)
        ]

    names = ["percent", *(each.name for each in alphas)]
    estimators = [Estimator(name, None, _at(place)) for place, name in enumerate(names)]
    why = too_many(len(order), MOST_RANKS if series.how is How.ORDINAL else MOST)
    return Tally(documents, cells, starts[-1], view, estimators, why)


def _at(place: int) -> Callable[[Sequence[float | str]], float | str]:
    return lambda figures: figures[place]


def _common_cells(pattern: Pattern, places: Places) -> dict[int, int]:
    """Units, the share of pairs that differ, and how often each answer was given."""
    given = answered(pattern)
    m = len(given)
    if m < 2:
        return {}
    apart = sum(a != b for a, b in combinations(given, 2))
    cells = {UNITS: 1, APART: 2 * apart * whole(len(pattern)) // (m * (m - 1))}
    for answer in given:
        cell = BEFORE + places[answer]
        cells[cell] = cells.get(cell, 0) + 1
    return cells


def _alphas(how: How, values: Sequence[Any], coders: int) -> list[Alpha]:
    """The alphas that fit."""
    if how is How.ORDINAL:
        return [_ordinal(len(values), coders)]
    if how is How.SETS:
        sets = {"alpha_masi": masi, "alpha_jaccard": jaccard}
        return [_by_rows(name, values, far) for name, far in sets.items()]
    if how is How.RATIO:
        return [_by_rows("alpha_ratio", values, ratio)]
    return [_interval(values)]


def _by_rows(name: str, values: Sequence[Any], far: Distance) -> Alpha:
    """An alpha of which every distance is at most 1 and is known before."""
    rows = _Rows(values, far)

    def expected(n: Sequence[float]) -> float:
        return expected_by_rows(n, rows.all())

    return _fixed(name, far, values, expected)


class _Rows:
    """The distances between all answers, worked out when they are first asked for."""

    def __init__(self, values: Sequence[Any], far: Distance) -> None:
        self._values, self._far = values, far
        self._rows: list[list[float]] = []

    def all(self) -> list[list[float]]:
        """One row an answer."""
        if not self._rows:
            self._rows = [[self._far(a, b) for b in self._values] for a in self._values]
        return self._rows


def _interval(values: Sequence[float]) -> Alpha:
    """The alpha of differences; from 0 to 1, since alpha is the same wherever a scale begins and ends."""
    least = min(values, default=0.0)
    wide = (max(values, default=0.0) - least) or 1.0
    moved = [(value - least) / wide for value in values]

    def expected(n: Sequence[float]) -> float:
        return expected_interval(n, moved)

    return _fixed("alpha_interval", interval, moved, expected)


def _fixed(
    name: str,
    far: Distance,
    values: Sequence[Any],
    expected: Callable[[Sequence[float]], float],
) -> Alpha:
    def cells(pattern: Pattern, places: Places) -> Cells:
        given = [values[places[answer]] for answer in answered(pattern)]
        if len(given) < 2:
            return {}
        apart = sum(far(a, b) for a, b in combinations(given, 2))
        return {0: round(2 * apart / (len(given) - 1) * EXACT)}

    def observed(_: Sequence[float], sums: Sequence[float]) -> float:
        return sums[0] / EXACT

    return Alpha(name, 1, cells, observed, expected)


def _ordinal(n_values: int, coders: int) -> Alpha:
    """The alpha of ranks: how far two are apart depends on what was answered, so pairs are kept."""

    def cells(pattern: Pattern, places: Places) -> Cells:
        given = sorted(places[answer] for answer in answered(pattern))
        found: dict[int, int] = {}
        for low, high in combinations(given, 2):
            if low != high:
                cell = low * n_values + high
                found[cell] = found.get(cell, 0) + whole(coders) // (len(given) - 1)
        return found

    def observed(n: Sequence[float], sums: Sequence[float]) -> float:
        rows = ordinal_rows(n)
        met = sum(
            count * rows[cell // n_values][cell % n_values]
            for cell, count in enumerate(sums)
            if count
        )
        return 2 * met / whole(coders)

    def expected(n: Sequence[float]) -> float:
        return expected_by_rows(n, ordinal_rows(n))

    return Alpha("alpha_ordinal", n_values * n_values, cells, observed, expected)
