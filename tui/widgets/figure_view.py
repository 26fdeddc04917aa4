"""A figure that one walks through: bars, columns or a table, with a cursor on what was counted."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from tui.commands import bindings
from tui.display import ASCII_MARKS, terminal_marks
from tui.widgets.drawn import DrawnWidget
from tui.widgets.figure_columns import LEAST_HEIGHT, column_layout
from tui.widgets.figure_layout import (
    ASCII,
    BLOCKS,
    Layout,
    bar_layout,
    found,
    table_layout,
)
from tui.widgets.spans import Line, Span, target_at, wrap_words

if TYPE_CHECKING:
    from storage import Bar, Figure, Group
    from tui.widgets.figure_words import Kinds

CURSOR = "▸"
END = (10**6, 10**6)
"""Farther than any figure goes: its last bar."""
WHEEL = 3


class FigureView(DrawnWidget, can_focus=True):
    """Draws a figure; the screen hears what is opened."""

    BOUND_KEYS_ONLY = True
    PREFIX = "figure"
    LOOKS = ("head", "dim", "bar", "missing", "axis", "cursor", "cursor-dim", "cursor-bar")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"figure--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    FigureView { width: 1fr; height: 1fr; }
    FigureView .figure--head { text-style: bold; }
    FigureView .figure--dim { color: $text-muted; }
    FigureView .figure--bar { color: $accent; }
    FigureView .figure--missing { color: $text-disabled; }
    FigureView .figure--axis { color: $accent; text-style: bold; }
    FigureView .figure--cursor { background: $block-cursor-background; }
    FigureView .figure--cursor-dim { background: $block-cursor-background; color: $text-muted; }
    FigureView .figure--cursor-bar { background: $block-cursor-background; color: $accent; }
    """
    BINDINGS = bindings("figure")

    figure: "reactive[Figure | None]" = reactive[Any](None)
    """What is drawn; None before the first is counted."""
    kinds: "reactive[Kinds]" = reactive[Any]({})
    """Labels of the study's own document kinds."""
    is_table: reactive[bool] = reactive(False)
    """Whether numbers are shown in lines and columns, instead of bars."""
    empty: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What is said where there is nothing to draw, line by line."""

    @dataclass
    class Opened(Message):
        """A bar was chosen by mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = Layout((), (), ())
        self._at = (0, 0)
        self._begin: tuple[int, int] | None = None
        self._top = 0
        self._first = 0
        self._ink = ASCII if terminal_marks() == ASCII_MARKS else BLOCKS

    @property
    def pointed(self) -> "tuple[Group, Bar | None] | None":
        """The group and the bar under the cursor; no bar where it stands for the whole group."""
        return found(self.figure, self._target) if self.figure and self._target else None

    @property
    def _target(self) -> str:
        line, column = self._at
        grid = self._layout.grid
        return grid[line][column] if line < len(grid) and column < len(grid[line]) else ""

    @property
    def place(self) -> tuple[int, int]:
        """Where the cursor stands."""
        return self._at

    # What the screen gives

    def begin_at(self, place: tuple[int, int]) -> None:
        """Stand there when the first figure comes."""
        self._begin = place

    def watch_figure(self, before: "Figure | None", after: "Figure | None") -> None:
        """Draw another figure; of the same question, the cursor stays where it is."""
        if before is None or after is None or before.question != after.question:
            self._at, self._top, self._first = (0, 0), 0, 0
            if after is not None and after.is_ordered and self._begin is None:
                self._begin = END
        self._lay_out()

    def watch_is_table(self) -> None:
        """Draw the same in the other form, standing on the same bar."""
        before = self._target
        self._top = self._first = 0
        self._lay_out()
        places = (
            (line, column)
            for line, row in enumerate(self._layout.grid)
            for column, each in enumerate(row)
            if each == before
        )
        self._at = next(places, (0, 0))
        self._show()

    def watch_empty(self) -> None:
        """Say something else where there is nothing."""
        self._lay_out()

    # Moving

    def action_next(self) -> None:
        """Go to the next bar."""
        self._move(1, 0)

    def action_previous(self) -> None:
        """Go to the bar before."""
        self._move(-1, 0)

    def action_right(self) -> None:
        """Go to the next column."""
        self._move(0, 1)

    def action_left(self) -> None:
        """Go to the column before."""
        self._move(0, -1)

    def action_page_down(self) -> None:
        """Go down a screenful."""
        self._move(max(1, self._room - 1), 0)

    def action_page_up(self) -> None:
        """Go up a screenful."""
        self._move(-max(1, self._room - 1), 0)

    def action_first(self) -> None:
        """Go to the first bar."""
        self._at = (0, 0 if self._is_row else self._at[1])
        self._move(0, 0)

    def action_last(self) -> None:
        """Go to the last bar."""
        self._at = (END[0], END[1] if self._is_row else self._at[1])
        self._move(0, 0)

    @property
    def _is_row(self) -> bool:
        """Whether the bars stand beside one another, so that both directions move along them."""
        return len(self._layout.grid) == 1

    @property
    def _room(self) -> int:
        """Lines that scroll."""
        return max(1, self.size.height - len(self._layout.head))

    def _move(self, lines: int, columns: int) -> None:
        """Move the cursor, as far as there is anything."""
        grid = self._layout.grid
        if not grid:
            return
        if self._is_row and not columns:
            lines, columns = 0, lines
        line = max(0, min(self._at[0] + lines, len(grid) - 1))
        column = max(0, min(self._at[1] + columns, len(grid[line]) - 1))
        self._at = (line, column)
        self._show()

    # Drawing

    def on_resize(self) -> None:
        """Lay the figure out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Make lines of the figure, for the room there is."""
        if not self.size.width or not self.size.height:
            return
        self._layout = self._new_layout()
        if self._begin is not None and self._layout.grid:
            self._at, self._begin = self._begin, None
        self._move(0, 0)
        self._show()

    def _new_layout(self) -> Layout:
        figure, width = self.figure, self.size.width
        if figure is None or not figure.groups:
            lines = tuple(
                (Span(f"   {line}", "dim" if at else ""),)
                for at, text in enumerate(self.empty)
                for line in wrap_words(text, max(1, width - 6))
            )
            return Layout((), ((), *lines), ())
        if self.is_table:
            return table_layout(figure, self.kinds, width, self._first)
        if figure.is_ordered and not figure.by_title and self.size.height >= LEAST_HEIGHT:
            return column_layout(
                figure, width, self.size.height, self._first, self._at[1], self._ink
            )
        return bar_layout(figure, self.kinds, width, self._ink)

    def _show(self) -> None:
        """Bring the cursor into view and draw."""
        self._reveal_column()
        line = self._line_of(self._target)
        room = self._room
        if line is not None and not self._top <= line < self._top + room:
            third = room // 3
            below = line >= self._top
            self._top = line - room + 1 + third if below else line - third
        self._top = max(0, min(self._top, len(self._layout.lines) - room))
        if self._at[0] == 0 and line is not None and line < room:
            self._top = 0
        self._draw_lines()

    def _reveal_column(self) -> None:
        """Where columns scroll or tell of the cursor, lay out anew."""
        layout, column = self._layout, self._at[1]
        if not layout.grid or len(layout.grid[0]) < 2:
            return
        last = self._first + layout.shown - 1
        if column < self._first or column > last:
            third = layout.shown // 3
            aim = column - third if column < self._first else column - layout.shown + 1 + third
            self._first = max(0, min(aim, len(layout.grid[0]) - layout.shown))
        self._layout = self._new_layout()

    def _line_of(self, target: str) -> int | None:
        """The line that has a target."""
        if not target or self._is_row:
            return None
        lines = enumerate(self._layout.lines)
        return next((at for at, line in lines if any(s.target == target for s in line)), None)

    def _draw_lines(self) -> None:
        """Draw what is in view, with the cursor."""
        layout = self._layout
        shown = layout.lines[self._top : self._top + self._room]
        self.draw([*layout.head, *(_pointed(line, self._target) for line in shown)])

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a double click opens it."""
        pointed = self._target_at(event.x, event.y)
        for line, row in enumerate(self._layout.grid):
            if pointed and pointed in row:
                self._at = (line, row.index(pointed))
                self._show()
                if event.chain == 2:
                    self.post_message(self.Opened())
                return

    def _target_at(self, x: int, y: int) -> str:
        """What stands at a place of the screen."""
        if self._layout.columns is None:
            return target_at(self.line_at(y), x)
        begin, width, first = self._layout.columns
        at, row = first + (x - begin) // width, self._layout.grid[0]
        return row[at] if x >= begin and at < len(row) else ""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the view down."""
        self._scroll_view(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the view up."""
        self._scroll_view(-WHEEL)
        event.stop()

    def _scroll_view(self, lines: int) -> None:
        """Move the view and leave the cursor where it is."""
        self._top = max(0, min(self._top + lines, len(self._layout.lines) - self._room))
        self._draw_lines()


def _pointed(line: Line, target: str) -> Line:
    """A line with the cursor on the spans that point at a target."""
    if not target or all(span.target != target for span in line):
        return line
    spans: list[Span] = []
    is_marked = False
    for span in line:
        if span.target != target:
            spans.append(span)
            continue
        text = span.text
        if not is_marked and text.startswith(" "):
            text, is_marked = CURSOR + text[1:], True
        look = {"dim": "cursor-dim", "bar": "cursor-bar"}.get(span.look, "cursor")
        spans.append(replace(span, text=text, look=look))
    return tuple(spans)
