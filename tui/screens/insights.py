"""Insights: what has been coded, counted and drawn; each bar opens what it counts."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from storage import (
    Passage,
    Question,
    StorageError,
    View,
    figure_csv,
    figure_periods,
    figure_splits,
    figure_subjects,
)
from tui.commands import bindings
from tui.new_file import write_new
from tui.screens.figure_screen import FigureScreen
from tui.screens.insights_words import (
    NO_SPLIT,
    counted_question,
    file_name,
    subject_question,
)
from tui.screens.question import question
from tui.spot import Spot

if TYPE_CHECKING:
    from storage import Bar, CountedUnit, Figure, Group


class InsightsScreen(FigureScreen):
    """Asks one question after the other about the coding."""

    CSS_PATH = Path(__file__).with_name("insights.tcss")
    AUTO_FOCUS = "FigureView"
    BINDINGS: ClassVar[list[BindingType]] = bindings("insights")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now."""
        if action == "period":
            return bool(figure_periods(self.asked.view))
        if action in ("table", "csv"):
            return self.figure is not None
        if action == "open":
            return self.view.pointed is not None
        return True

    # What to count

    def action_progress(self) -> None:
        """See what was done when."""
        self.show(Question(View.PROGRESS))

    def action_counts(self) -> None:
        """See how often each answer was given."""
        self.show(Question(View.COUNTS))

    def action_together(self) -> None:
        """See which values are given together."""
        self.show(Question(View.TOGETHER))

    def action_amounts(self) -> None:
        """See how amounts lie."""
        self.show(Question(View.AMOUNTS))

    def action_time(self) -> None:
        """See how much there is of each year."""
        self.show(Question(View.TIME))

    @question
    async def action_field(self) -> None:
        """Ask what the figure is to be about."""
        if self.codebook is None:
            return
        offered = figure_subjects(self.codebook, self.asked.view)
        field = await self.ask(subject_question("What to count", offered, self.asked.field))
        if field is not None:
            self.show(replace(self.asked, field=field, by=None))

    @question
    async def action_split(self) -> None:
        """Ask what the figure is to be split by, or its values found together with."""
        codebook, asked = self.codebook, self.asked
        offered = codebook and self.read(lambda: figure_splits(codebook, asked))
        if not offered:
            return
        is_pair = asked.view is View.TOGETHER
        title = "Found together with" if is_pair else "Split by"
        # Amounts are never put together that a field keeps apart.
        none = "" if is_pair or asked.view is View.AMOUNTS else "nothing"
        by = await self.ask(subject_question(title, offered, asked.by, none))
        if by is not None:
            self.show(replace(asked, by=None if by == NO_SPLIT else by))

    def action_period(self) -> None:
        """Cut time otherwise."""
        offered = figure_periods(self.asked.view)
        now = offered.index(self.asked.period or offered[0])
        self.show(replace(self.asked, period=offered[(now + 1) % len(offered)]))

    def action_table(self) -> None:
        """Show numbers instead of bars, or bars again."""
        self.view.is_table = not self.view.is_table

    # Opening what is counted

    def action_open(self) -> None:
        """Open what the bar under the cursor counts."""
        pointed, figure = self.view.pointed, self.figure
        if pointed is not None and figure is not None:
            self.host.hold_keys("question")
            self.open_counted(figure, *pointed)

    def on_figure_view_opened(self) -> None:
        """Open the bar that was clicked twice."""
        self.action_open()

    @work(group="question", exclusive=True)
    async def open_counted(self, figure: "Figure", group: "Group", bar: "Bar | None") -> None:
        """Offer the documents or records that a bar counts, and go to the one that is chosen."""
        counted = await asyncio.to_thread(self.read, lambda: self.study.counted(figure, group, bar))
        if not counted:
            self.host.release_keys("question")
            self.host.notice("Nothing is counted there.")
            return
        chosen = await self.ask(counted_question(figure, group, bar, counted))
        if chosen is not None:
            self.go_to(_spot(chosen))

    # Writing

    @question
    async def action_csv(self) -> None:
        """Ask for a path, and write the figure as CSV."""
        from tui.dialogs.save_file import SaveFileDialog

        figure = self.figure
        if figure is None:
            return
        title, explanation = "Write this view as CSV", "One line for each bar, with its base."
        path = await self.ask(SaveFileDialog(title, explanation, file_name(figure)))
        if path is None:
            return
        try:
            await asyncio.to_thread(write_new, path, figure_csv(figure))
        except StorageError as error:
            self.tell_error(error)
        else:
            self.host.notice(f"{path.absolute()} was written.")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _spot(counted: "CountedUnit") -> Spot:
    """Where a counted document or record is."""
    if counted.start is None or counted.end is None:
        return Spot(counted.document, record=counted.record)
    return Spot(counted.document, Passage(counted.start, counted.end), counted.record)
