"""The variables of a document, and what its forms ask for while they are open."""

from functools import partial

from textual import work

from tui.screens.review_passages import ReviewPassages
from tui.widgets.answer_form import AnswerForm
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_sheet import opening_state
from tui.widgets.variable_form import VariableForm


class ReviewAnswers(ReviewPassages):
    """Answers questions about the document, and serves the forms."""

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
