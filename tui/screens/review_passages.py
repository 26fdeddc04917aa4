"""Coding a document further: more passages, links; quotations; undo."""

import asyncio
from functools import partial

from storage import Change, ChangeRefused, NewEvidence, Record, RecordEntry, WiderChange
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.choose_several import ChooseSeveralDialog
from tui.screens.question import question
from tui.screens.review_linking import link_choices, other_codings
from tui.screens.review_records import ReviewRecords, uid_of
from tui.screens.review_words import citation
from tui.widgets.record_summary import record_words


class ReviewPassages(ReviewRecords):
    """Ties things to records, and to each other."""

    # Passages and links

    def action_add_evidence(self) -> None:
        """Add the selection to the record in focus, or ask to which."""
        record = self.focused_record
        if record is not None:
            self._add_evidence(record.uid)
        else:
            self.action_add_evidence_to()

    @question
    async def action_add_evidence_to(self) -> None:
        """Ask to which record the selection belongs, by letter and number."""
        choices = self._record_choices()
        if not choices:
            self.host.notice("There is no record to add it to yet.")
            return
        # A key after the answer may move the selection, which is to be added first.
        chosen = await self.ask(ChooseDialog("Add to which record?", choices), holds=True)
        self._add_evidence(chosen)

    def _record_choices(self, but: str | None = None) -> list[Choice[str]]:
        if self.codebook is None:
            return []
        return [
            Choice(record.uid, record_words(self.codebook, record), self.mark(record))
            for record in self.coding.records
            if record.uid != but
        ]

    def _add_evidence(self, uid: str | None) -> None:
        record, selection = self.record(uid), self.text.selection
        if record is None or selection is None:
            return
        passage = NewEvidence(selection.start, selection.end)
        change = partial(self._study.add_evidence, record.uid, passage)
        notice = f"Passage added to {self.mark(record)}. {self.undo_hint()}"
        self.save(change, notice, focus=uid_of)

    @question
    async def action_link(self) -> None:
        """Ask what the record in focus is to be linked to."""
        record = self.focused_record
        if record is None or self.codebook is None:
            return
        others = await asyncio.to_thread(self.read, partial(other_codings, self._study, self.uid))
        choices = link_choices(self.codebook, self.coding, record, others or ())
        if not choices:
            self.host.notice(
                f"There is nothing that {self.mark(record)} could be linked to, neither here nor "
                "in another document of the case."
            )
            return
        there = {(link.relation, link.to_record) for link in record.links}
        title = f"Link {self.mark(record)} to"
        dialog = ChooseSeveralDialog(title, choices, chosen=there)
        chosen = await self.ask(dialog)
        if chosen is None or set(chosen) == there:
            return
        relations = {choice.value[0] for choice in choices}
        links = {
            relation: tuple(uid for each, uid in chosen if each == relation)
            for relation in relations
        }
        entry = _entry_of(record)
        change = partial(self._study.change_record, record.uid, entry, links)
        self.save(change, f"Links of {self.mark(record)} changed. {self.undo_hint()}")

    # Copying, history

    def action_copy(self) -> None:
        """Copy the selection as a quotation with its citation."""
        opened, selection = self.opened, self.text.selection
        if opened is not None and selection is not None:
            quote = opened.text.text[selection.start : selection.end]
            self.host.copy(citation(self.coding, opened.text.segmentation, selection, quote))

    def action_undo(self) -> None:
        """Take back the latest change to this document, or bring back a form thrown away since."""
        if self.bring_back():
            return
        self.save(partial(self._undo, self.uid), _summary_of)

    def _undo(self, uid: str) -> Change:
        """Take a change back, or say which key leads to where that can be done."""
        try:
            return self._study.undo(uid)
        except WiderChange as error:
            raise ChangeRefused(f"{error} {self.key_text('study.history')} opens it.") from error

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.save(partial(self._study.redo, self.uid), _summary_of)


def _summary_of(change: object) -> str:
    return str(getattr(change, "summary", ""))


def _entry_of(record: Record) -> RecordEntry:
    """The record as it is, ready to be saved again."""
    evidence = tuple(NewEvidence(one.start, one.end, one.field) for one in record.evidence)
    return RecordEntry(
        record.type, record.values, evidence, record.certainty, record.note, record.cue_shown
    )
