"""Writing memos from their list: added, changed, removed, brought back, and none lost half typed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from tui.kept_memos import KeptMemos
from tui.messages import ChangeFailed
from tui.screens.filtering_screen import FilteringScreen
from tui.screens.memo_place import MemoPlace, memo_place, memo_text
from tui.screens.memos_words import copied_words, dialog_title
from tui.screens.question import question
from tui.spot import Spot
from tui.widgets.memo_list import MemoList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage import MemoLine, MemoQuery  # noqa: F401  the class is of them
    from tui.dialogs.memo import MemoDialog


class MemoWriting(FilteringScreen[Spot, "MemoLine", "MemoQuery"]):
    """Changes memos; one that is being typed is a draft of its document, or saved when the coder leaves."""

    @dataclass
    class Changed(Message):
        """A memo was written, changed, removed or brought back."""

        sentence: str
        """What happened."""
        uid: str | None
        """The memo to stand on."""

    @dataclass
    class HalfTyped(Message):
        """Memos without a document that were being typed when the process ended."""

        texts: "Mapping[str, str]"
        """What was typed, by uid; empty for a new one."""

    _typing: "tuple[MemoLine | None, MemoDialog] | None" = None
    _under: str | None = None

    def __init__(self) -> None:
        self.memos = MemoList()
        """The list of memos."""
        super().__init__(self.memos)
        self._unsaved: dict[str | None, str] = {}

    def on_mount(self) -> None:
        """Look for what was half typed when the process ended."""
        self._look_for_half_typed()

    @question
    async def action_add(self) -> None:
        """Write a memo on the whole study."""
        text = await self._typed(None)
        if text:
            self._save(None, text)

    @question
    async def action_edit(self) -> None:
        """Change what the memo says; an emptied one is removed."""
        line = self.memos.row
        if line is None:
            return
        text = await self._typed(line)
        if text == "":
            self._remove(line)
        elif text is not None and text != line.memo.text:
            self._save(line, text)

    def action_remove(self) -> None:
        """Remove the memo."""
        if self.memos.row is not None:
            self._remove(self.memos.row)

    def action_undo(self) -> None:
        """Take back the latest change of a memo, wherever it was made."""
        line = self.memos.row
        here = line.uid if line else None
        undo = self.study.undo_memo
        self.host.writer.submit(self, undo, lambda done: self.Changed(done.summary, here))

    def action_copy(self) -> None:
        """Copy the memo with what it is on."""
        if self.memos.row is not None:
            self.host.copy(copied_words(self.memos.row))

    def _save(self, line: "MemoLine | None", text: str) -> None:
        study, uid = self.study, line.uid if line else None

        def save() -> str:
            if uid is not None:
                made = study.change_memo(uid, text).uid
            else:
                made = study.add_memo("study", study.overview().uid, text).uid
            self._kept.let_go(uid or "")
            return made

        def give_back() -> None:
            self._unsaved[uid] = text

        self._change(save, "Memo saved.", give_back)

    def _remove(self, line: "MemoLine") -> None:
        stay = self.memos.neighbour_outside([line.uid])

        def remove() -> str | None:
            self.study.remove_memo(line.uid)
            return stay

        self._change(remove, f"Memo removed. {self.key_text('memos.undo')} brings it back.")

    def _change(
        self,
        change: "Callable[[], str | None]",
        sentence: str,
        otherwise: "Callable[[], None] | None" = None,
    ) -> None:
        """Queue a change; ``change`` returns the memo to stand on."""
        self.host.writer.submit(
            self,
            change,
            partial(self.Changed, sentence),
            lambda error: ChangeFailed(error, otherwise),
        )

    def on_memo_writing_changed(self, event: Changed) -> None:
        """Say so, and show the list as it is now."""
        self.host.notice(event.sentence)
        if self.query_shown is not None:
            self.show_list(self.query_shown, event.uid)

    # Half typed

    async def _typed(self, line: "MemoLine | None") -> str | None:
        """What was typed; meanwhile it is kept."""
        document = line.memo.document if line and _place(line) else None
        if document is None:
            kept = await asyncio.to_thread(self._half_typed)
            self._unsaved = {uid or None: text for uid, text in kept.items()} | self._unsaved
        dialog = self._dialog(line, self._keep_draft if document else self._keep_text)
        self._under = await asyncio.to_thread(self._draft_of, document) if document else None
        self._typing = (line, dialog)
        try:
            text = await self.ask(dialog)
        finally:
            self._typing = None
            if document is not None and dialog.is_changed:
                self._settle(document)
        if not text or not dialog.is_changed:
            self.host.writer.submit(self, partial(self._kept.let_go, line.uid if line else ""))
        return text

    def _dialog(self, line: "MemoLine | None", keep: "Callable[[], None]") -> "MemoDialog":
        """The question for a memo, with what could not be saved of it before."""
        from tui.dialogs.memo import MemoDialog

        if line is None:
            return MemoDialog("Memo on the study", typed=self._unsaved.pop(None, None), keep=keep)
        typed, text = self._unsaved.pop(line.uid, None), line.memo.text
        return MemoDialog(dialog_title(line), line.quote, text=text, typed=typed, keep=keep)

    def keep(self) -> None:
        """Keep what is half typed: as its document's draft or, where it has none, as it stands."""
        line, dialog = self._typing or (None, None)
        if dialog is None or not dialog.is_changed:
            return
        if line is not None and _place(line) is not None:
            self._keep_draft()
        elif dialog.typed:
            self._save(line, dialog.typed)

    @property
    def _kept(self) -> KeptMemos:
        """What is half typed and has no document."""
        return KeptMemos(self.study.store, self.host.coder)

    def _keep_text(self) -> None:
        """Keep what is typed, where no document's draft can."""
        line, dialog = self._typing or (None, None)
        if dialog is not None and dialog.is_changed:
            keep = partial(self._kept.keep, line.uid if line else "", dialog.typed)
            self.host.writer.submit(self, keep)

    def _half_typed(self) -> dict[str, str]:
        """What is kept of memos without a document, after every change made so far; in a thread."""
        self.host.writer.wait()
        return self._kept.read()

    @work(thread=True, exclusive=True, group="next")
    def _look_for_half_typed(self) -> None:
        if texts := self._half_typed():
            self.post_message(self.HalfTyped(texts))

    def on_memo_writing_half_typed(self, event: HalfTyped) -> None:
        """Say how to go on with it."""
        key = self.key_text("memos.edit" if "" not in event.texts else "memos.add")
        self.host.notice(f"A half-typed memo on the study waits; {key} goes on with it.")

    def _draft_of(self, document: str) -> str | None:
        """The half-filled form that waits in a document already; in a thread."""
        stored = self.read(lambda: self.study.draft(document))
        return self.host.drafts.of(document) or (stored.payload if stored else None)

    def _keep_draft(self) -> None:
        """Keep what is typed, over what waited already, as the draft of the memo's document."""
        from tui.screens.review_drafts import holding

        line, dialog = self._typing or (None, None)
        place = _place(line) if line else None
        if line is None or dialog is None or place is None:
            return
        self._hold(line.memo.document or "", holding(memo_text(place, dialog.typed), self._under))

    def _settle(self, document: str) -> None:
        """Let what waited in the document be its draft again, or nothing."""
        if self._under is not None:
            self._hold(document, self._under)
        else:
            self.host.drafts.let_go(document)
            self.host.writer.submit(self, partial(self.study.drop_draft, document))

    def _hold(self, document: str, payload: str) -> None:
        """Keep a draft; the application holds it until the store has it."""
        study, drafts = self.study, self.host.drafts
        drafts.hold(document, payload)

        def save() -> None:
            if drafts.of(document) == payload:
                study.save_draft(document, payload)
                drafts.let_go(document, payload)

        self.host.writer.submit(self, save)


def _place(line: "MemoLine") -> MemoPlace | None:
    """What a memo is on, where a document's draft can keep it."""
    memo = line.memo
    return memo_place({"on": memo.on, "target": memo.target, "start": memo.start, "end": memo.end})
