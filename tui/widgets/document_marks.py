"""Passages of records turned into what is painted: one tint for each stretch, labels for the margin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final, Generic, NamedTuple, TypeVar

from rich.cells import cell_len, set_cell_size

from tui.display import one_line
from tui.widgets.document_cells import snap
from tui.widgets.document_layout import MARGIN, Layout

HUES: Final = 8
"""How many hues there are: ``$record-1`` to ``$record-8``."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage of a record, as the text pane shows it."""

    start: int
    """The first character."""
    end: int
    """Up to, but not including, this one."""
    label: str
    """The record's letter and number: ``F1``."""
    hue: int
    """1 to 8: which of the record hues."""
    focused: bool = False
    """Whether the record is the one in focus."""
    field: bool = False
    """Whether the passage shows one field of the record only."""


class Tint(NamedTuple):
    """How a stretch of text between two edges of marks is painted."""

    hue: int
    """The hue of the mark in focus, else of the innermost mark."""
    dense: bool
    """Whether two or more marks lie over each other."""
    focused: bool
    """Whether the record in focus is among them."""
    field: bool
    """Whether only passages of fields are there."""


class MarginLabel(NamedTuple):
    """What stands in the margin of one display line."""

    text: str
    """A record's label; with a plus sign when more begin here than there is room for."""
    hue: int
    """The record's hue."""
    focused: bool
    """Whether the record is the one in focus."""
    quiet: bool = False
    """Whether it is only a cue's."""


@dataclass(frozen=True, slots=True)
class Spans(Generic[Value]):
    """Stretches of a text that do not overlap, in order, each with a value."""

    starts: Sequence[int] = ()
    """Where each stretch begins."""
    ends: Sequence[int] = ()
    """Where each stretch ends."""
    values: Sequence[Value] = field(default=())
    """What each stretch carries."""

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, Value]]:
        """The stretches that overlap a passage, cut to it."""
        for index in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            yield max(start, self.starts[index]), min(end, self.ends[index]), self.values[index]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, int, Value]]) -> "Spans[Value]":
        """Collect stretches that are in order already; neighbours of one value become one."""
        starts: list[int] = []
        ends: list[int] = []
        values: list[Value] = []
        for start, end, value in stretches:
            if ends and ends[-1] == start and values[-1] == value:
                ends[-1] = end
            else:
                starts.append(start)
                ends.append(end)
                values.append(value)
        return cls(starts, ends, values)


def tints(text: str, marks: Iterable[Mark]) -> Spans[Tint]:
    """The marks of a text as stretches to paint, each once, however many marks lie over it."""
    snapped = ((*snap(text, mark.start, mark.end), mark) for mark in marks)
    placed = sorted((item for item in snapped if item[0] < item[1]), key=lambda item: item[:2])
    return Spans.of(_sweep(placed))


def _sweep(placed: Sequence[tuple[int, int, Mark]]) -> Iterator[tuple[int, int, Tint]]:
    """Walk over all edges from left to right, keeping count of the marks that lie over them."""
    starts = [start for start, _end, _mark in placed]
    closing = sorted(placed, key=lambda item: item[1])
    edges = sorted({edge for start, end, _mark in placed for edge in (start, end)})
    top: list[tuple[bool, int, int, int]] = []
    opened = closed = whole = over = 0
    for edge, following in zip(edges, edges[1:], strict=False):
        while closed < len(closing) and closing[closed][1] <= edge:
            whole -= not closing[closed][2].field
            over -= 1
            closed += 1
        while opened < len(placed) and starts[opened] <= edge:
            start, end, mark = placed[opened]
            heappush(top, (not mark.focused, -start, end, mark.hue))
            whole += not mark.field
            over += 1
            opened += 1
        while top and top[0][2] <= edge:
            heappop(top)
        if top:
            unfocused, _start, _end, hue = top[0]
            yield edge, following, Tint(hue, over > 1, not unfocused, whole == 0)


def margin_labels(marks: Iterable[Mark], layout: Layout) -> dict[int, MarginLabel]:
    """The labels for the margin, by display line: beside the line on which a passage begins.

    Labels that find no room there move down the lines of the same block; ``+`` says there are more.
    """
    waiting: dict[int, dict[str, MarginLabel]] = {}
    for mark in sorted(_named(marks), key=lambda mark: (not mark.focused, mark.start, -mark.end)):
        if layout.lines and mark.start < len(layout.text):
            line = layout.lines_of(mark.start, mark.end).start
            text = set_cell_size(one_line(mark.label), MARGIN).rstrip()
            label = MarginLabel(text, mark.hue, mark.focused)
            waiting.setdefault(line, {}).setdefault(mark.label, label)
    placed: dict[int, MarginLabel] = {}
    for line in sorted(waiting):
        labels = list(waiting[line].values())
        room = _free_lines(layout, line, waiting, len(labels))
        for number, label in zip(room, labels, strict=False):
            placed[number] = label
        if len(labels) > len(room):
            placed[room[-1]] = _with_plus(placed[room[-1]])
    return placed


def with_cues(
    placed: dict[int, MarginLabel], cues: Iterable[Mark], layout: Layout
) -> dict[int, MarginLabel]:
    """The margin with the signs of cues, each on the first line of its passage that is free.

    A plus sign behind one says that there is another for which no line is left.
    """
    both = dict(placed)
    for cue in cues if layout.lines else ():
        lines = layout.lines_of(cue.start, cue.end)
        line = next((number for number in lines if number not in both), None)
        if line is not None:
            both[line] = MarginLabel(cue.label, cue.hue, focused=False, quiet=True)
        elif both[lines[0]].quiet and cue.label not in both[lines[0]].text:
            both[lines[0]] = both[lines[0]]._replace(text=f"{both[lines[0]].text.rstrip('+')}+")
    return both


def focus_bars(marks: Iterable[Mark], layout: Layout) -> dict[int, int]:
    """The hue of the record in focus, for each display line that shows something of it."""
    focused = (mark for mark in marks if mark.focused and layout.lines)
    return {line: mark.hue for mark in focused for line in layout.lines_of(mark.start, mark.end)}


def _named(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks that want a label: not those of a field that begin inside their own record's."""
    ends: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.field)):
        if not mark.field:
            ends[mark.label] = max(mark.end, ends.get(mark.label, 0))
        if not mark.field or ends.get(mark.label, 0) <= mark.start:
            yield mark


def _free_lines(
    layout: Layout, first: int, taken: dict[int, dict[str, MarginLabel]], wanted: int
) -> list[int]:
    """A line and those below it that are free, up to as many as are wanted."""
    room = [first]
    for number in range(first + 1, min(first + wanted, len(layout.lines))):
        line = layout.lines[number]
        if number in taken or line.number is not None or line.start == line.end:
            break
        room.append(number)
    return room


def _with_plus(label: MarginLabel) -> MarginLabel:
    """A label that says there are more."""
    text = label.text
    while cell_len(text) >= MARGIN:
        text = text[:-1]
    return label._replace(text=f"{text}+")
