"""How often each answer was given, and which are given together."""

from dataclasses import replace

from storage.insights.figures import (
    About,
    Made,
    bar_counts,
    figure,
    groups_of,
    some,
    sorted_units,
)
from storage.insights.tallies import Answers, commonest, values_only

MOST_ALONE = 300
"""Values that keep their names where nothing is split."""
MOST_VALUES = 30
"""Values that keep them in groups."""
MOST_UNUSED = 40
"""Declared values up to which those that nobody chose are named too."""


def counts(about: About, answers: Answers) -> Made:
    """How often each answer was given.

    Args:
        about: What it is about.
        answers: By unit; everybody who was asked.
    """
    about = about.noting_split(answers).with_few_groups()
    if any(len(told) > 1 for told in answers.values()):
        about = about.noting("Several answers are possible: shares may add up to more than 100%.")
    shown, others = commonest(answers, MOST_VALUES if about.split else MOST_ALONE)
    cells, bases = sorted_units(about, shown)
    met = bar_counts(cells)
    declared = about.labels.declared
    there = {*met, *declared} if len(declared) <= MOST_UNUSED else set(met)
    bars = about.labels.in_order(there, met)
    return figure(about, answers, groups_of(about, cells, bases, bars, others)), cells


def together(about: About, answers: Answers, *, same: bool) -> Made:
    """How often two values are given together, by units that gave a value of both.

    Args:
        about: What it is about; its split has the other values.
        answers: The first values, by unit.
        same: Whether both are values of one question: then no value is paired with itself.
    """
    split = about.split
    if split is None:
        raise ValueError("there is nothing to be found together with")
    first, others = commonest(values_only(answers), MOST_VALUES)
    second, more = commonest(values_only(split.answers), MOST_VALUES)
    both = {unit: told for unit, told in first.items() if unit in second}
    if lost := len(answers) - len(both):
        about = about.noting(f"Left out: {some(lost, about.unit)} without a value of both.")
    about = replace(about, split=replace(split, answers=second, others=more))
    cells, bases = sorted_units(about, both)
    if same:
        for told, row in cells.items():
            row.pop(told, None)
    met = bar_counts(cells)
    # A value that is found with no other has its column too: the table is square.
    bars = about.labels.in_order({*met, *(cells if same else ())}, bases if same else met)
    groups = groups_of(about, cells, bases, bars, others)
    if same:
        groups = [
            replace(each, bars=tuple(bar for bar in each.bars if bar.key != each.key))
            for each in groups
        ]
    return figure(about, both, groups), cells
