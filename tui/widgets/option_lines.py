"""The answers a field offers, wrapped in columns; a window on them when there are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from tui.widgets.form_fields import Option
from tui.widgets.form_state import FormState
from tui.widgets.spans import Line, Span, shorten

_GAP = 4
"""Columns between two options; a tick fits in, so that ticking moves nothing."""
_MOST_COLUMNS = 6
_PAGE = 60
"""So many options are laid out at a time: 10,000 values cost no more than 60."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The options of one line and the columns each may take."""

    places: range
    widths: Sequence[int]
    indent: int


def option_lines(state: FormState, width: int, height: int) -> list[Line]:
    """The options of the field under the cursor on at most ``height`` lines."""
    options = state.options()
    pointed = max(0, state.typing.match if state.typing else state.option)
    first = pointed // _PAGE * _PAGE
    rows = _rows(options[first : first + _PAGE], first, width)
    if len(rows) <= height and len(options) <= _PAGE:
        return [_line(state, options, row) for row in rows]
    room = max(1, height - 1)
    here = next((place for place, row in enumerate(rows) if pointed in row.places), 0)
    top = max(0, min(here - room // 2, len(rows) - room))
    shown = rows[top : top + room]
    hidden = len(options) - sum(len(row.places) for row in shown)
    more = "" if state.typing else ", / to filter"
    note: Line = (Span(f"  … {hidden:,} more{more}", "dim"),)
    return [*(_line(state, options, row) for row in shown), note][: max(0, height)]


def _rows(options: Sequence[Option], first: int, width: int) -> list[_Row]:
    """Which options stand on which line; each depth of nesting has lines of its own."""
    rows: list[_Row] = []
    for depth, group in groupby(options, lambda option: option.depth):
        indent = 4 + 2 * depth
        widths = [2 + cell_len(_label(option, width - indent)) for option in group]
        rows += _flowed(widths, first, indent, width - indent - _GAP + 1)
        first += len(widths)
    return rows


def _label(option: Option, width: int) -> str:
    text = f"add “{option.label}” as a provisional value" if option.adds else option.label
    return shorten(text, max(1, width - 2 - _GAP + 1))


def _flowed(widths: Sequence[int], first: int, indent: int, room: int) -> list[_Row]:
    """In columns where two or more fit, one after the other where they do not."""
    for columns in range(min(_MOST_COLUMNS, len(widths)), 1, -1):
        widest = [max(widths[column::columns]) for column in range(columns)]
        if sum(widest) + _GAP * (columns - 1) <= room:
            starts = range(0, len(widths), columns)
            ends = [min(start + columns, len(widths)) for start in starts]
            return [
                _Row(range(first + start, first + end), widest, indent)
                for start, end in zip(starts, ends, strict=True)
            ]
    return _packed(widths, first, indent, room)


def _packed(widths: Sequence[int], first: int, indent: int, room: int) -> list[_Row]:
    """As many on each line as fit."""
    rows: list[_Row] = []
    start, used = 0, 0
    for place, width in enumerate(widths):
        if place > start and used + width > room:
            rows.append(_Row(range(first + start, first + place), widths[start:place], indent))
            start, used = place, 0
        used += width + _GAP
    return [*rows, _Row(range(first + start, first + len(widths)), widths[start:], indent)]


def _line(state: FormState, options: Sequence[Option], row: _Row) -> Line:
    """One line of options: letter, label, and a tick after those chosen."""
    spans: list[Span] = [Span(" " * row.indent)]
    for place, width in zip(row.places, row.widths, strict=False):
        option, target = options[place], f"option {place}"
        chosen = state.is_chosen(option)
        pointed = place == (state.typing.match if state.typing else state.option)
        cursor = "pointed" if state.pointed or state.typing else "under"
        label = _label(option, 10_000 if len(row.places) > 1 else width + _GAP)
        key = " " if state.typing else option.key or " "
        look = cursor if pointed else "chosen" if chosen else ""
        spans += [Span(f"{key} ", "key", target), Span(label, look, target)]
        spare = width - 2 - cell_len(label) + _GAP - 2
        spans += [Span(" ✓" if chosen else "  ", "tick"), Span(" " * max(0, spare))]
    return tuple(spans)
