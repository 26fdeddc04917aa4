"""The list of rounds, each followed by the coders who have something in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.display import one_line
from tui.widgets.fitting import fit
from tui.widgets.paged_list import PagedList

NAME = 22
"""Cells of the name of a round or coder."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One line: a round, or how far a coder is in it."""

    uid: str
    """The round's name, and the coder's behind a line break, which neither can have."""
    round: str
    """Name of the round; empty above those who have nothing in any."""
    coder: str | None
    """Name of the coder; None for the line of the round itself."""
    words: str
    """What is said of it."""


class RoundList(PagedList[RoundLine]):
    """Shows rounds, and below each how far coders are."""

    def row_segments(self, row: RoundLine, base: Style) -> Iterable[Segment]:
        """One line: who or what, and what is said of it."""
        is_round = row.coder is None
        name = one_line(row.coder or row.round or "in no round")
        left = f" {fit(name if is_round else f'  {name}', NAME, self.cut)}  "
        room = max(1, self.size.width - len(left) - 1)
        style = base + self.part("accent") if is_round else base
        quiet = base + self.part("quiet")
        return [Segment(left, style), Segment(fit(one_line(row.words), room, self.cut), quiet)]
