"""Commands that look at the whole study, from the library and from a document alike."""

from typing import TypeVar

from tui.screens.study_screen import StudyScreen

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
