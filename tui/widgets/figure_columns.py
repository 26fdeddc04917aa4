"""A figure over time as columns that rise from an axis."""

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.display import count_text
from tui.widgets.figure_layout import Ink, Layout, target
from tui.widgets.figure_words import share_text, time_words
from tui.widgets.spans import Line, Span

if TYPE_CHECKING:
    from storage import Figure

WIDEST = 7
"""Cells of one column, at most."""
LEAST_HEIGHT = 8
"""Lines below which columns say less than a list of bars."""
LINES_BELOW = 3
"""Axis, periods, and what the column under the cursor stands for."""


def column_layout(
    figure: "Figure", width: int, height: int, first: int, pointed: int, ink: Ink
) -> Layout:
    """Columns for the periods of a figure that is not split.

    Args:
        figure: The figure; it has one group.
        width: Columns of the screen.
        height: Its lines.
        first: The first period that is shown, where there is no room for all.
        pointed: The period under the cursor.
        ink: What to draw with.
    """
    group = figure.groups[0]
    most = max(bar.count for bar in group.bars)
    axis = len(f"{most:,}") + 2
    room = max(1, width - axis - 1)
    each = max(1, min(WIDEST, room // len(group.bars)))
    shown = range(min(first, max(0, len(group.bars) - room // each)), len(group.bars))
    shown = shown[: room // each]
    counts = [group.bars[at].count for at in shown]
    rows = (height - LINES_BELOW) // 2 * 2
    lines = [_row(counts, most, row, rows, axis, each, ink) for row in range(rows, 0, -1)]
    marks = "".join(
        (ink.here if at == pointed else ink.axis).center(each, ink.axis) for at in shown
    )
    lines.append((Span(f"{0:>{axis - 1}} ", "dim"), Span(marks, "axis")))
    keys = [group.bars[at].key for at in shown]
    lines.append((Span(" " * axis + _periods(keys, each, room), "dim"),))
    lines.append(_reading(figure, pointed, shown, axis))
    grid = tuple(target(0, place) for place in range(len(group.bars)))
    return Layout((), tuple(lines), (grid,), len(shown), (axis, each, shown.start))


def _reading(figure: "Figure", pointed: int, shown: range, axis: int) -> Line:
    """What the column under the cursor stands for, and which columns are shown."""
    group = figure.groups[0]
    bar = group.bars[min(pointed, len(group.bars) - 1)]
    counted = count_text(bar.count, *figure.unit)
    reading = f"{time_words(bar.key)}: {counted}, {share_text(group, bar)}"
    more = f"   {shown.start + 1:,} to {shown.stop:,} of {len(group.bars):,}"
    return (
        Span(f"{'':<{axis}}{reading}", "head"),
        Span(more if len(shown) < len(group.bars) else "", "dim"),
    )


def _row(counts: list[int], most: int, row: int, rows: int, axis: int, each: int, ink: Ink) -> Line:
    """One line of all columns; ``row`` counts from 1 at the axis."""
    label = ""
    if row == rows:
        label = f"{most:,}"
    elif row == rows // 2 and most % 2 == 0:
        label = f"{most // 2:,}"
    body = each - 1 if each > 1 else 1
    cells = "".join((_piece(count / most, row, rows, ink) * body).ljust(each) for count in counts)
    return (Span(f"{label:>{axis - 1}} ", "dim"), Span(cells, "bar"))


def _piece(part: float, row: int, rows: int, ink: Ink) -> str:
    """What one column shows on one line."""
    if part <= 0:
        return " "
    eighths = max(1, round(part * rows * 8)) - 8 * (row - 1)
    if eighths >= 8:
        return ink.full
    if eighths <= 0:
        return " "
    if ink.rises:
        return ink.rises[eighths - 1]
    return ink.full if eighths >= 4 or row == 1 else " "


def _periods(keys: list[str], each: int, room: int) -> str:
    """What stands under the columns, as much as there is room for."""
    years = len({key[:4] for key in keys}) > 1
    words = [_short(key, years=years) for key in keys]
    if years and not words[0] and not any(words[: 6 // each + 1]):
        words[0] = keys[0][:4]
    line = ""
    for place, text in enumerate(words):
        start = place * each
        if text and (not line or start >= cell_len(line) + 2) and start + cell_len(text) <= room:
            line = line.ljust(start) + text
    return line


def _short(key: str, *, years: bool) -> str:
    """A period in few letters; of several years, only where each begins."""
    if len(key) == 4:
        return key
    if not years:
        return time_words(key).removesuffix(f" {key[:4]}").removeprefix(f"{key[:4]} ")
    if len(key) == 10:
        return time_words(key).rpartition(" ")[0]
    return key[:4] if key.endswith(("-Q1", "-01")) else ""
