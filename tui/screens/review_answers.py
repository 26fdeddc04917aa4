"""The variables of a document, and what its forms ask for while they are open."""

from functools import partial

from textual import work

from storage import Codebook, Coding
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.display import KIND_LABELS, count_text, kind_text
from tui.screens.question import question
from tui.screens.review_memos import ReviewMemos
from tui.screens.review_words import tie_words
from tui.spot import Spot
from tui.widgets.answer_form import AnswerForm
from tui.widgets.form_draft import draft_form
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.variable_form import VariableForm


class ReviewAnswers(ReviewMemos):
    """Answers questions about the document, and serves the forms."""

    _variables_again = False
    _wanted: AnswerForm.ProvisionalWanted
    """The value that a choice is to grow by, while that is asked."""

    # Variables

    def action_variables(self) -> None:
        """Answer the questions about the document."""
        if draft_form(self.draft or "") == "variables":
            self.resume_draft()
        else:
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

    def resume_variables(self, payload: str) -> bool:
        """Go on with the document's variables."""
        self.open_variables(draft=payload)
        return True

    @question
    async def action_kind(self) -> None:
        """Ask which kind of document it is."""
        own = self.codebook.kinds if self.codebook else ()
        labels = {**KIND_LABELS, **{kind.name: kind.label for kind in own}}
        names, here = list(labels), self.coding.document.kind
        choices = [Choice(name, kind_text(name, labels), str(n)) for n, name in enumerate(names, 1)]
        explained = "Its text is cut anew; passages stay where they are."
        at = names.index(here) if here in names else 0
        kind = await self.ask(ChooseDialog("Which kind is it?", choices, explained, chosen=at))
        if kind is not None and kind != here:
            self._variables_again = self.variable_form.display
            said = f"Taken for: {kind_text(kind, labels)}. {self.undo_hint()}"
            self.save(partial(self._study.set_kind, self.uid, kind), said)

    def on_review_opening_opened(self, event: ReviewMemos.Opened) -> None:
        """Go on with the variables, once the document is shown as one of another kind."""
        if self._variables_again:
            self._variables_again = False
            self.call_after_refresh(self.action_variables)

    def _show_changed(self, coding: Coding, codebook: Codebook) -> None:
        """Read the document again where it is of another kind now, and so cut differently."""
        is_same = self.opened is not None and coding.document.kind == self.coding.document.kind
        super()._show_changed(coding, codebook)
        if not is_same and coding.document.uid == self.uid:
            self.open(Spot(self.uid))

    def action_confirm_identifiers(self) -> None:
        """Confirm every proposed identifier."""
        change = partial(self._study.confirm_identifiers, self.uid)
        self.save(change, self._confirmed, holds=True)

    def _confirmed(self, names: object) -> str:
        count = len(names) if isinstance(names, tuple) else 0
        if not count:
            return "No identifier is waiting to be confirmed."
        return f"{count_text(count, 'identifier')} confirmed. {self.undo_hint()}"

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
            ),
            otherwise=partial(self.variable_form.save_failed, event.name),
        )

    def on_variable_form_cleared(self, event: VariableForm.Cleared) -> None:
        """Take one answer away."""
        self.save(
            partial(
                self._study.clear_variable,
                self.uid,
                event.name,
                with_proposal=event.with_proposal,
            ),
            otherwise=partial(self.variable_form.save_failed, event.name),
        )

    def on_variable_form_dismissed(self, event: VariableForm.Dismissed) -> None:
        """Propose it no more."""
        self.save(
            partial(self._study.dismiss_proposal, self.uid, event.name),
            otherwise=partial(self.variable_form.save_failed, event.name),
        )

    def on_variable_form_missing_over_proposal(
        self, event: VariableForm.MissingOverProposal
    ) -> None:
        """Say that a proposal went, and how it comes back."""
        self.host.notice(
            f"{event.label}: {event.said}, in place of the proposal. Backspace there takes it back."
        )

    def on_variable_form_identifiers_confirmed(
        self, event: VariableForm.IdentifiersConfirmed
    ) -> None:
        """Save the proposed identifiers."""

        def otherwise() -> None:
            for name in event.names:
                self.variable_form.save_failed(name)

        self.save(partial(self._study.confirm_identifiers, self.uid), otherwise=otherwise)

    def on_record_panel_variable_picked(self, event: RecordPanel.VariablePicked) -> None:
        """Open the variables on the one that was clicked."""
        self.open_variables(event.name)

    # What forms ask for

    def on_answer_form_tie_wanted(self, event: AnswerForm.TieWanted) -> None:
        """Tie the selection to a field."""
        selection = self.text.selection
        form = self.form
        if selection is None or form is None:
            return
        is_tied = form.tie(event.field, selection.start, selection.end)
        known = form.state.find(event.field)
        label = known.field.label if known else event.field
        waits = form is self.variable_form and event.field in self.variable_form.waiting_ties()
        self.host.notice(tie_words(label, is_tied=is_tied, waits=waits))
        if waits:
            self.keep_place()

    def on_answer_form_passage_wanted(self, event: AnswerForm.PassageWanted) -> None:
        """Show a passage."""
        self.text.go_to_sentence_at(event.start)

    def _form_type(self) -> str | None:
        """The record type of the open form; None for the document's variables."""
        sheet = self.form.sheet if isinstance(self.form, RecordForm) else None
        return sheet.record_type.name if sheet else None

    @work(thread=True, exclusive=True, group="offers")
    def on_answer_form_offers_wanted(self, event: AnswerForm.OffersWanted) -> None:
        """Offer what was answered before."""
        of = self._form_type()
        texts = self.read(lambda: self._study.earlier_answers(event.field, event.prefix, of))
        form = self.form
        if texts and form is not None:
            self.app.call_from_thread(form.offer, event.field, texts)

    def on_answer_form_provisional_wanted(self, event: AnswerForm.ProvisionalWanted) -> None:
        """Ask whether a choice is to grow by what was typed."""
        self._wanted = event
        self.ask_to_add_value()

    @question
    async def ask_to_add_value(self) -> None:
        """Add a value to a choice, if that is meant: a new version of the codebook."""
        wanted, record_type = self._wanted, self._form_type()
        title = f"Add «{wanted.label}» to the codebook?"
        explained = "It is a new value, provisional until the codebook says what it means."
        if not await self.ask(ConfirmDialog(title, explained), holds=True):
            return

        def change() -> None:
            value = self._study.add_provisional_value(record_type, wanted.field, wanted.label)
            self.app.call_from_thread(self._value_added, record_type, wanted.field, value.name)

        said = f"«{wanted.label}» added to the codebook as a provisional value."
        self.save(change, said, holds=True)

    def _value_added(self, record_type: str | None, field: str, name: str) -> None:
        codebook, form = self._study.codebook(), self.form
        fields = codebook.variables
        if record_type is not None:
            known = codebook.record_type(record_type)
            fields = known.fields if known else ()
        changed = next((each for each in fields if each.name == field), None)
        if form is not None and changed is not None:
            form.value_added(changed, name)
