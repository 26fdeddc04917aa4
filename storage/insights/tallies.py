"""Who answered what: units sorted into groups and bars, each counted once in every bar it is in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from storage.records import BarKind


class Told(NamedTuple):
    """One answer as it is counted."""

    kind: BarKind
    key: str


UNANSWERED = Told(BarKind.UNANSWERED, "")
OTHERS = Told(BarKind.OTHERS, "")
ALL = Told(BarKind.OTHERS, "all")
"""The one group of what is not split."""

Answers = Mapping[int, Sequence[Told]]
"""What each unit that was asked answered: at least one thing, if only that it is unanswered."""
Cells = dict[Told, dict[Told, list[int]]]
"""Units by group and bar."""


def cells_of(answers: Answers, groups: Answers | None = None) -> Cells:
    """Sort units into groups and bars; those that were not asked for a group are left out.

    Args:
        answers: What each unit answered.
        groups: Where each unit belongs; None where nothing is split.
    """
    cells: Cells = {}
    alone = (ALL,)
    for unit, told in answers.items():
        for group in alone if groups is None else groups.get(unit, ()):
            row = cells.setdefault(group, {})
            for each in told:
                row.setdefault(each, []).append(unit)
    return cells


def bases_of(answers: Answers, groups: Answers | None = None) -> dict[Told, int]:
    """How many units each group has, each counted once in it."""
    if groups is None:
        return {ALL: len(answers)}
    bases: dict[Told, int] = {}
    for unit in answers:
        for group in groups.get(unit, ()):
            bases[group] = bases.get(group, 0) + 1
    return bases


def values_only(answers: Answers) -> Answers:
    """The units that gave a value, with their values."""
    kept = {}
    for unit, told in answers.items():
        values = tuple(each for each in told if each.kind is BarKind.VALUE)
        if values:
            kept[unit] = values
    return kept


def gathered(answers: Answers, owners: Mapping[int, int]) -> Answers:
    """Answers of records as answers of their documents: every value that any of them has, once.

    Args:
        answers: By record.
        owners: The document of each record.
    """
    found: dict[int, dict[Told, None]] = {}
    for unit, told in answers.items():
        found.setdefault(owners[unit], {}).update(dict.fromkeys(told))
    return {owner: tuple(told) for owner, told in found.items()}


def spread_out(answers: Answers, owners: Mapping[int, int]) -> Answers:
    """Answers of documents as answers of their records."""
    return {unit: answers[owner] for unit, owner in owners.items() if owner in answers}


def commonest(answers: Answers, most: int) -> tuple[Answers, int]:
    """Answers with all but the commonest values put together as ``OTHERS``, and how many those are.

    Args:
        answers: By unit.
        most: Values that keep their names; what was not answered or is missing always does.
    """
    counts: dict[Told, int] = {}
    for told in answers.values():
        for each in told:
            if each.kind is BarKind.VALUE:
                counts[each] = counts.get(each, 0) + 1
    if len(counts) <= most:
        return answers, 0
    by_count = sorted(counts, key=lambda told: (-counts[told], told.key))
    rare = set(by_count[most:])
    kept = {
        unit: told if rare.isdisjoint(told) else _put_together(told, rare)
        for unit, told in answers.items()
    }
    return kept, len(rare)


def _put_together(told: Iterable[Told], rare: set[Told]) -> tuple[Told, ...]:
    return tuple(dict.fromkeys(OTHERS if each in rare else each for each in told))


def in_order(there: Iterable[Told], rank: Callable[[Told], tuple[float, str]]) -> list[Told]:
    """Values as they are ranked, then missing values, what is unanswered and all the others."""
    places = {BarKind.VALUE: 0, BarKind.OTHERS: 1, BarKind.MISSING: 2, BarKind.UNANSWERED: 3}
    return sorted(set(there), key=lambda told: (places[told.kind], *rank(told)))
