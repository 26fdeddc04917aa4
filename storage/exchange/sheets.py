"""Sorting a batch's values, item by item, into the rows and lines that they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from storage.exchange.cells import amount, decimal
from storage.exchange.rows import ValueRow
from storage.exchange.shape import Shape, Slot


class Sheet(NamedTuple):
    """Where the values of one record, or of one variable, go."""

    slots: Mapping[str, Slot]
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
    return Sheet(shape.slots, before, after, shape.blanks.copy(), blank_lines(shape))


def blank_lines(shape: Shape) -> list[str]:
    """Room for the lines of values.csv that one sheet makes."""
    return [""] * (len(shape.questions) + 1)


def fill(sheets: Mapping[int, Sheet], values: Iterable[ValueRow]) -> list[ValueRow]:
    """Put ``values`` on the sheets of their owners.

    Returns:
        The values whose questions the codebook does not have.
    """
    several: defaultdict[tuple[int, str], list[ValueRow]] = defaultdict(list)
    strays = []
    current = None
    for row in values:
        owner, name, position, text, number, missing = row
        if owner != current:
            slots, before, after, fragments, lines = sheets[owner]
            current = owner
        slot = slots.get(name)
        if slot is None:
            strays.append(row)
            continue
        index, tail, item_of, question = slot
        if missing:
            item = missing
            fragments[index] = question.missing(missing)
        else:
            item = item_of(text, number)
            if tail and not position:
                fragments[index] = item + tail
            else:
                several[owner, name].append(row)
        lines[index] += f"{before}{name},{position or 1},{item}{after}"
    for (owner, name), rows in several.items():
        slot = sheets[owner].slots[name]
        sheets[owner].fragments[slot.place] = slot.question.fragment(rows)
    return strays


def add_strays(sheets: Mapping[int, Sheet], strays: Iterable[ValueRow], shape: Shape) -> None:
    """Write the lines of values whose questions the codebook does not have, by name."""
    for row in sorted(strays, key=lambda row: (row.owner_id, row.name, row.position)):
        to = sheets[row.owner_id]
        item = shape.cell(row.missing or stored_item(row))
        to.lines[-1] += f"{to.before}{row.name},{row.position or 1},{item}{to.after}"


def stored_item(row: ValueRow) -> str:
    """An item as text, by nothing but its storage form."""
    if row.number is None:
        return row.text or ""
    is_money = row.text not in (None, "true", "false")
    return amount(row.number) if is_money else decimal(row.number)
