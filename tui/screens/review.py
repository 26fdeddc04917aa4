"""The review screen: step through a document, record what it shows, and go on to the next."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from storage import Status
from tui.commands import COMMANDS, bindings, key_text, record_bindings, review_keys
from tui.dialogs.done import DoneDialog
from tui.dialogs.reason import ReasonDialog
from tui.screens.question import question
from tui.screens.review_answers import ReviewAnswers
from tui.screens.review_words import first_step_words
from tui.spot import Spot


class ReviewScreen(ReviewAnswers):
    """The heart of the product."""

    BINDINGS = bindings("review", "study")

    @dataclass
    class Finished(Message):
        """The document is done or left out; another may be to do."""

        uid: str | None
        """The next to do, or None when nothing is left."""
        notice: str
        """What to say."""

    _bound: tuple[str, ...] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now: none while a form or a line has the keys, some need a record."""
        if action not in _COMMANDS and action != "make_record":
            return True
        if action in ("wider", "narrower") and not self.side.display:
            return False
        if self.opened is None:
            return action in ("library", "next_document", "previous_document")
        if not self.is_reading:
            return action in _ALSO_IN_FORMS and self.form is not None
        if action == "edit":
            return self.focus_uid is not None or self.draft is not None
        if action == "reopen":
            return self.coding.review.status in (Status.DONE, Status.EXCLUDED)
        return action not in _NEED_RECORD or self.focus_uid is not None

    def tell_what_is_needed(self, key: str) -> None:
        """Say that a command is about the record in focus, and how one comes there."""
        bound = {binding.action for binding in self._bindings.key_to_bindings.get(key, ())}
        if self.opened is None or not self.is_reading or bound.isdisjoint(("edit", *_NEED_RECORD)):
            return
        walk, here = self.key_text("review.next_record"), self.key_text("review.records_here")
        self.host.notice(
            f"Choose a record first: {walk} walks them, {here} those of this sentence."
            if self.coding.records
            else "There are no records on this document yet."
        )

    def on_review_opening_opened(self, event: ReviewAnswers.Opened) -> None:
        """Give each record type of the codebook its letter; Textual shows the document after this."""
        names = tuple(kind.name for kind in event.codebook.record_types)
        if names != self._bound:
            self._bound = names
            made = record_bindings(event.codebook.record_types, review_keys(self.host.keymap))
            for binding in made:
                self._bindings.key_to_bindings[binding.key] = [binding]
            self.panel.edit_key = self.key_text("review.variables")
            make = (key_text(made[0].key), made[0].description) if made else None
            moves = [self.key_text(f"review.{move}") for move in _MOVES]
            self.first_step = first_step_words(make, moves)
            self.panel.first_step = self.first_step

    # Going

    def action_next_document(self) -> None:
        """Open the next document."""
        self._go(self.opened.next if self.opened else None, "This is the last document.")

    def action_previous_document(self) -> None:
        """Open the document before."""
        self._go(self.opened.previous if self.opened else None, "This is the first document.")

    def _go(self, uid: str | None, otherwise: str) -> None:
        if uid is None:
            self.host.notice(otherwise)
        else:
            self.open(Spot(uid))

    async def action_library(self) -> None:
        """Leave: first what is selected, then the panel, then the document."""
        if self.find_line is not None:
            await self.end_find(back=False)
        elif self.focus_uid is not None:
            self.focus_record(None)
        elif self.has_class("-drawer"):
            self.action_drawer()
        else:
            self.keep_place()
            self.dismiss(self.uid)

    def action_drawer(self) -> None:
        """Show or hide the panel."""
        self.toggle_class("-drawer" if self.has_class("-narrow") else "-alone")
        self.show_status()

    # The document's state

    @question
    async def action_done(self) -> None:
        """Mark the document as done, when nothing required is missing and the nones are confirmed."""
        await asyncio.to_thread(self.host.writer.wait)
        missing = await asyncio.to_thread(self.read, partial(self._study.missing, self.uid))
        if missing is None:
            return
        none_of: tuple[str, ...] = ()
        if missing:
            dialog = DoneDialog(missing, self.codebook)
            answer = await self.ask(dialog)
            if answer is None:
                return
            if answer.fill_in is not None:
                self._fill_in(answer.fill_in.record, answer.fill_in.name)
                return
            none_of = answer.none_of
        self._finish(partial(self._study.finish, self.uid, none_of), "Done.")

    def _fill_in(self, record_uid: str | None, name: str) -> None:
        record = self.record(record_uid)
        if record is None:
            self.open_variables(name)
        else:
            self.edit_record(record, name)

    def action_reopen(self) -> None:
        """Take the document up again."""
        self.save(partial(self._study.reopen, self.uid), f"Taken up again. {self.undo_hint()}")

    @question
    async def action_exclude(self) -> None:
        """Ask why, then leave the document out."""
        dialog = ReasonDialog(
            "Leave this document out", "Why? It is kept, and can be taken up again."
        )
        reason = await self.ask(dialog)
        if reason:
            self._finish(partial(self._study.exclude, self.uid, reason), "Left out.")

    def _finish(self, change: Callable[[], str | None], done: str) -> None:
        title = self.coding.document.title
        self.host.hold_keys("document")
        again = self.key_text("review.reopen")
        told = f"{done} {title}. {again} there takes it up again."
        self.submit(change, lambda uid: self.Finished(uid, told))

    def on_review_screen_finished(self, event: Finished) -> None:
        """Go on to the next to do."""
        self.host.notice(event.notice)
        if event.uid is None:
            key = self.key_text("library.export")
            self.host.notice(f"Nothing is left to do. {key} writes the coding as tables.")
            self.host.release_keys("document")
            self.dismiss(self.uid)
        else:
            self.open(Spot(event.uid))

    @question
    async def action_flag(self) -> None:
        """Ask why, then flag the document; without a reason the flag goes."""
        there = self.coding.review.flag_reason or ""
        explanation = "What is to be asked or looked at? An empty line takes the flag away."
        dialog = ReasonDialog("Flag this document", explanation, text=there, required=False)
        reason = await self.ask(dialog)
        if reason:
            self.save(partial(self._study.flag, self.uid, reason), "Flagged.")
        elif reason is not None and there:
            self.save(partial(self._study.unflag, self.uid), "Flag taken away.")


_COMMANDS = {command.action for command in COMMANDS if command.where in ("review", "study")}
_MOVES = ("next_sentence", "previous_sentence", "next_paragraph", "extend")
_NEED_RECORD = ("link", "remove")
_ALSO_IN_FORMS = ("sentence_on", "sentence_back", "kind", "wider", "narrower")
