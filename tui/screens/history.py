"""The history: who did what, what was before and after, and one key that takes it back."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from tui.commands import bindings
from tui.screens.history_listing import HistoryListing
from tui.screens.history_shown import Shown, of_record, shown_question
from tui.screens.history_words import progress_title, undo_title
from tui.screens.question import question
from tui.spot import Spot

if TYPE_CHECKING:
    from storage import Change, ChangeDetail
    from tui.widgets.paged_list import PagedList


class HistoryScreen(HistoryListing):
    """Shows less of it, goes to what a change was about, takes it back."""

    CSS_PATH = Path(__file__).with_name("history.tcss")
    BINDINGS = bindings("history")

    @dataclass
    class Undone(Message):
        """A change was taken back, or brought again."""

        of: str
        """Which one."""
        done: "Change"
        """The change that did it."""

    def __init__(self, shown: Shown | None = None, record: str | None = None) -> None:
        """Show the history.

        Args:
            shown: What of it; None for all.
            record: The record in focus where this was opened.
        """
        super().__init__(shown)
        self._record = record

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most commands need a change, and none works while words are typed."""
        change = self.changes.change
        if action == "open":
            return change is not None and change.document_is_there and not self.is_filtering
        if action == "undo":
            return change is not None and not self.is_filtering
        if action == "record":
            return self._record_to_show is not None or self.shown.query.record is not None
        return True

    @question
    async def action_show(self) -> None:
        """Ask which changes to show."""
        opened = self.opening if self.opening.is_of_document else None
        shown = await self.ask(shown_question(self.shown, self.changes.change, opened))
        if shown is not None:
            self.show(shown)

    @property
    def _record_to_show(self) -> str | None:
        """The record that the change under the cursor is about, or else the one in focus below."""
        change = self.changes.change
        return (change.record if change else None) or self._record

    def action_record(self) -> None:
        """Show only what this record went through, or again what was shown before."""
        record = self._record_to_show
        if self.shown.query.record is not None:
            self.show(self.before)
        elif record is not None:
            self.show(of_record(record))

    # Going

    def action_open(self) -> None:
        """Go to what the change was about."""
        change = self.changes.change
        if change is not None and change.document is not None:
            self.go_to(Spot(change.document, change.passage, change.record))

    def on_paged_list_opened(self, _event: "PagedList.Opened") -> None:
        """Go to what the change that was clicked twice is about."""
        if self.check_action("open", ()):
            self.action_open()

    def came_back(self, result: object) -> None:
        """Show the history as it is after a document was looked at."""
        self.show_again()

    async def action_close(self) -> None:
        """Take the filter away, then other limits; with neither, go back."""
        if self.filter_line() is not None:
            await self.clear_filter()
        elif self.shown != self.opening:
            self.show(self.opening)
        else:
            self.dismiss(None)

    # Taking back

    @question
    async def action_undo(self) -> None:
        """Take the change back; of more than one thing only after a question."""
        from tui.dialogs.confirm import ConfirmDialog

        change = self.changes.change
        if change is None:
            return
        detail = await asyncio.to_thread(self._detail_now, change.uid)
        if detail is None:
            return
        if detail.why_not is not None:
            self.host.notice(detail.why_not, severity="warning")
        elif detail.documents + detail.records <= 1:
            undo = partial(self.study.undo_change, change.uid)
            self.host.writer.submit(self, undo, partial(self.Undone, change.uid))
        elif await self.ask(ConfirmDialog(undo_title(detail), change.summary)):
            self._take_much_back(detail.change)

    def _detail_now(self, uid: str) -> "ChangeDetail | None":
        """All there is to tell of a change, after every change made so far; in a thread."""
        self.host.writer.wait()
        return self.read(lambda: self.study.change(uid))

    @work(group="transfer", exclusive=True)
    async def _take_much_back(self, change: "Change") -> None:
        """Take back what may take long."""
        undo = self.study.undo_change
        outcome = await self.run_job(
            progress_title(change), lambda tell: undo(change.uid, progress=tell)
        )
        if outcome.value is not None:
            self.post_message(self.Undone(change.uid, outcome.value))
        else:
            self.tell_unfinished(outcome, "Stopped. Everything is as it was.")

    def on_history_screen_undone(self, event: Undone) -> None:
        """Say so, and show both: what was undone, and that it was."""
        way = "takes it back" if event.done.action == "redo" else "makes it again"
        key = self.key_text("history.undo")
        self.host.notice(f"{event.done.summary} {key} on that line {way}.")
        if self.query_shown is not None:
            self.show_list(self.query_shown, event.of)
