"""The review screen: step through a document, record what it shows, and go on to the next."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import work
from textual.message import Message

from tui.commands import COMMANDS, bindings, record_bindings, review_keys
from tui.dialogs.done import DoneDialog
from tui.dialogs.reason import ReasonDialog
from tui.screens.review_base import question
from tui.screens.review_records import ReviewRecords
from tui.widgets.answer_form import AnswerForm
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_sheet import opening_state
from tui.widgets.variable_form import VariableForm


class ReviewScreen(ReviewRecords):
    """The heart of the product."""

    BINDINGS = bindings("review")

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
        if self.opened is None:
            return action in ("library", "next_document", "previous_document")
        if not self.is_reading:
            return action in _ALSO_IN_FORMS and self.form is not None
        if action == "edit":
            return self.focus_uid is not None or self.draft is not None
        return action not in _NEED_RECORD or self.focus_uid is not None

    def on_review_base_opened(self, event: ReviewRecords.Opened) -> None:
        """Give each record type of the codebook its letter; Textual shows the document after this."""
        names = tuple(kind.name for kind in event.codebook.record_types)
        if names != self._bound:
            self._bound = names
            for binding in record_bindings(event.codebook.record_types, review_keys({})):
                self._bindings.key_to_bindings[binding.key] = [binding]

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
            self.open(uid)

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

    # Variables

    def action_variables(self) -> None:
        """Answer the questions about the document."""
        self.open_variables()

    def open_variables(self, name: str | None = None, draft: str | None = None) -> None:
        """Show the document's variables, on one of them if that is named."""
        if self.codebook is None:
            return
        form = self.variable_form
        self.show_form(form)
        form.open(self.codebook, self.coding, draft)
        if name is not None:
            form.go_to(name)

    def resume_variables(self) -> None:
        """Go on with the document's variables."""
        self.open_variables(draft=self.draft)

    def action_confirm_identifiers(self) -> None:
        """Confirm every proposed identifier."""
        self.save(partial(self._study.confirm_identifiers, self.uid), self._confirmed)

    def _confirmed(self, names: object) -> str:
        count = len(names) if isinstance(names, tuple) else 0
        if not count:
            return "No identifier is waiting to be confirmed."
        return f"{count} identifiers confirmed. {self.undo_hint()}"

    def on_variable_form_answered(self, event: VariableForm.Answered) -> None:
        """Save one answer."""
        self.save(
            partial(
                self._study.set_variable,
                self.uid,
                event.name,
                event.value,
                evidence=event.evidence,
                basis=event.basis,
                certainty=event.certainty,
                note=event.note,
            )
        )

    def on_variable_form_cleared(self, event: VariableForm.Cleared) -> None:
        """Take one answer away."""
        self.save(partial(self._study.clear_variable, self.uid, event.name))

    def on_variable_form_identifiers_confirmed(self) -> None:
        """Save the proposed identifiers."""
        self.save(partial(self._study.confirm_identifiers, self.uid))

    def on_record_panel_variable_picked(self, event: RecordPanel.VariablePicked) -> None:
        """Open the variables on the one that was clicked."""
        self.open_variables(event.name)

    # What forms ask for

    def on_answer_form_changed(self, event: AnswerForm.Changed) -> None:
        """Keep the half-filled form."""
        self.host.writer.submit(self, partial(self._study.save_draft, self.uid, event.payload))

    def on_answer_form_left(self, event: AnswerForm.Left) -> None:
        """Read again; what a coder filled in waits as a draft."""
        form = self.record_form
        waits = form.display and is_worth_keeping(form)
        self.show_panel()
        if waits:
            self.draft = event.payload
            self.host.writer.submit(self, partial(self._study.save_draft, self.uid, event.payload))
            self.show_status()
            edit = self.key_text("review.edit")
            self.host.notice(f"Kept as a draft; {edit} goes on with it.")
        else:
            self.drop_draft()

    def on_answer_form_dropped(self) -> None:
        """Throw away what was filled in."""
        self.show_panel()
        self.drop_draft()

    def on_answer_form_tie_wanted(self, event: AnswerForm.TieWanted) -> None:
        """Tie the selection to a field."""
        selection = self.text.selection
        form = self.form
        if selection is not None and form is not None:
            form.tie(event.field, selection.start, selection.end)

    def on_answer_form_passage_wanted(self, event: AnswerForm.PassageWanted) -> None:
        """Show a passage."""
        self.text.go_to_sentence_at(event.start)

    @work(thread=True, exclusive=True, group="offers")
    def on_answer_form_offers_wanted(self, event: AnswerForm.OffersWanted) -> None:
        """Offer what was answered before."""
        texts = self.read(lambda: self._study.earlier_answers(event.field, event.prefix))
        form = self.form
        if texts and form is not None:
            self.app.call_from_thread(form.offer, event.field, texts)

    def on_answer_form_provisional_wanted(self, event: AnswerForm.ProvisionalWanted) -> None:
        """Add a value to a choice: a new version of the codebook."""
        form = self.form
        sheet = form.sheet if isinstance(form, RecordForm) else None
        record_type = sheet.record_type.name if sheet else None

        def change() -> None:
            value = self._study.add_provisional_value(record_type, event.field, event.label)
            self.app.call_from_thread(self._value_added, record_type, event.field, value.name)

        self.save(change, f"«{event.label}» added to the codebook as a provisional value.")

    def _value_added(self, record_type: str | None, field: str, name: str) -> None:
        codebook, form = self._study.codebook(), self.form
        fields = codebook.variables
        if record_type is not None:
            known = codebook.record_type(record_type)
            fields = known.fields if known else ()
        changed = next((each for each in fields if each.name == field), None)
        if form is not None and changed is not None:
            form.value_added(changed, name)

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
        self.host.writer.submit(self, change, lambda uid: self.Finished(uid, f"{done} {title}"))

    def on_review_screen_finished(self, event: Finished) -> None:
        """Go on to the next to do."""
        self.host.notice(event.notice)
        if event.uid is None:
            self.host.notice("Nothing is left to do.")
            self.host.release_keys("document")
            self.dismiss(self.uid)
        else:
            self.open(event.uid)

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


def is_worth_keeping(form: RecordForm) -> bool:
    """Whether a coder put anything into a record's form that would be lost."""
    sheet, state = form.sheet, form.state
    if sheet is None:
        return False
    fresh = opening_state(sheet)
    return (
        state.answers != fresh.answers
        or state.remarks != fresh.remarks
        or form.evidence != sheet.evidence
    )


_COMMANDS = {command.action for command in COMMANDS if command.where == "review"}
_NEED_RECORD = ("link", "remove")
_ALSO_IN_FORMS = ("sentence_on", "sentence_back")
