"""The tree of a codebook: fields and values that unfold, with how often each was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive

from tui.display import UNICODE_MARKS, Marks, one_line
from tui.widgets.codebook_lines import CodebookLine
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Counted

TOTAL = 8
"""Columns of a total."""


class CodebookTree(PagedList[CodebookLine]):
    """Shows lines of any number; what they stand for is the screen's."""

    DEFAULT_CSS = """
    CodebookTree {
        & > .codebook-tree--group { text-style: bold; }
        & > .codebook-tree--gone { color: $text-disabled; }
    }
    """
    COMPONENT_CLASSES = {"codebook-tree--group", "codebook-tree--gone"}

    totals: reactive[Mapping[str, "Counted"]] = reactive[Mapping[str, "Counted"]]({})
    """How often each line was answered, by uid, as far as it is known."""
    marks: reactive[Marks] = reactive(UNICODE_MARKS)
    """The signs that the terminal draws."""

    @dataclass
    class InView(Message):
        """Other lines may have come into view."""

    @property
    def in_view(self) -> tuple[CodebookLine, ...]:
        """The lines that can be seen."""
        return self.rows[self._top : self._top + self.size.height]

    def _ask(self) -> None:
        """Nothing is fetched for the lines themselves; their totals are."""
        self.post_message(self.InView())

    def row_segments(self, row: CodebookLine, base: Style) -> Iterable[Segment]:
        """One line: its mark, its fold, key and label, more quietly its name, its total."""
        plain = self.marks != UNICODE_MARKS
        signs = {None: " ", True: "v" if plain else "▾", False: ">" if plain else "▸"}
        mark = self.marks.marked if row.uid in self.marked else " "
        lead = f"{mark}{'  ' * row.depth}{signs[row.unfolds]} "
        key = f"{row.key} " if row.sort != "field" and row.key else "  " * (row.sort == "value")
        room = self.size.width - cell_len(lead) - cell_len(key) - TOTAL - 1
        label = one_line(row.label)
        quiet = " · ".join(filter(None, (one_line(row.name), row.note)))
        label_room = min(cell_len(label), max(0, room))
        rest = max(0, room - label_room - 2)
        yield Segment(lead, base + self.part("accent" if row.uid in self.marked else "quiet"))
        yield Segment(key, base + self.part("accent"))
        yield Segment(fit(label, label_room, self.cut), base + self._look(row))
        if rest:
            yield Segment(f"  {fit(quiet, rest, self.cut)}", base + self.part("quiet"))
        yield Segment(f"{self._total(row):>{TOTAL}} ", base + self.part("quiet"))

    def _look(self, row: CodebookLine) -> Style:
        if row.retired:
            return self.part("gone")
        return self.part("group") if row.sort == "group" else Style.null()

    def _total(self, row: CodebookLine) -> str:
        counted = self.totals.get(row.uid)
        return total_words(counted) if counted is not None else ""


def total_words(counted: "Counted") -> str:
    """``12``, ``1,000+``."""
    return f"{counted.count:,}{'+' if counted.more else ''}"
