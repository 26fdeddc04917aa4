"""The list of memos, one line for each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from tui.days import day_of
from tui.display import date_text, one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import MemoLine

DATE, ABOUT, TITLE = 11, 16, 30
"""Cells of the columns beside the memo's own words."""
WIDE = 90
"""Cells of a line from which the document has a column."""


class MemoList(PagedList["MemoLine"]):
    """Shows when memos were written, what they are on, and how they begin."""

    def row_segments(self, row: "MemoLine", base: Style) -> Iterable[Segment]:
        """One memo: date, what it is on, its words, its document."""
        quiet, width = base + self.part("quiet"), self.size.width
        title = (
            f"  {fit(one_line(row.document_title or ''), TITLE, self.cut)}" if width >= WIDE else ""
        )
        date = date_text(day_of(row.memo.created_at).isoformat())
        left = f" {fit(date, DATE, self.cut)}  "
        about = f"{fit(one_line(row.about), ABOUT, self.cut)}  "
        room = width - len(left) - ABOUT - 2 - (TITLE + 2 if title else 0) - 1
        words = fit(one_line(row.memo.text[:width]), max(1, room), self.cut)
        return [
            Segment(left, quiet),
            Segment(about, base + self.part("accent") + Style(bold=False)),
            Segment(words, base),
            Segment(title, quiet),
        ]
