"""Puts the lines of a page in reading order: rows of tables, numbers that stand apart."""

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final, NamedTuple

from storage.documents.readers.pdf.lines import Line

_MARK: Final = re.compile(
    r"(?:\d{1,3}[.)]|[(\[](?:\d{1,3}|[a-z]|[ivx]{1,4})[)\]]|[a-z][.)]|•|\d+\.\d+\.?)$"
)
_MARKED: Final = re.compile(r"(?:\d{1,3}(?:\.\d+)*[.)]?|[(\[]?[a-z0-9]{1,3}[.)\]]|[•●○▪■◼◦–-])\s")
_FARTHEST_MARK: Final = 6.0
"""How far left of its words, in letter sizes, a mark may stand."""
_LEVEL: Final = 0.5
"""How far apart, in letter sizes, baselines of a mark and its words may be."""
_LEADING: Final = 1.5
"""Baselines of one cell are no further apart, in letter sizes."""
_TALLEST: Final = 8
"""A row of a table has no more lines; what has more is a column."""
_INDENT: Final = 0.7
_DISORDER: Final = 3
"""Lines above the one before them, in the same column, that a page in order may have."""


class Arranged(NamedTuple):
    """The lines of a page as they are read."""

    lines: list[Line]
    put_back: int
    """How many marks were put back before their words."""


def arranged(lines: list[Line]) -> Arranged:
    """The lines of one page in reading order; as printed, where that can be read."""
    lines = _in_order(lines)
    lines, put_back = _with_marks(lines)
    upright = [line for line in lines if not line.turn]
    return Arranged(_rows(upright) + [line for line in lines if line.turn], put_back)


def _in_order(lines: list[Line]) -> list[Line]:
    """The lines from top to bottom, where the page prints them in no order at all."""
    upwards = sum(
        1
        for line, following in pairwise(lines)
        if following.y > line.y + line.size and _overlap(line, following) and not line.turn
    )
    if upwards <= max(_DISORDER, len(lines) // 8):
        return lines
    return sorted(lines, key=lambda line: (line.turn, -round(line.y), line.x))


def _overlap(line: Line, other: Line) -> bool:
    """Whether one line stands above the other."""
    return line.x < other.right and other.x < line.right


def _with_marks(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines with numbers and bullets that stand alone put before the words beside them."""
    alone = [index for index, line in enumerate(lines) if _MARK.match(line.text)]
    if not alone:
        return lines, 0
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        levels[round(line.y)].append(index)
    kept: list[Line | None] = list(lines)
    count = 0
    for index in alone:
        beside = _beside(lines, levels, index)
        words = kept[beside] if beside is not None else None
        if beside is not None and words is not None and not _MARKED.match(words.text):
            mark = lines[index]
            kept[beside] = words._replace(text=f"{mark.text} {words.text}", x=mark.x)
            kept[index] = None
            count += 1
    return [line for line in kept if line is not None], count


def _beside(lines: list[Line], levels: dict[int, list[int]], index: int) -> int | None:
    """The nearest line right of a mark on its level."""
    mark = lines[index]
    level = round(mark.y)
    near = [
        (lines[other].x - mark.x, other)
        for at in range(level - round(mark.size) // 2, level + round(mark.size) // 2 + 1)
        for other in levels.get(at, ())
        if other != index
        and 0 < lines[other].x - mark.x <= _FARTHEST_MARK * max(mark.size, lines[other].size)
        and abs(lines[other].y - mark.y) <= _LEVEL * lines[other].size
    ]
    return min(near)[1] if near else None


def _rows(lines: list[Line]) -> list[Line]:
    """The lines with those put together that are cells of one row of a table."""
    found: list[Line] = []
    for line in lines:
        if found and _continues_cell(found[-1], line):
            found[-1] = _with_more(found[-1], line)
        elif (first := _first_beside(found, line)) is not None:
            found[first:] = [_row(found[first:], line)]
        else:
            found.append(line)
    return _with_label_tops(found)


def _continues_cell(row: Line, line: Line) -> bool:
    """Whether a line is the next one of a row's last cell."""
    return (
        bool(row.cells)
        and not line.cells
        and abs(line.x - row.cells[-1]) < _INDENT * line.size
        and -_LEVEL * line.size <= row.foot - line.y <= _LEADING * line.size
        and not _MARKED.match(line.text)
    )


def _first_beside(found: list[Line], line: Line) -> int | None:
    """The first of the last lines that are the cell left of a line, if they are one."""
    if not found or line.turn or found[-1].turn or line.x <= found[-1].right:
        return None
    last = found[-1]
    if line.y < last.foot - _LEVEL * line.size:
        return None
    first = len(found) - 1
    while first > 0 and _is_one_cell(found[first - 1], found[first]):
        first -= 1
    if found[first].y < line.y - _LEVEL * line.size or len(found) - first > _TALLEST:
        return None
    while found[first].foot > line.y + _LEADING * line.size and first + 1 < len(found):
        first += 1
    return first


def _is_one_cell(line: Line, following: Line) -> bool:
    """Whether two lines are one above the other in a cell."""
    return (
        not line.cells
        and not following.cells
        and abs(line.x - following.x) < _INDENT * line.size
        and 0 < line.y - following.y <= _LEADING * max(line.size, following.size)
        and line.is_bold == following.is_bold
    )


def _with_more(row: Line, line: Line) -> Line:
    """A row whose last cell goes on."""
    return row._replace(
        text=f"{row.text} {line.text}",
        right=max(row.right, line.right),
        foot=min(row.foot, line.y),
    )


def _row(lines: list[Line], line: Line) -> Line:
    """The row of a first cell's lines and the first line of the cell right of it."""
    first = lines[0]
    return first._replace(
        text=" ".join(each.text for each in lines) + f"\t{line.text}",
        right=line.right,
        foot=min(lines[-1].foot, line.y),
        cells=(*lines[-1].cells, line.x, *line.cells),
    )


def _with_label_tops(lines: list[Line]) -> list[Line]:
    """The lines with first cells made whole whose last line alone stands beside another cell."""
    found: list[Line] = []
    for line in lines:
        if len(found) > 1 and line.cells and _tops(found[-2], found[-1], line):
            top = found.pop()
            line = line._replace(text=f"{top.text} {line.text}", x=top.x, y=top.y)
        found.append(line)
    return found


def _tops(before: Line, top: Line, row: Line) -> bool:
    """Whether a line between two rows of a table is the beginning of the second one."""
    return (
        bool(before.cells)
        and not top.cells
        and abs(top.x - row.x) < _INDENT * row.size
        and top.right < row.cells[0]
        and 0 < top.y - row.y <= _LEADING * row.size
        and not _MARKED.match(top.text)
    )
