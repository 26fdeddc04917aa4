"""What every figure is made of: what it is about, and bars in groups from sorted units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.insights.labels import Labels
from storage.insights.tallies import Answers, Cells, Told, bases_of, cells_of, commonest
from storage.records import Bar, Figure, Group, Question

MOST_GROUPS = 40
"""Groups that keep their names."""

Unit = tuple[str, str]
"""What is counted, one and many."""
Made = tuple[Figure, Cells]
"""A figure, and which units stand behind each bar."""


@dataclass(frozen=True, slots=True)
class Split:
    """What a figure is split by."""

    title: str
    labels: Labels
    answers: Answers
    """Where each unit belongs."""
    others: int = 0
    """How many rare values were put together."""


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is about, apart from its answers."""

    question: Question
    title: str
    unit: Unit
    labels: Labels
    split: Split | None = None
    notes: tuple[str, ...] = ()
    """What is known to be left out already."""

    def noting(self, *notes: str) -> "About":
        """The same with more to say."""
        return replace(self, notes=(*self.notes, *notes))

    def with_few_groups(self) -> "About":
        """The same with the rarer values that it is split by put together."""
        if self.split is None:
            return self
        answers, others = commonest(self.split.answers, MOST_GROUPS)
        return replace(self, split=replace(self.split, answers=answers, others=others))

    def noting_split(self, units: Iterable[int]) -> "About":
        """The same, saying of some units who belongs to several groups, or to none."""
        split = self.split
        if split is None:
            return self
        places = [len(split.answers.get(unit, ())) for unit in units]
        notes = []
        if several := sum(each > 1 for each in places):
            notes.append(f"{some(several, self.unit)} {_are(several)} in several groups.")
        if lost := places.count(0):
            notes.append(f"Left out: {some(lost, self.unit)} not asked for {split.title}.")
        return self.noting(*notes)


def figure(
    about: About, units: Iterable[int], groups: Sequence[Group], *, is_ordered: bool = False
) -> Figure:
    """Put a figure together.

    Args:
        about: What it is about.
        units: What is counted.
        groups: Its bars.
        is_ordered: Whether bars follow one another in time.
    """
    return Figure(
        question=about.question,
        title=about.title,
        by_title=about.split.title if about.split else "",
        unit=about.unit,
        base=len(set(units)),
        groups=tuple(groups),
        notes=about.notes,
        is_ordered=is_ordered,
    )


def sorted_units(about: About, answers: Answers) -> tuple[Cells, dict[Told, int]]:
    """Units by group and bar, and how many each group has."""
    groups = about.split.answers if about.split else None
    return cells_of(answers, groups), bases_of(answers, groups)


def groups_of(
    about: About, cells: Cells, bases: Mapping[Told, int], bars: Sequence[Told], others: int = 0
) -> list[Group]:
    """The groups in order, each with the same bars in the same order.

    Args:
        about: What it is about.
        cells: Units by group and bar.
        bases: How many units each group has.
        bars: The bars, in order.
        others: How many values the bar of all the others stands for.
    """
    split = about.split
    there = split.labels.in_order(cells, bases) if split else list(cells)
    return [
        Group(
            kind=group.kind,
            key=group.key,
            label=split.labels.label(group, split.others) if split else "",
            base=bases[group],
            bars=tuple(
                Bar(told.kind, told.key, about.labels.label(told, others), len(row.get(told, ())))
                for told in bars
            ),
        )
        for group in there
        for row in (cells[group],)
    ]


def place_of(group: Group) -> Told:
    """Where the units of a group stand: amounts of each currency stand apart."""
    return Told(group.kind, f"{group.currency} {group.key}" if group.currency else group.key)


def bar_counts(cells: Cells) -> dict[Told, int]:
    """How often each bar was met, over all groups."""
    counts: dict[Told, int] = {}
    for row in cells.values():
        for told, units in row.items():
            counts[told] = counts.get(told, 0) + len(units)
    return counts


def some(count: int, unit: Unit) -> str:
    """A count with its noun."""
    return f"{count:,} {unit[0] if count == 1 else unit[1]}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
