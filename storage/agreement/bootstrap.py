"""Confidence intervals by drawing documents again and again.

Units of one document are alike, so documents are drawn, not units: as many as there are, with
replacement, and every figure computed from what was drawn. The interval holds the middle 95 % of its
values. Source: Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap, chapter 13
(percentile intervals); Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application,
section 3.8 (drawing clusters).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from storage.agreement.adding import Adding, totals
from storage.agreement.packing import Packed
from storage.agreement.tallies import Tally

AT_ONCE = 4_096
"""Bytes of a document's number: several tallies are drawn together, up to so many."""
DEFINED = 0.95
"""The share of draws in which a figure must be defined to have an interval."""

Drawn = tuple[tuple[float, float] | None, str]
"""An interval, or why there is none."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How documents are drawn: the same seed draws the same ones."""

    n: int
    seed: int
    told: Callable[[int, int], None] = lambda _done, _of: None
    """Is told how many draws are done, and of how many; what it raises ends the drawing."""
    adding: Adding = totals
    """Adds up the documents of every draw."""


def intervals(tallies: Sequence[Tally], draws: Draws) -> list[list[Drawn]]:
    """The interval of every estimator of every tally, all of them over the same draws.

    Args:
        tallies: About the same documents in the same order.
        draws: How often to draw, and from which seed.
    """
    found: list[list[Drawn]] = []
    parts = list(_together(tallies))
    for number, part in enumerate(parts):
        values = _values(part, draws, number * draws.n, len(parts) * draws.n)
        for (tally, _), figures in zip(part, values, strict=True):
            if tally.why_no_draws:
                found.append([(None, tally.why_no_draws)] * len(tally.estimators))
            else:
                found.append([_interval(each, draws.n) for each in figures])
    return found


def _together(tallies: Sequence[Tally]) -> Iterator[list[tuple[Tally, Packed | None]]]:
    """Tallies in parts whose numbers are not too large; those that are not drawn have none."""
    part: list[tuple[Tally, Packed | None]] = []
    size = 0
    for tally in tallies:
        packed = None if tally.why_no_draws else Packed(tally)
        more = packed.n_bytes if packed else 0
        if part and size + more > AT_ONCE:
            yield part
            part, size = [], 0
        part.append((tally, packed))
        size += more
    if part:
        yield part


def _values(
    part: Sequence[tuple[Tally, Packed | None]], draws: Draws, before: int, of: int
) -> list[list[list[float]]]:
    """Of every tally, the values of every estimator, as many as draws in which it is defined."""
    values: list[list[list[float]]] = [[[] for _ in tally.estimators] for tally, _ in part]
    drawn = [
        (_Reader(tally, packed), each)
        for (tally, packed), each in zip(part, values, strict=True)
        if packed is not None
    ]
    if not drawn:
        return values
    starts, numbers = _side_by_side([packed for _, packed in part if packed is not None])
    sums = draws.adding(numbers, starts[-1], draws.seed, range(draws.n))
    for done, raw in enumerate(sums, before + 1):
        for (reader, each), (start, end) in zip(drawn, pairwise(starts), strict=True):
            for figure, figures in zip(reader.figures(raw[start:end]), each, strict=True):
                if not isinstance(figure, str):
                    figures.append(figure)
        draws.told(done, of)
    return values


class _Reader:
    """Reads the figures of a tally from sums of documents."""

    def __init__(self, tally: Tally, packed: Packed) -> None:
        self._tally, self._packed = tally, packed
        # Few documents, or many that are alike, add up to the same sums again and again.
        self._known: dict[bytes, list[float | str]] = {}

    def figures(self, raw: bytes) -> list[float | str]:
        """Each estimator's figure."""
        found = self._known.get(raw)
        if found is None:
            seen = self._tally.view(self._packed.sums(raw))
            found = self._known[raw] = [each.of(seen) for each in self._tally.estimators]
        return found


def _side_by_side(packed: Sequence[Packed]) -> tuple[list[int], list[int]]:
    """Where each tally begins in the numbers of all of them together, and these numbers."""
    starts, numbers = [0], [0] * len(packed[0].documents)
    for each in packed:
        shift = 8 * starts[-1]
        numbers = [
            number + (more << shift) for number, more in zip(numbers, each.documents, strict=True)
        ]
        starts.append(starts[-1] + each.n_bytes)
    return starts, numbers


def _interval(figures: list[float], n: int) -> Drawn:
    if len(figures) < n * DEFINED or not figures:
        return None, f"undefined in {n - len(figures):,} of {n:,} draws"
    figures.sort()
    return (percentile(figures, 0.025), percentile(figures, 0.975)), ""


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share of some values in order lies; between two, in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
