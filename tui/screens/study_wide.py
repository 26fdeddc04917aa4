"""Commands that look at the whole study, from the library and from a document alike."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.screens.question import question
from tui.screens.study_screen import StudyScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage import Progress
    from tui.dialogs.progress import Job
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

    def action_agreement(self) -> None:
        """See how far coders agree."""
        from tui.screens.agreement import AgreementScreen

        # What is typed next is about what came of the comparison.
        self.host.hold_keys("agreement")
        self.show_screen(AgreementScreen())

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

    def action_rounds(self) -> None:
        """Look at coders and rounds."""
        from tui.screens.rounds import RoundsScreen

        self.show_screen(RoundsScreen())

    def history_here(self) -> "tuple[Shown | None, str | None]":
        """What of the history is looked at from here, None for all; and the record in focus."""
        return None, None

    @question
    async def action_backup(self) -> None:
        """Ask for a file, and write a copy of the study into it."""
        from tui.dialogs.save_file import SaveFileDialog

        title = "Back up the study"
        explanation = "A copy of the whole study, which can be opened like any other."
        proposed = free_path(Path(self.study.store), self.host.clock().date())
        path = await self.ask(SaveFileDialog(title, explanation, str(proposed)))
        if path is None:
            return
        outcome = await self.run_job("Writing the copy", self._copy_to(path))
        if outcome.value is not None:
            self.host.notice(f"{path.absolute()} was written ({outcome.value:,.1f} MB).")
        else:
            self.tell_unfinished(outcome, "Backup stopped. Nothing was written.")

    def _copy_to(self, path: Path) -> "Job[float]":
        """The job that copies the study, and tells how many megabytes the copy has."""
        study = self.study

        def job(tell: "Callable[[Progress], None]") -> float:
            study.backup(path, progress=tell)
            return path.stat().st_size / 1_000_000

        return job


def free_path(store: Path, day: date) -> Path:
    """A path beside a store that says what it is of and from when, with nothing there yet."""
    name, number = f"{store.stem}-{day.isoformat()}", 1
    while (path := store.with_name(f"{name}{store.suffix}")).exists():
        number += 1
        name = f"{store.stem}-{day.isoformat()}-{number}"
    return path
