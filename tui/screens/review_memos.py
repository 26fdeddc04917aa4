"""Memos on a document, a passage or a record; one that is being typed is a draft like any form."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from storage import Memo, Passage
from tui.dialogs.memo import MemoDialog
from tui.display import one_line
from tui.screens.question import question
from tui.screens.review_drafts import holding
from tui.screens.review_passages import ReviewPassages
from tui.widgets.form_draft import read_draft


@dataclass(frozen=True, slots=True)
class MemoPlace:
    """What a memo is on."""

    on: str
    """``document``, ``passage`` or ``record``."""
    target: str
    """uid of the document or record."""
    start: int | None = None
    """Where the passage begins."""
    end: int | None = None
    """Where it ends."""

    @property
    def passage(self) -> Passage | None:
        """The passage, if it is on one."""
        return None if self.start is None or self.end is None else Passage(self.start, self.end)


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


def memo_text(place: MemoPlace, text: str) -> str:
    """A memo that is being typed, as a draft's payload."""
    where = {"on": place.on, "target": place.target, "start": place.start, "end": place.end}
    return json.dumps({"form": "memo", **where, "text": text}, ensure_ascii=False)


def memo_place(kept: Any) -> MemoPlace | None:
    """What a memo in a draft is on; None for what cannot be one."""
    on, target, start, end = (kept.get(name) for name in ("on", "target", "start", "end"))
    if not isinstance(target, str):
        return None
    if on == "passage" and isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return MemoPlace("passage", target, start, end)
    return MemoPlace(on, target) if on in ("document", "record") else None
