"""Commands that look at the whole study, from the library and from a document alike."""

from typing import TYPE_CHECKING, TypeVar

from tui.screens.study_screen import StudyScreen

if TYPE_CHECKING:
    from tui.screens.history_shown import Shown

R = TypeVar("R")


class StudyWide(StudyScreen[R]):
    """Opens the screens that look at the whole study."""

    def action_memos(self) -> None:
        """Look through the memos."""
        from tui.screens.memos import MemosScreen

        self.show_screen(MemosScreen())

    def action_history(self) -> None:
        """Look at the history."""
        from tui.screens.history import HistoryScreen

        self.show_screen(HistoryScreen(*self.history_here()))

    def history_here(self) -> "tuple[Shown | None, str | None]":
        """What of the history is looked at from here, None for all; and the record in focus."""
        return None, None
