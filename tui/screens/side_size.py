"""How large the panel of a document is: as the coder wants it, as far as the text keeps enough."""

from textual.containers import Vertical

from tui.screens.study_wide import StudyWide
from tui.settings import DRAWER, DRAWERS, SIDES
from tui.widgets.kept_lines import KeptLines

LEAST_TEXT = 48
"""Columns that the text keeps, however wide the panel shall be."""
STEP = 4
"""Columns by which the panel gets wider or narrower."""
LEAST_LINES = 6
"""Lines that the text keeps above the drawer, and the drawer below the text."""
DRAWER_STEP = 10
"""Hundredths of the screen by which the drawer gets higher or lower."""


class Side(KeptLines, Vertical):
    """The panel, or a form in its place."""


class SideSize(StudyWide[str]):
    """Gives the panel more room, or less, and has the settings remember it."""

    def __init__(self) -> None:
        super().__init__()
        self.side = Side(id="side")
        """What stands beside the text; a drawer below it where there is little room."""

    def set_side(self) -> None:
        """Lay out the panel for the size of the screen."""
        is_drawer = self.has_class("-narrow")
        self.side.styles.width = None if is_drawer else self._columns()
        self.side.styles.height = self._lines() if is_drawer else None

    @property
    def _most(self) -> int:
        """Columns that the text can spare."""
        return max(SIDES[0], min(SIDES[-1], self.size.width - LEAST_TEXT))

    def _columns(self) -> int:
        return min(self.host.side_width, self._most)

    def _lines(self) -> int | None:
        """Lines of the drawer; None for half of what there is."""
        share = self.host.drawer_share
        if share is None or self.size.height < 2 * LEAST_LINES:
            return None
        lines = self.size.height * share // 100
        return max(LEAST_LINES, min(lines, self.size.height - LEAST_LINES))

    def _widen(self, columns: int) -> None:
        before = self._columns()
        width = max(SIDES[0], min(self._most, before + columns))
        if width != before:
            self.host.side_width = width
            self.set_side()
            self.host.keep_setting("panes.side", width)

    def _heighten(self, hundredths: int) -> None:
        before = self.host.drawer_share or DRAWER
        share = max(DRAWERS[0], min(DRAWERS[-1], before + hundredths))
        if share != before:
            self.host.drawer_share = share
            self.set_side()
            self.host.keep_setting("panes.drawer", share)

    def action_wider(self) -> None:
        """Give the panel more columns, or the drawer more lines."""
        self._resize(1)

    def action_narrower(self) -> None:
        """Give the text more columns, or more lines above the drawer."""
        self._resize(-1)

    def _resize(self, steps: int) -> None:
        if self.has_class("-narrow"):
            self._heighten(steps * DRAWER_STEP)
        else:
            self._widen(steps * STEP)
