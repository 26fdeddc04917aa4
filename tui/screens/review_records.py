"""Coding a document: records, their passages, links, memos; undo."""

from dataclasses import replace
from functools import partial

from storage import NewEvidence, Passage, Record
from tui.screens.review_cues import ReviewCues
from tui.screens.review_filling import filled_in, made_like, offered_nearby, recent_records
from tui.screens.review_words import records_touching
from tui.widgets.cue_signs import was_shown
from tui.widgets.record_form import RecordForm, draft_record
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_sheet import RecordSheet, known_record, new_record
from tui.widgets.record_summary import paragraph_label, record_mark


class ReviewRecords(ReviewCues):
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
            # They stand where the coder looks already, so nothing is brought into view.
            self._walk(here, 1, show=False)
        else:
            self.host.notice("No record stands on this sentence.")

    def _walk(self, uids: list[str], step: int, *, show: bool = True) -> None:
        if not uids:
            self.host.notice("There are no records on this document yet.")
            return
        if self.focus_uid in uids:
            place = (uids.index(self.focus_uid) + step) % len(uids)
        else:
            place = 0 if step > 0 else len(uids) - 1
        self.focus_record(uids[place])
        record = self.focused_record
        if show and record is not None and record.evidence:
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
            self.tell_waiting()
            return
        passage = NewEvidence(selection.start, selection.end)
        filled = filled_in(codebook, opened, record_type, passage)
        near = offered_nearby(opened, record_type, passage, filled)
        sheet = new_record(codebook, opened.coding, record_type, passage, filled)
        sheet = replace(sheet, offers={**near, **sheet.offers})
        self._open_form(replace(sheet, cue_shown=was_shown(opened, name, passage)))

    def action_edit(self) -> None:
        """Go on with the half-filled form, or change the record in focus."""
        record = self.focused_record
        if self.draft is not None:
            self.resume_draft()
        elif record is not None:
            self.edit_record(record)

    def edit_record(self, record: Record, field: str | None = None) -> None:
        """Open a record's form, on one field if that is named."""
        if self.draft is not None:
            self.tell_waiting()
            return
        sheet = known_record(self.codebook, self.coding, record) if self.codebook else None
        if sheet is None:
            self.host.notice(
                f"The codebook has no record type {record.type} any more.", severity="warning"
            )
            return
        self._open_form(sheet)
        if field is not None:
            self.record_form.go_to(field)

    def resume_record(self, payload: str) -> bool:
        """Go on with a record's form; with a new one if the record is gone."""
        kept, codebook, opened = draft_record(payload), self.codebook, self.opened
        if kept is None or codebook is None or opened is None:
            return False
        record, record_type = self.record(kept.uid), codebook.record_type(kept.type)
        sheet = known_record(codebook, opened.coding, record) if record else None
        if sheet is None and record_type is not None and kept.evidence:
            first = kept.evidence[0]
            sheet = new_record(codebook, opened.coding, record_type, first, {})
            sheet = replace(sheet, cue_shown=was_shown(opened, kept.type, first))
        if sheet is not None:
            self._open_form(sheet, payload)
        return sheet is not None

    def _open_form(self, sheet: RecordSheet, draft: str | None = None) -> None:
        opened, form = self.opened, self.record_form
        if opened is None:
            return
        text, first = opened.text, sheet.evidence[0]
        quotes = [text.text[passage.start : passage.end] for passage in sheet.evidence]
        self.show_form(form)
        form.open(sheet, paragraph_label(text.segmentation, first.start), quotes, draft)

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Save the record, and read again; a record that cannot be saved waits as a draft."""
        payload, waits = self.record_form.draft(), self.draft
        self.show_panel()
        uid, study, document = event.uid, self._study, self.uid
        self.host.drafts.let_go(document)

        def change() -> Record:
            done = waits is None
            if uid is None:
                return study.add_record(document, event.entry, event.links, ends_draft=done)
            return study.change_record(uid, event.entry, event.links, ends_draft=done)

        self.save(change, focus=uid_of, otherwise=partial(self.give_back, document, payload))
        if waits is not None:
            self.keep_draft(waits)
        self.show_status()

    def action_remove(self) -> None:
        """Remove the record in focus."""
        record = self.focused_record
        if record is not None and self.codebook is not None:
            record_type = self.codebook.record_type(record.type)
            label = record_type.label if record_type else record.type
            notice = f"{label} {self.mark(record)} removed. {self.key_text('review.undo')} brings it back."
            self.save(partial(self._study.remove_record, record.uid), notice)

    def action_repeat(self, number: int) -> None:
        """Make one of the last records again on the selection, with what its passage does not tell."""
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
        known = filled_in(codebook, opened, record_type, passage)
        filled = new_record(codebook, opened.coding, record_type, passage, known).filled
        entry = made_like(record_type, model, passage, filled)
        entry = replace(entry, cue_shown=was_shown(opened, record_type.name, passage))
        said = f"Made again like {self.mark(model)}. {self.undo_hint()}"
        self.save(partial(self._study.add_record, self.uid, entry), said, focus=uid_of)


def uid_of(saved: object) -> str | None:
    """The uid of the record that a change returned."""
    return saved.uid if isinstance(saved, Record) else None
