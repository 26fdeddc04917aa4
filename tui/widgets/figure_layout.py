"""A figure as lines: bars one under the other, or a table.

Drawn here, and not by a plotting library: a key that moves the cursor sends half a kilobyte, where
one that paints the whole plot again sends fourteen; and bars can be pointed at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.widgets.figure_words import (
    Kinds,
    bar_words,
    group_words,
    heading_words,
    number_text,
    share_text,
    spread_words,
    time_words,
)
from tui.widgets.spans import Line, Span, padded, shorten

if TYPE_CHECKING:
    from storage import Bar, Figure, Group

MARK = 2
"""Columns for the sign of the cursor."""
GAP = 2
NARROWEST, WIDEST = 10, 18
"""Columns of a table may have so many cells."""
LONGEST_LABEL = 0.45
"""The part of the width that labels may take."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What bars are drawn with."""

    full: str
    """A whole cell."""
    parts: str
    """Less than one, from one eighth up; empty where a terminal cannot draw them."""
    rises: str
    """The same from below."""
    axis: str
    """What columns stand on."""
    here: str
    """What points at the column under the cursor."""

    def bar(self, part: float, width: int) -> str:
        """A bar from the left: at least a sliver, when there is anything."""
        if part <= 0 or width <= 0:
            return ""
        eighths = max(1, round(part * width * 8))
        whole, rest = divmod(eighths, 8)
        if not self.parts:
            return self.full * max(1, round(eighths / 8))
        return self.full * whole + (self.parts[rest - 1] if rest else "")


