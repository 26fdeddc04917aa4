"""Half-filled forms: kept as they are typed, gone on with, thrown away, given back when saving failed.

A document has one draft. A form that is opened while another waits has that one under it, and
both are in the draft: what waits comes to light again when the form on top of it is done with.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from storage import StorageError
from tui.screens.review_reading import ReviewReading
from tui.widgets.answer_form import AnswerForm
from tui.widgets.form_draft import draft_form, read_draft
from tui.widgets.record_form import RecordForm
from tui.widgets.record_sheet import opening_state


class ReviewDrafts(ReviewReading):
    """Loses nothing of what is half filled in."""

    @dataclass
    class Kept(Message):
        """A half-filled form is in the store."""

        notice: str
        """What to say."""

    def half_filled(self) -> str | None:
        """The form that is open, over what waits, as a draft's payload."""
        form = self.form
        return None if form is None else holding(form.draft(), self.draft)

    def keep(self) -> None:
        """Keep the place and the open form."""
        self.keep_place()
        payload = self.half_filled()
        if payload is not None:
            self.keep_draft(payload)

    def keep_draft(self, payload: str, notice: str = "", *, quiet: bool = False) -> None:
        """Keep a half-filled form; the application holds it until the store has it.

        Args:
            payload: The form, over what waits.
            notice: What to say when it is kept.
            quiet: Whether to say nothing when it cannot be kept: that was said already.
        """
        uid, study, drafts = self.uid, self._study, self.host.drafts
        drafts.hold(uid, payload)

        def change() -> None:
            # What is newer than this comes in its turn.
            if drafts.of(uid) == payload:
                study.save_draft(uid, payload)
                drafts.let_go(uid, payload)

        def quietly() -> None:
            with suppress(StorageError):
                change()

        told = (lambda _: self.Kept(notice)) if notice else None
        self.host.writer.submit(self, quietly if quiet else change, told)

    def on_review_drafts_kept(self, event: Kept) -> None:
        """Say that it is safe."""
        self.host.notice(event.notice)

    def settle_draft(self) -> None:
        """Keep what waits, or nothing: the form on top of it is done with."""
        if self.draft is not None:
            self.keep_draft(self.draft)
        else:
            self.host.drafts.let_go(self.uid)
            self.host.writer.submit(self, partial(self._study.drop_draft, self.uid))
        self.show_status()
        self.refresh_bindings()

    def give_back(self, uid: str, payload: str) -> None:
        """Take a form back whose saving failed: it waits, on this document or until it is opened."""
        if uid == self.uid and self.opened is not None:
            self.draft = holding(payload, self.draft)
            self.keep_draft(self.half_filled() or self.draft, quiet=True)
            self.show_status()
            self.refresh_bindings()
        else:
            self.host.drafts.hold(uid, payload)

    # What forms tell

    def on_answer_form_changed(self, event: AnswerForm.Changed) -> None:
        """Keep the half-filled form."""
        if self.form is not None:
            self.keep_draft(holding(event.payload, self.draft))

    def on_answer_form_left(self, event: AnswerForm.Left) -> None:
        """Read again; what a coder filled in waits as a draft."""
        form = self.record_form
        waits = form.display and is_worth_keeping(form)
        if self.variable_form.display:
            self._tell_ties()
        self.show_panel()
        if not waits:
            self.settle_draft()
            return
        self.draft = holding(event.payload, self.draft)
        edit = self.key_text("review.edit")
        self.keep_draft(self.draft, f"Kept as a draft; {edit} goes on with it.")
        self.show_status()
        self.refresh_bindings()

    def _tell_ties(self) -> None:
        """Say of which variables the passages wait for an answer."""
        form = self.variable_form
        found = [form.state.find(name) for name in form.waiting_ties()]
        labels = ", ".join(known.field.label for known in found if known)
        if labels:
            self.keep_place()
            self.host.notice(f"What is tied to {labels} is kept until that is answered.")

    def on_answer_form_dropped(self) -> None:
        """Throw away what was filled in; it can be brought back until something else is done."""
        form = self.record_form
        thrown = form.draft() if form.display and is_worth_keeping(form) else None
        self.show_panel()
        self.settle_draft()
        if thrown is not None:
            self.thrown = (self.uid, thrown)
            self.host.notice(
                f"The form was thrown away. {self.key_text('review.undo')} brings it back."
            )

    def bring_back(self) -> bool:
        """Bring back the form that was thrown away just now; whether there was one."""
        thrown, self.thrown = self.thrown, None
        if thrown is None or thrown[0] != self.uid:
            return False
        self.give_back(*thrown)
        self.resume_draft()
        return True

    # Going on

    def resume_draft(self) -> None:
        """Go on with the half-filled form."""
        payload = self.draft
        if payload is None or self.codebook is None or self.opened is None:
            return
        self.draft = waiting(payload)
        resume: dict[str, Callable[[str], bool]] = {
            "record": self.resume_record,
            "variables": self.resume_variables,
            "memo": self.resume_memo,
        }
        form = draft_form(payload)
        if form not in resume or not resume[form](payload):
            self.settle_draft()
        self.show_status()

    def resume_record(self, payload: str) -> bool:
        """Go on with a record's form; whether that was possible."""
        raise NotImplementedError

    def resume_variables(self, payload: str) -> bool:
        """Go on with the document's variables; whether that was possible."""
        raise NotImplementedError

    def resume_memo(self, payload: str) -> bool:
        """Go on with a memo; whether that was possible."""
        raise NotImplementedError

    def tell_waiting(self) -> None:
        """Say that a half-filled form has to be dealt with first."""
        is_memo = draft_form(self.draft or "") == "memo"
        drop = f"{self.key_text('dialog.cancel')} twice" if is_memo else self.key_text("form.drop")
        self.host.notice(
            f"A half-filled {'memo' if is_memo else 'form'} waits; "
            f"{self.key_text('review.edit')} goes on with it, {drop} in it throws it away.",
            severity="warning",
        )


def holding(payload: str, under: str | None) -> str:
    """A form's payload with what waits under it."""
    if under is None:
        return payload
    return json.dumps({**read_draft(payload), "waits": read_draft(under)}, ensure_ascii=False)


def waiting(payload: str) -> str | None:
    """What waits under a form."""
    under = read_draft(payload).get("waits")
    return json.dumps(under, ensure_ascii=False) if isinstance(under, dict) and under else None


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
