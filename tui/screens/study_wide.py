"""Commands that look at the whole study, from the library and from a document alike."""

from typing import TYPE_CHECKING, TypeVar

from tui.screens.study_screen import StudyScreen

if TYPE_CHECKING:
    from tui.screens.history_shown import Shown

R = TypeVar("R")


class StudyWide(StudyScreen[R]):
    """Opens the screens that look at the whole study."""

    def action_codebook(self) -> None:
        """Look at the codebook."""
        from tui.screens.codebook import CodebookScreen

        self.show_screen(CodebookScreen())

    def action_insights(self) -> None:
        """Count and draw what has been coded."""
        from tui.screens.insights import InsightsScreen

        self.show_screen(InsightsScreen())

    def action_records(self) -> None:
        """List the records of the whole study."""
        from tui.screens.records import RecordsScreen

        self.show_screen(RecordsScreen())

    def action_search(self) -> None:
        """Find words in all texts."""
        from tui.screens.search import SearchScreen

        self.host.hold_keys("search")
        self.show_screen(SearchScreen(self.words_to_search))

    @property
    def words_to_search(self) -> str:
        """What is selected and might be searched for; empty for nothing."""
        return ""

    def action_memos(self) -> None:
        """Look through the memos."""
        from tui.screens.memos import MemosScreen

        self.show_screen(MemosScreen())

    def action_disagreements(self) -> None:
        """List what coders disagree about, to settle it."""
        from tui.screens.disagreements import DisagreementsScreen

        self.show_screen(DisagreementsScreen())

    def action_history(self) -> None:
        """Look at the history."""
        from tui.screens.history import HistoryScreen

        self.show_screen(HistoryScreen(*self.history_here()))

    def history_here(self) -> "tuple[Shown | None, str | None]":
        """What of the history is looked at from here, None for all; and the record in focus."""
        return None, None
