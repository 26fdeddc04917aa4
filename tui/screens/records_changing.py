"""What is done with records in the list: answers, memos, removal, quotations, a table of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from textual.message import Message

from storage import (
    Change,
    Held,
    Memo,
    NotFound,
    Passage,
    RecordGroup,
    RecordQuery,
    RecordRow,
    Study,
)
from tui.dialogs.memo import MemoDialog
from tui.dialogs.progress import Job
from tui.display import count_text, one_line
from tui.messages import ChangeFailed
from tui.screens.question import question
from tui.screens.records_listing import RecordsListing
from tui.screens.records_questions import ask_answer, field_question, remove_question, same_answer
from tui.screens.review_words import citation
from tui.widgets.record_columns import mark

MOST_MARKED = 5_000
"""Records that can be marked together."""


class RecordsChanging(RecordsListing):
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

    @property
    def chosen(self) -> list[str]:
        """uids of the marked records, or else of the one under the cursor."""
        return sorted(self.records.marked) or ([self.row.record] if self.row else [])

    def _chosen_rows(self) -> list[RecordRow]:
        chosen = set(self.chosen)
        rows = [row for row in self.records.rows if isinstance(row, RecordRow)]
        return [row for row in rows if row.record in chosen]

    # Marks

    def action_mark(self) -> None:
        """Mark or unmark the record, and go on to the next; on a heading, all that stand under it."""
        heading, query = self.records.row, self.query_shown
        if self.row is not None:
            self.records.marked ^= {self.row.record}
            self.records.action_next()
            self.show_state()
        elif isinstance(heading, RecordGroup) and query is not None and query.by is not None:
            self._mark_those(replace(query, where=(*query.where, Held(query.by, heading.value))))

    def action_mark_all(self) -> None:
        """Mark every record of the list, or take the marks away."""
        if self.records.marked or self.query_shown is None:
            self.records.marked = frozenset()
            self.show_state()
        else:
            self._mark_those(self.query_shown)

    def _mark_those(self, query: RecordQuery) -> None:
        """Mark the records of a list, or unmark them where all of them are marked."""

        async def mark_them(screen: "RecordsChanging") -> None:
            asked = partial(screen.study.record_uids, query, MOST_MARKED)
            uids = frozenset(await screen.in_thread(asked) or ())
            marked = screen.records.marked
            screen.records.marked = marked - uids if uids <= marked else marked | uids
            if len(uids) == MOST_MARKED:
                screen.host.notice(f"The first {MOST_MARKED:,} are marked; no more go together.")
            screen.show_state()

        question(mark_them)(self)

    def show_state(self) -> None:
        """Show what is marked, and more of the record under the cursor."""
        raise NotImplementedError

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
        if given is not None:
            await self._change(
                "Changing answers",
                lambda tell: self.study.change_answers(uids, known.name, given.value, tell),
            )

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
            self._tell_unfinished(outcome, "Stopped. Nothing was written.")


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
