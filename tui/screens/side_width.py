"""How wide the panel beside a document is: as the coder wants it, as far as the text keeps enough."""

from textual.containers import Vertical

from tui.screens.study_wide import StudyWide
from tui.settings import SIDES
from tui.widgets.kept_lines import KeptLines

LEAST_TEXT = 48
"""Columns that the text keeps, however wide the panel shall be."""
STEP = 4
"""Columns by which the panel gets wider or narrower."""


class Side(KeptLines, Vertical):
    """The panel, or a form in its place."""


class SideWidth(StudyWide[str]):
    """Gives the panel more columns, or fewer, and has the settings remember it."""

    def __init__(self) -> None:
        super().__init__()
        self.side = Side(id="side")
        """What stands beside the text; a drawer below it where there is little room."""

    @property
    def has_side(self) -> bool:
        """Whether the panel is beside the text."""
        return self.side.display and not self.has_class("-narrow")

    def set_side(self) -> None:
        """Lay out the panel for the size of the screen."""
        self.side.styles.width = None if self.has_class("-narrow") else self._fitting()

    @property
    def _most(self) -> int:
        """Columns that the text can spare."""
        return max(SIDES[0], min(SIDES[-1], self.size.width - LEAST_TEXT))

    def _fitting(self) -> int:
        return min(self.host.side_width, self._most)

    def _widen(self, columns: int) -> None:
        before = self._fitting()
        width = max(SIDES[0], min(self._most, before + columns))
        if width != before:
            self.host.side_width = width
            self.set_side()
            self.host.keep_setting("panes.side", width)

    def action_wider(self) -> None:
        """Give the panel more columns."""
        self._widen(STEP)

    def action_narrower(self) -> None:
        """Give the text more columns."""
        self._widen(-STEP)
