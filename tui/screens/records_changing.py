"""What is done with records in the list: answers, memos, removal, quotations, a table of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.message import Message

from storage import (
    Change,
    Field,
    FieldValue,
    Memo,
    NotFound,
    Passage,
    RecordQuery,
    RecordRow,
    Study,
)
from tui.dialogs.memo import MemoDialog
from tui.dialogs.progress import Job
from tui.display import count_text, one_line
from tui.messages import ChangeFailed
from tui.screens.question import question
from tui.screens.records_marking import MOST_MARKED, RecordsMarking
from tui.screens.records_questions import (
    answer_question,
    ask_answer,
    field_question,
    remove_question,
    same_answer,
)
from tui.screens.review_words import citation
from tui.widgets.record_columns import mark

MANY = 20
"""Records that are changed together without being asked once more."""


class RecordsChanging(RecordsMarking):
    """Changes records one by one or together, and takes back what was changed here."""

    @dataclass
    class Changed(Message):
        """Something was changed."""

        sentence: str
        """What happened."""
        change: str | None = None
        """uid of the change, if it can be taken back."""

    def __init__(self, query: RecordQuery | None = None) -> None:
        super().__init__(query)
        self.made: list[str] = []
        """uids of the changes made in this list, the latest last."""

    # Changes

    @question
    async def action_edit(self) -> None:
        """Ask for a field, then for its answer."""
        record_type, rows, uids = self.words.record_type, self._chosen_rows(), self.chosen
        if record_type is None or not uids:
            return
        what = mark(rows[0], self.words) if len(uids) == 1 else count_text(len(uids), "record")
        name = await self.ask(field_question(f"Change {what}", record_type, "Which answer?"))
        known = record_type.field(name) if name else None
        if known is None:
            return
        before = same_answer(rows, known.name) if len(rows) == len(uids) else None
        given = await ask_answer(self, known, len(uids), before, self.words)
        if given is not None and await self._means_many(known, given.value, len(uids)):
            await self._change(
                "Changing answers",
                lambda tell: self.study.change_answers(uids, known.name, given.value, tell),
            )

    async def _means_many(self, known: Field, value: FieldValue | None, count: int) -> bool:
        """Ask once more before very many records get an answer."""
        if count <= MANY:
            return True
        back = self.key_text("records.undo")
        dialog = answer_question(known, value, count, self.words, back)
        means_it = await self.ask(dialog)
        return means_it is True

    @question
    async def action_remove(self) -> None:
        """Ask, then remove the chosen records."""
        rows, uids = self._chosen_rows(), self.chosen
        if not rows:
            return
        dialog = remove_question(mark(rows[0], self.words), len(uids))
        if await self.ask(dialog):
            await self._change(
                "Removing records", lambda tell: self.study.remove_records(uids, tell)
            )

    async def _change(self, title: str, job: Job[Change]) -> None:
        """Change records behind a bar that can stop it."""
        outcome = await self.run_job(title, job)
        if outcome.value is not None:
            self.records.marked = frozenset()
            change = outcome.value
            hint = f"{self.key_text('records.undo')} takes it back."
            self.post_message(self.Changed(f"{change.summary} {hint}", change.uid))
        elif outcome.error is not None:
            self.host.notice(str(outcome.error), severity="error")
            if isinstance(outcome.error, NotFound):
                await self._unmark_what_is_gone()
            self._show_what_is_left()
        else:
            self.host.notice("Stopped; nothing was changed.", severity="warning")

    async def _unmark_what_is_gone(self) -> None:
        """Keep the marks of records that are listed: with one that is gone nothing can be done."""
        query = self.query_shown
        if query is not None and self.records.marked:
            listed = await self.in_thread(partial(self.study.record_uids, query, MOST_MARKED))
            self.records.marked &= frozenset(listed or ())

    def _show_what_is_left(self) -> None:
        """Read the list again: somebody else may have removed what could not be changed."""
        if self.is_running:
            self.show_again()

    @question
    async def action_memo(self) -> None:
        """Write a memo on the record."""
        row = self.row
        if row is None:
            return
        coding = await self.in_thread(partial(self.study.coding, row.document))
        if coding is None:
            self._show_what_is_left()
            return
        there = next((memo for memo in coding.memos if memo.target == row.record), None)
        before = there.text if there else ""
        quote = one_line(row.evidence[0].quote) if row.evidence else ""
        text = await self.ask(MemoDialog(f"Memo on {mark(row, self.words)}", quote, text=before))
        if text is not None and text != before:
            self._submit(partial(_write_memo, self.study, row.record, there, text))

    def action_undo(self) -> None:
        """Take back the last change made in this list."""
        if not self.made:
            self.host.notice("Nothing was changed in this list that could be taken back.")
            return
        study, uid = self.study, self.made.pop()
        self._submit(lambda: self.Changed(study.undo_change(uid).summary))

    def _submit(self, change: "Callable[[], RecordsChanging.Changed]") -> None:
        self.host.writer.submit(
            self,
            change,
            lambda message: message,
            lambda error: ChangeFailed(error, self._show_what_is_left),
        )

    def on_records_changing_changed(self, event: Changed) -> None:
        """Say so, and show the list as it is now."""
        if event.change is not None:
            self.made.append(event.change)
        self.host.notice(event.sentence)
        self.show_again()

    # Copies

    @question
    async def action_copy(self) -> None:
        """Copy the quotation with its citation."""
        row = self.row
        if row is None:
            return
        found = await self.in_thread(partial(_cited, self.study, row))
        if found is not None:
            self.host.copy(found)
        else:
            self._show_what_is_left()

    @question
    async def action_save_table(self) -> None:
        """Ask for a file, and write the list into it."""
        from tui.dialogs.table_file import TableFileDialog

        query = self.query_shown
        if query is None:
            return
        plural = self.words.record_type.plural if self.words.record_type else "records"
        path = await self.ask(TableFileDialog(f"{plural}.csv"))
        if path is None:
            return
        study = self.study
        outcome = await self.run_job(
            "Writing the table", lambda tell: study.write_records(query, path, tell)
        )
        if outcome.value is not None:
            lines = count_text(outcome.value, "record")
            self.host.notice(f"{lines} written to {Path(path).absolute()}.")
        else:
            self.tell_unfinished(outcome, "Stopped. Nothing was written.")


def _write_memo(
    study: Study, record: str, there: Memo | None, text: str
) -> RecordsChanging.Changed:
    """Write, change or remove a record's memo."""
    if there is None:
        study.add_memo("record", record, text)
    elif text:
        study.change_memo(there.uid, text)
    else:
        study.remove_memo(there.uid)
    latest = next(change for change in study.history() if change.coder == study.coder)
    return RecordsChanging.Changed("Memo saved." if text else "Memo removed.", latest.uid)


def _cited(study: Study, row: RecordRow) -> str:
    """The first quotation of a record, whole, with where it is from."""
    opened = study.open_document(row.document)
    first = row.evidence[0]
    passage = Passage(first.start, first.end)
    quote = opened.text.text[passage.start : passage.end]
    return citation(opened.coding, opened.text.segmentation, passage, quote)
