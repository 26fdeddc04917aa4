"""What documents add up to, and the figures that are read from it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.agreement.units import Gap, Given, Patterns, patterns_of, size

Cells = Mapping[int, int]
"""Amounts by cell; what is not there is 0."""
View = Callable[[Sequence[float]], Any]
"""Makes of the sums, cell by cell, what estimators read."""


@dataclass(frozen=True, slots=True)
class Estimator:
    """One figure."""

    name: str
    value: str | None
    """The one answer that it is about, None for all."""
    of: Callable[[Any], float | str]
    """Reads it from a view of the sums, or why there is none."""
    enough: int = 2
    """Answers that a unit needs to count."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Documents in terms of what they add to each cell, and what is read from the cells."""

    documents: Sequence[Mapping[Any, int]]
    """How often each has what; the same things in the same order for every tally of a comparison."""
    cells: Mapping[Hashable, Cells]
    """What each thing adds."""
    n_cells: int
    view: View
    estimators: Sequence[Estimator]
    why_no_draws: str = ""
    """Why it is not drawn again and again; empty when it is."""

    def totals(self) -> list[int]:
        """The sums over all documents."""
        things: dict[Hashable, int] = {}
        for document in self.documents:
            for thing, n in document.items():
                things[thing] = things.get(thing, 0) + n
        sums = [0] * self.n_cells
        for thing, n in things.items():
            for cell, amount in self.cells[thing].items():
                sums[cell] += n * amount
        return sums

    def figures(self) -> list[float | str]:
        """Each estimator's figure."""
        seen = self.view(self.totals())
        return [estimator.of(seen) for estimator in self.estimators]


def given_in(documents: Iterable[Patterns], first: Sequence[str] = ()) -> list[Given]:
    """Every answer that somebody gave: those named first, then the others by what they are.

    Args:
        documents: The units.
        first: Values in the order of the codebook.
    """
    rank: dict[Given, int] = {value: place for place, value in enumerate(first)}
    found = {
        answer
        for pattern in patterns_of(documents)
        for answer in pattern
        if not isinstance(answer, Gap)
    }
    return sorted(found, key=lambda answer: (rank.get(answer, len(rank)), size(answer)))


def too_many(n: int, most: int) -> str:
    """Why documents are not drawn again and again for so many different answers; empty when they are."""
    return f"{n:,} different answers, and at most {most} are drawn" if n > most else ""
