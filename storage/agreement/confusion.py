"""Confusion tables: which answers two coders gave to the same units."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from storage.agreement.disagreements import told
from storage.agreement.tallies import given_in
from storage.agreement.units import (
    NO,
    YES,
    Answer,
    Gap,
    How,
    Pattern,
    Patterns,
    Series,
    added,
    for_coders,
    made_by_any,
)
from storage.records import AgreementUnit, Confusion


def confusions(
    unit: AgreementUnit, coders: Sequence[str], series: Iterable[Series]
) -> Iterator[Confusion]:
    """A table for each subject and each pair of coders.

    Args:
        unit: In which units they were compared.
        coders: Who, in the order of the units' answers.
        series: The subjects with their units.
    """
    for one in series:
        units = added(item for patterns in one.documents for item in patterns.items())
        for first, second in combinations(range(len(coders)), 2):
            pairs: Patterns = for_coders(units, (first, second))
            if one.how is How.MATCHES:
                # What neither of the two has is no unit of theirs.
                (pairs,) = made_by_any([pairs])
            if pairs:
                yield _table(unit, one, (coders[first], coders[second]), pairs)


def _table(
    unit: AgreementUnit, series: Series, coders: tuple[str, str], pairs: Patterns
) -> Confusion:
    values: list[Answer] = [*given_in([pairs], series.values or (YES, NO))]
    answers = [*values, *_gaps(pairs)]
    counts = tuple(tuple(pairs.get((one, other), 0) for other in answers) for one in answers)
    return Confusion(
        unit=unit,
        subject=series.subject,
        label=series.label,
        coders=coders,
        answers=tuple(map(told, answers)),
        n_values=len(values),
        counts=counts,
    )


def _gaps(pairs: Iterable[Pattern]) -> list[Gap]:
    """Why there was no answer, in the order in which reasons are declared."""
    there = {answer for pattern in pairs for answer in pattern if isinstance(answer, Gap)}
    return [gap for gap in Gap if gap in there]
