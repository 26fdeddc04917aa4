"""The list of changes, one line for each, under the day on which they were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.days import day_of, day_words, time_of
from tui.display import one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Change, Page

TITLE = 36
"""Cells of the column that names documents, at most."""
LEAST_TITLE, WORDS = 20, 46
"""Cells from which there is such a column, beside what the rest of a line needs."""


@dataclass(frozen=True, slots=True)
class Day:
    """The heading over the changes of one day; the cursor passes over it."""

    day: date
    """Which one."""

    @property
    def uid(self) -> str:
        """What no change and no other day is called."""
        return self.day.isoformat()


def with_days(changes: "Iterable[Change]", before: "Change | None") -> "tuple[Change | Day, ...]":
    """Changes with a heading wherever another day begins.

    Args:
        changes: The changes, the latest first.
        before: The change that stands above them in the list, which has its heading already.
    """
    rows: list[Change | Day] = []
    last = day_of(before.at) if before is not None else None
    for change in changes:
        if (day := day_of(change.at)) != last:
            rows.append(Day(day))
        rows.append(change)
        last = day
    return tuple(rows)


class HistoryList(PagedList["Change | Day"]):
    """Shows changes by day; what was taken back is struck through."""

    today: reactive[date | None] = reactive(None)
    """The day on which this is looked at."""
    coder: reactive[str] = reactive("")
    """Whose changes need no name."""
    is_of_document = reactive(False)
    """Whether all is about one document, so that its title says nothing."""

    @property
    def change(self) -> "Change | None":
        """The change under the cursor."""
        row = self.row
        return None if row is None or isinstance(row, Day) else row

    def show_page(
        self, page: "Page[Change | Day]", *, uid: str | None = None, last: bool = False
    ) -> None:
        """Show a page in place of everything else, standing on a change."""
        super().show_page(page, uid=uid, last=last)
        if isinstance(self.row, Day):
            self.action_next()

    def _move_to(self, row: int) -> None:
        """Put the cursor on a change: a heading passes it on, the way it was going."""
        rows = self._window.rows
        row = max(0, min(row, len(rows) - 1))
        if rows and isinstance(rows[row], Day):
            goes_up = row < self._cursor and row > 0
            row += -1 if goes_up else 1
        super()._move_to(row)
        if row == 1 and self._top == 1:
            self._top = 0
            self.refresh()

    def row_segments(self, row: "Change | Day", base: Style) -> Iterable[Segment]:
        """One change, or the heading of a day."""
        if isinstance(row, Day):
            words = day_words(row.day, self.today) if self.today else row.uid
            return [Segment(f" {words}", base + Style(bold=True))]
        return self._change_segments(row, base)

    def _change_segments(self, change: "Change", base: Style) -> list[Segment]:
        """Time, what happened, whose it is when it is another's, and its document."""
        quiet, width = base + self.part("quiet"), self.size.width
        left = f"   {time_of(change.at)}  "
        title = self._title(change, min(TITLE, width - WORDS))
        room = max(1, width - cell_len(left) - cell_len(title) - 1)
        who = f"{one_line(change.coder)}: " if change.coder != self.coder else ""
        state = "(undone) " if change.undone else ""
        words = fit(f"{state}{who}{one_line(change.summary)}", room, self.cut)
        told = quiet + Style(strike=True) if change.undone else base
        if state:
            shown = words[len(state) :]
            bare = shown.rstrip()
            parts = [Segment(state, quiet), Segment(bare, told), Segment(shown[len(bare) :], quiet)]
        else:
            parts = [Segment(words, told)]
        return [Segment(left, quiet), *parts, Segment(title, quiet)]

    def _title(self, change: "Change", width: int) -> str:
        """The column that names the document, where that says something and there is room."""
        if self.is_of_document or not change.document_title or width < LEAST_TITLE:
            return ""
        return f"  {fit(one_line(change.document_title), width, self.cut)}"
