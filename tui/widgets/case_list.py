"""The list of disagreements: what each is about, what coders differ in, how it stands."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.display import one_line
from tui.widgets.case_names import DIFFERENCES
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Case

NAME, WHY, STANDS = 18, 16, 14
"""Columns of what a case is about, what coders differ in, and how it stands."""
LEAST_TITLE = 16


class CaseList(PagedList["Case"]):
    """Shows cases, one line each."""

    labels: reactive[Mapping[str, str]] = reactive[Mapping[str, str]]({})
    """Labels of record types and variables, by name."""

    def row_segments(self, row: "Case", base: Style) -> Iterable[Segment]:
        """One case: how it stands, its name, what differs, its document, its words."""
        quiet = base + self.part("quiet")
        room = max(0, self.size.width - NAME - WHY - STANDS - 4)
        title = max(min(LEAST_TITLE, room), room // 3)
        held = row.settlement
        stands = "open" if held is None else f"{held.how.value}"
        sign = "○" if held is None else "●"
        yield Segment(f" {sign} {fit(stands, STANDS - 2, self.cut)}", quiet if held else base)
        yield Segment(
            fit(one_line(self.labels.get(row.name, row.name)), NAME - 1, self.cut) + " ",
            base + self.part("accent"),
        )
        yield Segment(fit(DIFFERENCES[row.difference], WHY - 1, self.cut) + " ", base)
        yield Segment(fit(one_line(row.title), max(0, title - 1), self.cut) + " ", quiet)
        yield Segment(fit(one_line(row.quote), max(0, room - title), self.cut), base)