BLOCKS = Ink("█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇", "─", "▲")
ASCII = Ink("#", "", "", "-", "^")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines, and which of their spans stand for what was counted."""

    head: tuple[Line, ...]
    """Lines that stay at the top."""
    lines: tuple[Line, ...]
    """Lines that scroll."""
    grid: tuple[tuple[str, ...], ...]
    """Targets by line and column, as the cursor moves over them."""
    shown: int = 1
    """How many columns of the grid there is room for."""
    columns: tuple[int, int, int] | None = None
    """Of columns beside one another: where the first begins, how wide each is, and which it is."""


def target(group: int, bar: int | None = None) -> str:
    """What a span points at: a group, or one bar of it."""
    return f"{group}" if bar is None else f"{group},{bar}"


def found(figure: "Figure", pointed: str) -> "tuple[Group, Bar | None]":
    """The group and the bar that a target points at."""
    group, _, bar = pointed.partition(",")
    here = figure.groups[int(group)]
    return here, here.bars[int(bar)] if bar else None


def words_of(figure: "Figure", group: "Group", bar: "Bar") -> str:
    """What a bar is called in its figure."""
    return time_words(bar.key) if figure.is_ordered else bar_words(group, bar)


# Bars


def bar_layout(figure: "Figure", kinds: Kinds, width: int, ink: Ink) -> Layout:
    """Bars from the left, each with its label, count and share.

    A bar is as long as its share, so that groups of different sizes can be compared. Of a split
    figure, bars of nothing are left out.
    """
    shown = [
        (
            at,
            group,
            [(i, bar) for i, bar in enumerate(group.bars) if bar.count or not figure.by_title],
        )
        for at, group in enumerate(figure.groups)
    ]
    labels = [words_of(figure, group, bar) for _, group, bars in shown for _, bar in bars]
    label = _label_width(width, labels)
    number = max((len(f"{bar.count:,}") for _, _, bars in shown for _, bar in bars), default=1)
    most = max((group.share(bar) for _, group, bars in shown for _, bar in bars), default=0)
    room = max(0, width - MARK - label - number - 7 - 3 * GAP - 1)
    lines: list[Line] = []
    grid: list[tuple[str, ...]] = []
    for at, group, bars in shown:
        lines += _heading(figure, group, kinds, is_first=not lines)
        for place, bar in bars:
            to = target(at, place)
            part = group.share(bar) / most if most else 0
            drawn = f"{'':<{GAP}}{ink.bar(part, room):<{room + 1}}"
            lines.append(
                (
                    Span(" " * MARK, "", to),
                    Span(padded(words_of(figure, group, bar), label), _quiet(bar), to),
                    Span(f"{bar.count:>{number + GAP},}", "", to),
                    Span(f"{share_text(group, bar):>{7 + GAP}}", "dim", to),
                    Span(drawn, "bar" if bar.kind == "value" else "missing", to),
                )
            )
            grid.append((to,))
        if not bars:
            lines.append((Span("  none", "dim"),))
    return Layout((), tuple(lines), tuple(grid))


def _heading(figure: "Figure", group: "Group", kinds: Kinds, *, is_first: bool) -> list[Line]:
    """What stands over the bars of a group."""
    if not figure.by_title and group.spread is None:
        return []
    lines: list[Line] = [] if is_first else [()]
    lines.append((Span(" " + heading_words(figure, group, kinds), "head"),))
    if group.spread is not None:
        lines.append((Span("  " + spread_words(group), "dim"),))
    return lines


def _quiet(bar: "Bar") -> str:
    return "" if bar.kind == "value" else "dim"


# Tables


def table_layout(figure: "Figure", kinds: Kinds, width: int, first: int) -> Layout:
    """Numbers in lines and columns.

    Args:
        figure: The figure.
        kinds: Labels of document kinds.
        width: Columns of the screen.
        first: The first column of a wide table that is shown.
    """
    if figure.groups and figure.groups[0].spread is not None:
        return _spread_table(figure, kinds, width)
    if figure.by_title:
        return _cross_table(figure, kinds, width, first)
    label = _label_width(width, [words_of(figure, g, bar) for g in figure.groups for bar in g.bars])
    head = (Span(f"{'':<{MARK + label}}{'n':>12}{'share':>10}", "head"),)
    lines: list[Line] = []
    grid: list[tuple[str, ...]] = []
    for at, group in enumerate(figure.groups):
        for place, bar in enumerate(group.bars):
            to = target(at, place)
            words = padded(words_of(figure, group, bar), label)
            lines.append(
                (
                    Span(" " * MARK, "", to),
                    Span(words, _quiet(bar), to),
                    Span(f"{bar.count:>12,}{share_text(group, bar):>10}", "", to),
                )
            )
            grid.append((to,))
        total = f"{'':<{MARK}}{padded('n', label)}{group.base:>12,}"
        lines.append((Span(total, "head"),))
    return Layout((head,), tuple(lines), tuple(grid))


def _label_width(width: int, labels: Sequence[str]) -> int:
    widest = max(map(cell_len, labels), default=0)
    return min(widest, max(NARROWEST, int(width * LONGEST_LABEL)))


def _cross_table(figure: "Figure", kinds: Kinds, width: int, first: int) -> Layout:
    """Groups down, bars across, each cell with its count and its share of the line."""
    names = {(bar.kind, bar.key): words_of(figure, g, bar) for g in figure.groups for bar in g.bars}
    columns = list(names)
    if figure.question.by == figure.question.field:
        # No value stands in its own line: of all lines together, the order is that of the lines.
        columns = [(group.kind, group.key) for group in figure.groups]
    groups = [group_words(figure, group, kinds) for group in figure.groups]
    label = _label_width(width, [figure.by_title, *groups])
    cell = max(13, min(WIDEST, max(map(cell_len, names.values()), default=0) + GAP))
    room = max(1, (width - MARK - label - 8 - GAP) // cell)
    shown = range(min(first, max(0, len(columns) - room)), len(columns))[:room]
    titles = "".join(f"{'':<2}{_right(names.get(columns[at], ''), cell - 2)}" for at in shown)
    more = " …" if shown and shown[-1] + 1 < len(columns) else ""
    head = (Span(f"{'':<{MARK}}{padded(figure.by_title, label)}{'n':>8}{titles}{more}", "head"),)
    lines: list[Line] = []
    grid: list[tuple[str, ...]] = []
    for at, group in enumerate(figure.groups):
        places = {(bar.kind, bar.key): place for place, bar in enumerate(group.bars)}
        row = tuple(target(at, places.get(each)) for each in columns)
        spans = [Span(f"{'':<{MARK}}{padded(groups[at], label)}"), Span(f"{group.base:>8,}", "dim")]
        for place in shown:
            bar = places.get(columns[place])
            spans += _cell(group, None if bar is None else group.bars[bar], row[place], cell)
        lines.append(tuple(spans))
        grid.append(row)
    return Layout((head,), tuple(lines), tuple(grid), len(shown))


def _cell(group: "Group", bar: "Bar | None", to: str, width: int) -> list[Span]:
    """Count and share; a value with itself is neither."""
    if bar is None:
        return [Span(" " * (width - 1) + "—", "dim", to)]
    look = "" if bar.count else "dim"
    return [
        Span(f"{'':<2}{bar.count:>{width - 9},}", look, to),
        Span(f"{share_text(group, bar):>7}", "dim", to),
    ]


def _right(text: str, width: int) -> str:
    """A column's title at the right of it, cut where it is too long."""
    short = shorten(text, width)
    return " " * (width - cell_len(short)) + short


def _spread_table(figure: "Figure", kinds: Kinds, width: int) -> Layout:
    """Five numbers for everything that stands apart."""
    groups = [group_words(figure, group, kinds) for group in figure.groups]
    names = ("least", "quartile", "median", "quartile", "greatest")
    label = _label_width(width, groups)
    cell = max(9, min(14, (width - MARK - label - 7) // len(names)))
    titles = "".join(f"{name:>{cell}}" for name in names)
    head = (Span(f"{'':<{MARK}}{'':<{label}}{'n':>7}{titles}", "head"),)
    lines = tuple(
        (
            Span(" " * MARK, "", target(at)),
            Span(padded(groups[at], label), "", target(at)),
            Span(f"{group.base:>7,}", "dim", target(at)),
            Span("".join(_right(each, cell) for each in _numbers(group)), "", target(at)),
        )
        for at, group in enumerate(figure.groups)
    )
    return Layout((head,), lines, tuple((target(at),) for at in range(len(lines))))


def _numbers(group: "Group") -> list[str]:
    spread = group.spread
    if spread is None:
        return []
    five = (spread.least, spread.lower, spread.median, spread.upper, spread.greatest)
    return [number_text(number, group.currency) for number in five]
