"""A list whose rows may take several lines each."""

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.paged_list import PagedList
from tui.widgets.row_window import Row


class TallList(PagedList[Row]):
    """Shows rows of any height; a view begins with the first line of a row."""

    def row_height(self, row: Row) -> int:
        """How many lines a row takes.

        Args:
            row: The row.
        """
        raise NotImplementedError

    def line_segments(self, row: Row, line: int, base: Style) -> Iterable[Segment]:
        """What one line of a row looks like.

        Args:
            row: The row.
            line: Which of its lines, from 0.
            base: The style of its ground.
        """
        raise NotImplementedError

    # Moving

    def action_page_down(self) -> None:
        """Go down a screenful."""
        shown = sum(1 for _ in self._shown())
        self._move_to(self._cursor + max(1, shown - 1))

    def action_page_up(self) -> None:
        """Go up a screenful."""
        self._move_to(min(self._cursor - 1, self._up_from(self._cursor, self.size.height - 1)))

    def _reveal(self) -> bool:
        """Scroll until the whole row under the cursor is in view; say whether the view moved."""
        height = self.size.height
        if height == 0 or not self._window.rows:
            return False
        place = next((line for row, line in self._shown() if row == self._cursor), None)
        if place == 0 or (place and place + self._height(self._cursor) <= height):
            return False
        below = self._cursor >= self._top
        room = max(self._height(self._cursor), height - height // 3) if below else height // 3
        self._top = self._within(min(self._cursor, self._up_from(self._cursor + below, room)))
        return True

    def _within(self, top: int) -> int:
        """The nearest first row that leaves no empty line below."""
        count = len(self._window.rows)
        return max(0, min(top, count - 1, self._up_from(count, self.size.height)))

    def _up_from(self, row: int, lines: int) -> int:
        """The first of the rows right above a row that together fit into so many lines."""
        while row > 0 and (lines := lines - self._height(row - 1)) >= 0:
            row -= 1
        return row

    def _height(self, row: int) -> int:
        return self.row_height(self._window.rows[row])

    def _shown(self) -> Iterator[tuple[int, int]]:
        """The rows in view, each with the line that it begins on."""
        line = 0
        for row in range(self._top, len(self._window.rows)):
            if line >= self.size.height:
                return
            yield row, line
            line += self._height(row)

    # Drawing

    def _refresh_row(self, row: int) -> None:
        """Draw the lines of one row again."""
        place = next((line for shown, line in self._shown() if shown == row), None)
        if place is not None:
            height = min(self._height(row), self.size.height - place)
            self.refresh(Region(0, place, self.size.width, height))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        found = self._row_at(y)
        if found is None:
            return self._empty_line(y)
        row, line = found
        base = self.rich_style + self._row_style(row)
        segments = self.line_segments(self._window.rows[row], line, base)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _row_at(self, y: int) -> tuple[int, int] | None:
        """The row on a line of the screen, and which of its lines that is."""
        for row, line in self._shown():
            if line <= y < line + self._height(row):
                return row, y - line
        return None

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse; a double click opens."""
        event.prevent_default()
        found = self._row_at(event.y)
        if found is not None:
            self._move_to(found[0])
            if event.chain == 2 and self.row is not None:
                self.post_message(self.Opened(self.row))
