"""Sorting a batch's values, item by item, into the rows and lines that they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from storage.exchange.questions import Item
from storage.exchange.rows import ValueTuple
from storage.exchange.shape import Shape


class Sheet(NamedTuple):
    """Where the values of one record, or of one variable, go."""

    shape: Shape
    before: str
    """What a line of values.csv has before the name."""
    after: str
    """What it has after the value."""
    fragments: list[str]
    """One for each question, blank until it is answered."""
    lines: list[str]
    """Lines of values.csv for each question; last those of questions the codebook lacks."""


def sheet(shape: Shape, before: str, after: str) -> Sheet:
    """A sheet with no answers."""
    return Sheet(shape, before, after, shape.blanks.copy(), blank_lines(shape))


def blank_lines(shape: Shape) -> list[str]:
    """Room for the lines of values.csv that one sheet makes."""
    return [""] * len(shape.blanks)


def fill(sheets: Mapping[int, Sheet], values: Iterable[ValueTuple]) -> None:
    """Put ``values`` on the sheets of their owners."""
    several: defaultdict[tuple[int, int], list[Item]] = defaultdict(list)
    current = None
    for row in values:
        owner = row[0]
        if owner != current:
            shape, before, after, fragments, lines = sheets[owner]
            placed = shape.placed
            current = owner
        place, fragment, cells = placed[row[1:]]
        lines[place] += f"{before}{cells}{after}"
        if fragment is None:
            several[owner, place].append(row[3:5])
        else:
            fragments[place] = fragment
    for (owner, place), items in several.items():
        filled = sheets[owner]
        filled.fragments[place] = filled.shape.questions[place].fragment(items)
