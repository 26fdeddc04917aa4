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
