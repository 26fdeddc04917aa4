"""Answers of coders as tables, and statistics looked up by name."""

from collections.abc import Callable, Sequence

import pytest

from storage.agreement.scaled import scaled_tally
from storage.agreement.tallies import Tally
from storage.agreement.units import Answer, Gap, How, Patterns, Series

Table = Sequence[Sequence[object]]
"""One row a coder, one column a unit; None where the coder has no answer."""


@pytest.fixture(scope="session")
def documents() -> Callable[[Table], list[Patterns]]:
    """Makes a document of every unit of a table."""

    def make(table: Table) -> list[Patterns]:
        return [{tuple(map(answer, unit)): 1} for unit in zip(*table, strict=True)]

    def answer(value: object) -> Answer:
        if value is None:
            return Gap.UNANSWERED
        return value if isinstance(value, str | frozenset) else float(value)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def figures() -> Callable[[Tally], dict[str, float | str]]:
    """The figures of a tally by name."""

    def read(tally: Tally) -> dict[str, float | str]:
        names = [estimator.name for estimator in tally.estimators]
        return dict(zip(names, tally.figures(), strict=True))

    return read


@pytest.fixture(scope="session")
def scaled(documents, figures) -> Callable[[Table, How], dict[str, float | str]]:
    """The figures of a table whose answers are compared by size, rank or as sets."""

    def read(table: Table, how: How) -> dict[str, float | str]:
        units = documents(table)
        return figures(scaled_tally(Series("s", "S", how), units, len(table)))

    return read
