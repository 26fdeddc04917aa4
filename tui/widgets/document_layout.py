"""A document's text as display lines: word wrap, paragraph numbers in the margin, offsets to cells."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from tui.widgets.document_cells import column_sums, wrap

if TYPE_CHECKING:
    from storage import Paragraph

COMFORTABLE: Final = 100
"""The widest line that reads well."""
NARROWEST: Final = 16
"""No line is wrapped to less, however narrow the pane."""
MARGIN: Final = 4
"""Columns for the labels of records."""
NUMBERS: Final = 3
"""Columns for paragraph numbers, where there are any; more for long ones."""
LONGEST_NUMBER: Final = 5
"""A longer paragraph number stays in the text."""
DEEPEST: Final = 8
"""The most columns a line is indented."""

_BULLET = re.compile(r"(?:[-*•◦–·‣▪]|\(?(?:[A-Za-z]|[ivx]{1,4}|\d{1,3})[.)]) +(?=\S)")


class Line(NamedTuple):
    """One display line: the characters from ``start`` up to ``end``."""

    begin: int
    """Where its stretch of the text begins, with what is not shown: a number, an indentation."""
    start: int
    """The first character shown."""
    end: int
    """Up to, but not including, this one."""
    indent: int
    """Empty columns before the text."""
    number: str | None
    """The paragraph's number, on the paragraph's first line."""


class Number(NamedTuple):
    """A paragraph's printed number, shown in the margin instead of the text."""

    label: str
    """The number as it is printed, without dot or bracket."""
    depth: int
    """Columns of white space before it in the text."""
    start: int
    """Where the paragraph's words begin."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into display lines; every line knows which characters it shows."""

    text: str
    """The text as drawn: as long as the stored one, position by position."""
    lines: Sequence[Line] = ()
    """From top to bottom; no line is empty but single blank ones between blocks."""
    number_width: int = 0
    """Columns for paragraph numbers, 0 when there are none."""
    _begins: Sequence[int] = field(default=(), repr=False)

    @property
    def gutter(self) -> int:
        """Columns before the text: record labels, paragraph number, bar."""
        return gutter_width(self.number_width)

    def line_of(self, offset: int) -> int:
        """The line on which a character stands; for one that is not shown, the line it belongs to."""
        return max(0, bisect_right(self._begins, offset) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """The lines that show something of a passage; those it belongs to when nothing is shown."""
        first, last = self.line_of(start), self.line_of(max(start, end - 1))
        while first < last and self.lines[first].end <= start:
            first += 1
        while last > first and self.lines[last].start >= end:
            last -= 1
        return range(first, last + 1)

    def column_of(self, offset: int) -> int:
        """The column, counted from the beginning of the text area, at which a character is drawn."""
        line = self.lines[self.line_of(offset)]
        stop = min(max(offset, line.start), line.end)
        return line.indent + cell_len(self.text[line.start : stop])

    def offset_at(self, number: int, column: int) -> int:
        """The character drawn at a column of a line; the nearest one beside the text."""
        line = self.lines[number]
        column -= line.indent
        sums = column_sums(self.text, line.start, line.end)
        if sums is None:
            index = column
        else:
            index = bisect_right(sums, max(0, column)) - 1
            while index > 0 and sums[index - 1] == sums[index]:
                index -= 1
        return line.start + min(max(0, index), max(0, line.end - line.start - 1))


def gutter_width(number_width: int) -> int:
    """Columns before the text: record labels, paragraph number, bar."""
    return MARGIN + number_width + 2


def printed_numbers(text: str, paragraphs: Sequence["Paragraph"]) -> Mapping[int, Number]:
    """The paragraph numbers to move into the margin, by the beginning of the line they stand on.

    A number stays in the text when it is not printed there as the label says, when it is long, or
    when the paragraph has no words after it.
    """
    numbers = {}
    for paragraph in paragraphs:
        label = (paragraph.label or "").strip(" .()[]:")
        if not label.isalnum() or len(label) > LONGEST_NUMBER:
            continue
        printed = re.compile(rf"\s*[(\[]?{re.escape(label)}[.)\]:]*\s+")
        match = printed.match(text, paragraph.start, paragraph.end)
        if match is None or match.end() >= paragraph.end:
            continue
        number = paragraph.start + len(match[0]) - len(match[0].lstrip())
        begin = text.rfind("\n", 0, number) + 1
        if not text[begin:number].strip():
            numbers[begin] = Number(label, number - begin, match.end())
    return numbers


def lay_out(text: str, numbers: Mapping[int, Number], width: int) -> Layout:
    """Wrap a text to a pane.

    Args:
        text: The text, already safe to draw.
        numbers: What ``printed_numbers`` found.
        width: Columns of the whole pane, gutter and all.
    """
    widest = max((len(number.label) for number in numbers.values()), default=0)
    number_width = max(NUMBERS, widest) if widest else 0
    room = max(NARROWEST, min(COMFORTABLE, width - gutter_width(number_width) - 1))
    depth = min((number.depth for number in numbers.values()), default=0)
    lines: list[Line] = []
    position = 0
    while position <= len(text):
        number = numbers.get(position)
        stop = text.find("\n", position if number is None else number.start)
        stop = len(text) if stop < 0 else stop
        _add_block(lines, text, position, stop, number, depth, room)
        position = stop + 1
    if lines and lines[-1].start == lines[-1].end:
        lines.pop()
    return Layout(text, lines, number_width, [line.begin for line in lines])


def _add_block(
    lines: list[Line],
    text: str,
    begin: int,
    stop: int,
    number: Number | None,
    depth: int,
    room: int,
) -> None:
    """Add the display lines of one line of the text."""
    start = begin if number is None else number.start
    words = text[start:stop]
    end = start + len(words.rstrip())
    if end == start:
        if lines and lines[-1].start < lines[-1].end:
            lines.append(Line(begin, begin, begin, 0, None))
        return
    blank = len(words) - len(words.lstrip())
    start += blank
    indent = min(DEEPEST, blank if number is None else number.depth - depth)
    bullet = _BULLET.match(text, start, end) if number is None else None
    hang = min(DEEPEST, indent + len(bullet[0])) if bullet else indent
    label = number.label if number else None
    for first, last in wrap(text, start, end, room - hang, room - indent):
        lines.append(Line(begin, first, last, indent, label))
        indent, label = hang, None
        begin = last
