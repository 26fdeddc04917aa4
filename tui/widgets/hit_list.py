"""The list of hits: keyword in context, the words found one under the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.display import UNICODE_MARKS, Marks, one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Hit

LEAD = 5
"""Cells of the margin: mark, letter of what it is coded as, and spaces."""
GAP = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each part of a line."""

    title: int
    """Of the document; 0 where there is no room."""
    before: int
    """What stands before the words."""
    rest: int
    """The words and what stands after them."""


def columns(width: int) -> Columns:
    """How a line is parted: the words begin in one column, a little left of the middle.

    Args:
        width: Cells of the line.
    """
    room = max(0, width - LEAD)
    title = min(34, width // 4) if width >= 60 else 0
    room = max(0, room - title - (GAP if title else 0))
    before = room * 2 // 5
    return Columns(title, before, room - before)


def before_text(text: str, width: int) -> str:
    """The end of what stands before a hit, at the right of its column."""
    # A character takes a cell at least, but for those that are drawn on the one before.
    shown = one_line(text[-2 * width :] if width else "")
    while cell_len(shown) > width:
        shown = shown[1:]
    return " " * (width - cell_len(shown)) + shown


class HitList(PagedList["Hit"]):
    """Shows hits with their marks and what they are coded as."""

    DEFAULT_CSS = """
    HitList {
        & > .hit-list--words { color: $accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"hit-list--words"}

    marks: reactive[Marks] = reactive(UNICODE_MARKS)
    """The signs that the terminal can draw."""
    letters: reactive[Mapping[str, str]] = reactive[Mapping[str, str]]({})
    """The letter of each record type, by name; what else is coded is a variable."""

    def watch_marks(self, marks: Marks) -> None:
        """Cut what goes on with the sign that the terminal can draw."""
        self.cut = marks.cut

    def row_segments(self, row: "Hit", base: Style) -> Iterable[Segment]:
        """One hit: its signs, its document, and the words in what stands around them."""
        parted = columns(self.size.width)
        quiet = base + self.part("quiet")
        yield Segment(
            f" {self.marks.marked if row.uid in self.marked else ' '}", base + self.part("accent")
        )
        yield Segment(f"{self._letter(row)}  ", quiet)
        if parted.title:
            yield Segment(fit(one_line(row.title), parted.title, self.cut) + " " * GAP, quiet)
        yield Segment(before_text(row.before, parted.before), base)
        words = one_line(row.words[: parted.rest])
        yield Segment(words, base + self.part("words"))
        room = max(0, parted.rest - cell_len(words))
        yield Segment(set_cell_size(one_line(row.after[:room]), room), base)

    def _letter(self, hit: "Hit") -> str:
        """What the hit is coded as: a record type's letter, or that of variables."""
        return self.letters.get(hit.coded[0], "V") if hit.coded else " "
