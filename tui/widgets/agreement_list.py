"""A table of agreement: figures, cells of a confusion table, or disagreements, one line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.display import one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Confusion, ContestedUnit, ValueAgreement

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    head: str
    """What stands above it."""
    width: int
    """Its cells; 0 for a share of what is left."""
    right: bool = False
    """Whether it stands at the right, as numbers do."""


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One line, and what it is about."""

    uid: str
    cells: tuple[str, ...]
    subject: str
    """The variable, field or record type."""
    about: "ValueAgreement | ContestedUnit | Confusion | None" = None
    """What can be looked at closer; None for figures."""
    answer: str | None = None
    """The answer of a line of a confusion table."""
    notes: tuple[str, ...] = ()
    """What is said of it beneath the table."""
    is_heading: bool = False
    """Whether other lines belong to it."""


class AgreementList(PagedList[AgreementLine]):
    """Shows lines in columns."""

    columns: reactive[tuple[Column, ...]] = reactive[tuple[Column, ...]](())
    """The columns, from the left."""

    def row_segments(self, row: AgreementLine, base: Style) -> Iterable[Segment]:
        """One line; a heading is bold, what belongs to one begins further right."""
        strong = base + self.part("accent")
        texts = laid_out(row.cells, self.columns, self.size.width, self.cut)
        for place, text in enumerate(texts):
            yield Segment(text, strong if row.is_heading and place == 0 else base)


def laid_out(
    cells: Sequence[str], columns: Sequence[Column], width: int, cut: str = "…"
) -> list[str]:
    """Cells filled up to their columns, each with the gap before it.

    Args:
        cells: What stands in them.
        columns: The columns.
        width: Cells of the whole line.
        cut: The sign that something goes on.
    """
    taken = sum(column.width for column in columns) + GAP * max(0, len(columns) - 1) + 1
    shares = sum(not column.width for column in columns)
    share = max(0, width - taken) // max(1, shares)
    found = []
    for place, (cell, column) in enumerate(zip(cells, columns, strict=False)):
        room = column.width or share
        text = fit(one_line(cell), room, cut)
        if column.right:
            text = text.rstrip().rjust(room)
        found.append(" " * (GAP if place else 1) + text)
    return found
