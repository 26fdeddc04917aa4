"""Coding a document: records, their passages, links, memos; undo."""

from functools import partial

from storage import NewEvidence, Passage, Record
from tui.screens.review_filling import filled_in, recent_records, with_choices_of
from tui.screens.review_reading import ReviewReading
from tui.screens.review_words import records_touching
from tui.widgets.record_form import RecordForm, draft_record
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_sheet import RecordSheet, known_record, new_record
from tui.widgets.record_summary import paragraph_label, record_mark


class ReviewRecords(ReviewReading):
    """Makes and changes records."""

    # Which record

    @property
    def focused_record(self) -> Record | None:
        """The record in focus."""
        return self.record(self.focus_uid)

    def record(self, uid: str | None) -> Record | None:
        """One of the document's records."""
        return next((each for each in self.coding.records if each.uid == uid), None)

    def mark(self, record: Record) -> str:
        """A record's letter and number, as ``F1``."""
        return record_mark(self.codebook, record) if self.codebook else ""

    def action_next_record(self) -> None:
        """Look at the next record, without moving the cursor."""
        self._walk([record.uid for record in self.coding.records], 1)

    def action_previous_record(self) -> None:
        """Look at the record before."""
        self._walk([record.uid for record in self.coding.records], -1)

    def action_records_here(self) -> None:
        """Look at the records of this sentence, one after the other."""
        selection = self.text.selection
        here = list(records_touching(self.coding, selection)) if selection else []
        if here:
            self._walk(here, 1)
        else:
            self.host.notice("No record stands on this sentence.")

    def _walk(self, uids: list[str], step: int) -> None:
        if not uids:
            self.host.notice("There are no records on this document yet.")
            return
        if self.focus_uid in uids:
            place = (uids.index(self.focus_uid) + step) % len(uids)
        else:
            place = 0 if step > 0 else len(uids) - 1
        self.focus_record(uids[place])
        record = self.focused_record
        if record is not None and record.evidence:
            self.text.reveal(Passage(record.evidence[0].start, record.evidence[0].end))

    def on_record_panel_record_picked(self, event: RecordPanel.RecordPicked) -> None:
        """Look at the record that was clicked."""
        self._walk([event.uid], 1)

    def undo_hint(self) -> str:
        """How to take back what was just done."""
        return f"{self.key_text('review.undo')} takes it back."

    # Forms

    def action_make_record(self, name: str) -> None:
        """Open the form of a new record on the selection."""
        codebook, opened, selection = self.codebook, self.opened, self.text.selection
        record_type = codebook.record_type(name) if codebook else None
        if codebook is None or opened is None or record_type is None or selection is None:
            return
        if self.draft is not None:
            self.host.notice(
                f"A half-filled form waits; {self.key_text('review.edit')} goes on with it, "
                f"{self.key_text('form.drop')} in it throws it away.",
                severity="warning",
            )
            return
        passage = NewEvidence(selection.start, selection.end)
        filled = filled_in(codebook, opened, record_type, passage)
        self._open_form(new_record(codebook, opened.coding, record_type, passage, filled))

    def action_edit(self) -> None:
        """Go on with the half-filled form, or change the record in focus."""
        record = self.focused_record
        if self.draft is not None:
            self.resume_draft()
        elif record is not None:
            self.edit_record(record)

    def edit_record(self, record: Record, field: str | None = None) -> None:
        """Open a record's form, on one field if that is named."""
        sheet = known_record(self.codebook, self.coding, record) if self.codebook else None
        if sheet is None:
            self.host.notice(
                f"The codebook has no record type {record.type} any more.", severity="warning"
            )
            return
        self._open_form(sheet)
        if field is not None:
            self.record_form.go_to(field)

    def resume_draft(self) -> None:
        """Go on with the half-filled form."""
        kept = draft_record(self.draft or "")
        codebook, opened = self.codebook, self.opened
        if codebook is None or opened is None:
            return
        if kept is None:
            self.resume_variables()
            return
        record, record_type = self.record(kept.uid), codebook.record_type(kept.type)
        sheet = known_record(codebook, opened.coding, record) if record else None
        if sheet is None and record_type is not None and kept.evidence:
            first = kept.evidence[0]
            sheet = new_record(codebook, opened.coding, record_type, first, {})
        if sheet is None:
            self.drop_draft()
        else:
            self._open_form(sheet, self.draft)

    def resume_variables(self) -> None:
        """Go on with the document's variables."""
        raise NotImplementedError

    def _open_form(self, sheet: RecordSheet, draft: str | None = None) -> None:
        opened, form = self.opened, self.record_form
        if opened is None:
            return
        text, first = opened.text, sheet.evidence[0]
        quotes = [text.text[passage.start : passage.end] for passage in sheet.evidence]
        self.show_form(form)
        form.open(sheet, paragraph_label(text.segmentation, first.start), quotes, draft)

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Save the record, and read again."""
        self.draft = None
        self.show_panel()
        uid, study, document = event.uid, self._study, self.uid

        def change() -> Record:
            if uid is None:
                saved = study.add_record(document, event.entry, event.links)
            else:
                saved = study.change_record(uid, event.entry, event.links)
            study.drop_draft(document)
            return saved

        self.save(change, focus=uid_of)

    def action_remove(self) -> None:
        """Remove the record in focus."""
        record = self.focused_record
        if record is not None and self.codebook is not None:
            record_type = self.codebook.record_type(record.type)
            label = record_type.label if record_type else record.type
            notice = f"{label} {self.mark(record)} removed. {self.key_text('review.undo')} brings it back."
            self.save(partial(self._study.remove_record, record.uid), notice)

    def action_repeat(self, number: int) -> None:
        """Make one of the last records again on the selection, with its choices only."""
        codebook, opened, selection = self.codebook, self.opened, self.text.selection
        recent = recent_records(self.coding)
        if codebook is None or opened is None or selection is None or number > len(recent):
            self.host.notice(f"There are only {len(recent)} records to repeat on this document.")
            return
        model = recent[number - 1]
        record_type = codebook.record_type(model.type)
        if record_type is None:
            return
        passage = NewEvidence(selection.start, selection.end)
        filled = filled_in(codebook, opened, record_type, passage)
        entry = with_choices_of(record_type, model, passage, filled)
        said = f"Made again like {self.mark(model)}. {self.undo_hint()}"
        self.save(partial(self._study.add_record, self.uid, entry), said, focus=uid_of)

    # Drafts

    def drop_draft(self) -> None:
        """Throw the half-filled form away."""
        self.draft = None
        self.host.writer.submit(self, partial(self._study.drop_draft, self.uid))
        self.show_status()
        self.refresh_bindings()


def uid_of(saved: object) -> str | None:
    """The uid of the record that a change returned."""
    return saved.uid if isinstance(saved, Record) else None
