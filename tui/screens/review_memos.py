"""Memos on a document, a passage or a record; one that is being typed is a draft like any form."""

from functools import partial

from storage import Memo, Passage
from tui.dialogs.memo import MemoDialog
from tui.display import one_line
from tui.screens.memo_place import MemoPlace, memo_place, memo_text
from tui.screens.question import question
from tui.screens.review_drafts import holding
from tui.screens.review_passages import ReviewPassages
from tui.widgets.form_draft import read_draft


class ReviewMemos(ReviewPassages):
    """Writes memos."""

    _memo: tuple[MemoPlace, MemoDialog] | None = None

    def half_filled(self) -> str | None:
        """The form or memo that is open, over what waits, as a draft's payload."""
        if self._memo is None:
            return super().half_filled()
        place, dialog = self._memo
        return holding(memo_text(place, dialog.typed), self.draft) if dialog.is_changed else None

    @question
    async def action_memo(self) -> None:
        """Write a memo on the record in focus, or on the selection."""
        record, selection = self.focused_record, self.text.selection
        if record is not None:
            await self._ask_memo(MemoPlace("record", record.uid))
        elif selection is not None:
            place = MemoPlace("passage", self.uid, selection.start, selection.end)
            await self._ask_memo(place)

    @question
    async def action_document_memo(self) -> None:
        """Write a memo on the document."""
        await self._ask_memo(MemoPlace("document", self.uid))

    def resume_memo(self, payload: str) -> bool:
        """Go on with a memo that was being typed; whether that was possible."""
        kept = read_draft(payload)
        place, typed = memo_place(kept), kept.get("text")
        if place is None or not isinstance(typed, str):
            return False

        async def go_on(screen: "ReviewMemos") -> None:
            await screen._ask_memo(place, typed)

        question(go_on)(self)
        return True

    async def _ask_memo(self, place: MemoPlace, typed: str | None = None) -> None:
        there, passage = self._memo_there(place), place.passage
        before = there.text if there else ""
        dialog = MemoDialog(
            self._memo_title(place),
            self._words_of(passage) if passage else "",
            text=before,
            typed=typed,
            keep=self._keep_memo,
        )
        self._memo = (place, dialog)
        try:
            text = await self.ask(dialog)
        finally:
            self._memo = None
        if text is not None and text != before:
            self._save_memo(place, there, text)
        self.settle_draft()

    def _keep_memo(self) -> None:
        payload = self.half_filled()
        if payload is not None:
            self.keep_draft(payload)

    def _memo_there(self, place: MemoPlace) -> Memo | None:
        known = (place.on, place.target, place.start)
        memos = self.coding.memos
        return next((one for one in memos if (one.on, one.target, one.start) == known), None)

    def _memo_title(self, place: MemoPlace) -> str:
        if place.on == "record":
            record = self.record(place.target)
            return f"Memo on {self.mark(record) if record else 'a record that is gone'}"
        return f"Memo on this {place.on}"

    def _save_memo(self, place: MemoPlace, there: Memo | None, text: str) -> None:
        study = self._study
        back = partial(self.give_back, self.uid, memo_text(place, text))
        if there is None:
            add = partial(study.add_memo, place.on, place.target, text, passage=place.passage)
            self.save(add, "Memo saved.", otherwise=back)
        elif text:
            self.save(partial(study.change_memo, there.uid, text), "Memo saved.", otherwise=back)
        else:
            self.save(partial(study.remove_memo, there.uid), f"Memo removed. {self.undo_hint()}")

    def _words_of(self, passage: Passage) -> str:
        text = self.opened.text.text if self.opened else ""
        return one_line(text[passage.start : passage.end])
