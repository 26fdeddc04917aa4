"""A list of any length: an own Line-API widget that holds a few pages of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import bindings
from tui.widgets.fitting import fit
from tui.widgets.row_window import Row, RowWindow
from tui.widgets.spans import wrap_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from storage import Page

INDENT = "   "
"""What stands before words where there are no rows."""

WHEEL = 3
"""Rows that the wheel moves the view by."""


class PagedList(Widget, Generic[Row], can_focus=True):
    """Shows rows, moves a cursor over them and asks for the pages it needs.

    A subclass says what a row looks like; the screen fetches pages and hears of the cursor.
    """

    DEFAULT_CSS = """
    PagedList {
        height: 1fr;
        & > .paged-list--cursor { background: $block-cursor-background; }
        & > .paged-list--resting { background: $panel; }
        & > .paged-list--quiet { color: $text-muted; }
        & > .paged-list--accent { color: $accent; text-style: bold; }
        &:ansi > .paged-list--cursor { text-style: reverse; }
        &:ansi > .paged-list--resting { text-style: underline; }
    }
    """
    COMPONENT_CLASSES = {
        "paged-list--cursor",
        "paged-list--resting",
        "paged-list--quiet",
        "paged-list--accent",
    }
    BINDINGS = bindings("list")

    marked: reactive[frozenset[str]] = reactive[frozenset[str]](frozenset())
    """uids of the marked rows."""
    empty: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What the list says when it has no rows, line by line."""
    cut: reactive[str] = reactive("…")
    """The sign that something goes on."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row, or on none."""

        row: Any  # a message cannot be generic
        """The row under the cursor."""

    @dataclass
    class Opened(Message):
        """A row was chosen by mouse."""

        row: Any  # a message cannot be generic
        """The row to open."""

    @dataclass
    class PageWanted(Message):
        """The cursor comes near the end of what is in memory."""

        cursor: str
        """The store's cursor of the page."""
        backwards: bool
        """Whether it is the page before."""

    @dataclass
    class EdgeWanted(Message):
        """The first or the last page of the list is wanted, and not in memory."""

        last: bool
        """Whether it is the last."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._window: RowWindow[Row] = RowWindow()
        self._cursor = 0
        self._top = 0
        self._asked: str | None = None
        names = self._get_component_classes()
        self._parts = {name.rpartition("--")[2]: name for name in names}

    # What the screen gives

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        rows = self._window.rows
        return rows[self._cursor] if self._cursor < len(rows) else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is in memory."""
        return tuple(self._window.rows)

    def neighbour_outside(self, uids: "Collection[str]") -> str | None:
        """The row nearest to the cursor that is not one of these, those below first."""
        rows = self._window.rows
        below, above = rows[self._cursor :], reversed(rows[: self._cursor])
        return next((each.uid for each in (*below, *above) if each.uid not in uids), None)

    def show_page(self, page: "Page[Row]", *, uid: str | None = None, last: bool = False) -> None:
        """Show a page in place of everything else.

        Args:
            page: What to show.
            uid: The row to put the cursor on; it keeps its line on the screen where it can.
            last: Put the cursor on the last row, when ``uid`` is not there.
        """
        line = self._cursor - self._top
        self._window.show(page)
        self._asked = None
        found = self._window.find(uid)
        end = len(self._window.rows) - 1
        self._cursor = max(0, end if last else 0) if found is None else found
        self._top = self._within(self._cursor - line)
        self._reveal()
        self.refresh()
        self._tell()

    def add_page(self, page: "Page[Row]", *, backwards: bool) -> None:
        """Take the page that was asked for; the view does not move."""
        moved = self._window.prepend(page) if backwards else -self._window.append(page)
        self._asked = None
        self._cursor = max(0, self._cursor + moved)
        self._top = self._within(self._top + moved)
        self.refresh()
        self._ask()

    # Moving

    def action_next(self) -> None:
        """Go to the next row."""
        self._move_to(self._cursor + 1)

    def action_previous(self) -> None:
        """Go to the row before."""
        self._move_to(self._cursor - 1)

    def action_page_down(self) -> None:
        """Go down a screenful."""
        self._move_to(self._cursor + max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        """Go up a screenful."""
        self._move_to(self._cursor - max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the first row of the whole list."""
        if self._window.before is None:
            self._move_to(0)
        else:
            self.post_message(self.EdgeWanted(last=False))

    def action_last(self) -> None:
        """Go to the last row of the whole list."""
        if self._window.after is None:
            self._move_to(len(self._window.rows) - 1)
        else:
            self.post_message(self.EdgeWanted(last=True))

    def _move_to(self, row: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        row = max(0, min(row, len(self._window.rows) - 1))
        if row == self._cursor:
            return
        left, self._cursor = self._cursor, row
        if self._reveal():
            self.refresh()
        else:
            self._refresh_row(left)
            self._refresh_row(row)
        self._tell()

    def _reveal(self) -> bool:
        """Scroll until the cursor is in view, a third of a page at least; say whether it moved."""
        height, third = self.size.height, self.size.height // 3
        if height == 0 or self._top <= self._cursor < self._top + height:
            return False
        below = self._cursor >= self._top
        self._top = self._within(
            self._cursor - height + 1 + third if below else self._cursor - third
        )
        return True

    def _within(self, top: int) -> int:
        """The nearest first row that leaves no empty line below."""
        return max(0, min(top, len(self._window.rows) - self.size.height))

    def _tell(self) -> None:
        """Say where the cursor is, and ask for what it will need."""
        self.post_message(self.Highlighted(self.row))
        self._ask()

    def _ask(self) -> None:
        """Ask for the next page before it is needed, once."""
        near = max(self.size.height, 1) * 2
        window = self._window
        if window.after and self._near_end(near):
            self._ask_for(window.after, backwards=False)
        elif window.before and min(self._cursor, self._top) < near:
            self._ask_for(window.before, backwards=True)

    def _near_end(self, near: int) -> bool:
        """Whether the cursor or the view comes within so many rows of the last one in memory."""
        lowest = max(self._cursor, self._top + self.size.height)
        return lowest + near > len(self._window.rows)

    def _ask_for(self, cursor: str, *, backwards: bool) -> None:
        """Ask for a page, unless it was asked for already."""
        if self._asked != cursor:
            self._asked = cursor
            self.post_message(self.PageWanted(cursor, backwards))

    # Drawing

    def watch_marked(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Draw the lines again whose mark changed."""
        for at, row in enumerate(self._window.rows):
            if row.uid in before ^ after:
                self._refresh_row(at)

    def _refresh_row(self, row: int) -> None:
        """Draw one line again."""
        line = row - self._top
        if 0 <= line < self.size.height:
            self.refresh(Region(0, line, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        row = self._top + y
        width = self.size.width
        if row >= len(self._window.rows):
            return self._empty_line(y)
        base = self.rich_style + self._row_style(row)
        segments = self.row_segments(self._window.rows[row], base)
        return Strip(segments).adjust_cell_length(width, base)

    def row_segments(self, row: Row, base: Style) -> "Iterable[Segment]":
        """What one row looks like.

        Args:
            row: The row.
            base: The style of its ground.
        """
        raise NotImplementedError

    def _empty_line(self, y: int) -> Strip:
        """A line below the last row; in a list without any it says why, and what to do."""
        line, width = y - 2, self.size.width
        said = [] if self._window.rows else list(self._empty_lines(width - len(INDENT)))
        if not 0 <= line < len(said):
            return Strip.blank(width, self.rich_style)
        is_first, words = said[line]
        style = self.rich_style if is_first else self.rich_style + self.part("quiet")
        return Strip([Segment(fit(f"{INDENT}{words}", width, self.cut), style)])

    def _empty_lines(self, width: int) -> "Iterator[tuple[bool, str]]":
        """What a list without rows says in lines that fit, and whether each is of the first sentence."""
        for place, words in enumerate(self.empty):
            lines = [words] if cell_len(words) <= width else wrap_words(words, width)
            for line in lines:
                yield place == 0, line

    def _row_style(self, row: int) -> Style:
        """The ground of a line: the cursor's, or the list's."""
        if row != self._cursor:
            return Style.null()
        name = "cursor" if self.has_focus else "resting"
        style = self._style(name)
        return Style(bgcolor=style.bgcolor, reverse=style.reverse, underline=style.underline)

    def part(self, name: str) -> Style:
        """The letters' style of one component class, on any ground."""
        style = self._style(name)
        return Style(color=style.color, bold=style.bold)

    def _style(self, name: str) -> Style:
        """The style of one component class, blended with the list's ground."""
        return self.get_component_rich_style(self._parts[name])

    # The mouse, the window and the focus

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse; a double click opens."""
        row = self._top + event.y
        if row < len(self._window.rows):
            self._move_to(row)
            if event.chain == 2 and self.row is not None:
                self.post_message(self.Opened(self.row))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the view down."""
        self._scroll_view(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the view up."""
        self._scroll_view(-WHEEL)
        event.stop()

    def _scroll_view(self, rows: int) -> None:
        """Move the view and leave the cursor where it is."""
        top = self._within(self._top + rows)
        if top != self._top:
            self._top = top
            self.refresh()
            self._ask()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        top, self._top = self._top, self._within(self._top)
        if self._reveal() or self._top != top:
            self.refresh()
        self._ask()

    def on_focus(self) -> None:
        """Show that the keys come here."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._refresh_row(self._cursor)
