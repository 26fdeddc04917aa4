"""The list of work in doubt: what it is, where it stands, and what has changed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from tui.display import one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import DoubtfulAnswer

NAME, NARROW_NAME = 18, 10
"""Columns of a record's mark or a variable's label, where there is room and where not."""
TITLE = 30


class DoubtList(PagedList["DoubtfulAnswer"]):
    """Shows records and variables, one line each."""

    def row_segments(self, row: "DoubtfulAnswer", base: Style) -> Iterable[Segment]:
        """One record or variable: its mark, its answers, its words, its document."""
        quiet = base + self.part("quiet")
        values = ", ".join(map(one_line, row.values))
        name = NAME if self.size.width >= 100 else NARROW_NAME
        room = max(0, self.size.width - name - 1)
        title = min(TITLE, room // 4)
        value = min(max(12, room // 4), room)
        yield Segment(f" {fit(one_line(row.name), name - 2, self.cut)} ", base)
        yield Segment(fit(values, value, self.cut), base + self.part("accent"))
        quote = f" “{one_line(row.quote)}”" if row.quote else ""
        yield Segment(fit(quote, max(0, room - value - title), self.cut), base)
        yield Segment(f" {fit(one_line(row.title), title, self.cut)}", quiet)
