"""Save changes of a document, and show what came of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.message import Message

from storage import Codebook, NotFound, StorageError
from tui.messages import ChangeFailed
from tui.screens.review_base import ReviewBase

if TYPE_CHECKING:
    from storage import Coding

T = TypeVar("T")


class ReviewSaving(ReviewBase):
    """Writes what the coder makes of a document."""

    @dataclass
    class Saved(Message):
        """A change was made; everything is as told here."""

        coding: "Coding"
        """What there is of the document now."""
        codebook: Codebook
        """The codebook in force now."""
        notice: str
        """What to say, empty for nothing."""
        focus: str | None
        """uid of the record to look at from now on; None leaves that as it is."""

    @dataclass
    class ReadAgain(Message):
        """What there is of a document was read again."""

        coding: "Coding"
        """What there is now."""
        codebook: Codebook
        """The codebook in force now."""

    @dataclass
    class Gone(Message):
        """The document is not in the study any more."""

    def save(
        self,
        change: Callable[[], object],
        notice: str | Callable[[object], str] = "",
        focus: Callable[[object], str | None] | None = None,
        otherwise: Callable[[], None] | None = None,
        *,
        holds: bool = False,
    ) -> None:
        """Queue a change of this document, and show what came of it.

        Args:
            change: Makes it, in the writer's thread.
            notice: What to say when it is made; may be worked out from what ``change`` returned.
            focus: The record to look at then, worked out from what ``change`` returned.
            otherwise: Puts the interface right when the change did not happen.
            holds: Whether the next key may mean what is only now being made.
        """
        uid, self.thrown = self.uid, None

        def made() -> "ReviewSaving.Saved":
            result = change()
            said = notice(result) if callable(notice) else notice
            looked_at = focus(result) if focus else None
            coding, codebook = self._study.coding(uid), self._study.codebook()
            return self.Saved(coding, codebook, said, looked_at)

        if holds or focus is not None:
            self.host.hold_keys("saving")
        self.submit(made, lambda message: message, otherwise)

    def submit(
        self,
        change: Callable[[], T],
        saved: Callable[[T], Message],
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Queue a change; when it does not happen, the document is read again."""
        failed = partial(self._failed, otherwise)
        self.host.writer.submit(self, change, saved, lambda error: ChangeFailed(error, failed))

    def _failed(self, otherwise: Callable[[], None] | None) -> None:
        """Put right what a change that did not happen left, and show what is there."""
        self.host.release_keys("document")
        if otherwise is not None:
            otherwise()
        if self.is_running and self.opened is not None:
            self._read_again(self.uid)

    @work(thread=True, exclusive=True, group="again")
    def _read_again(self, uid: str) -> None:
        """Read what there is of a document: somebody else may have changed it."""
        try:
            coding, codebook = self._study.coding(uid), self._study.codebook()
            self.post_message(self.ReadAgain(coding, codebook))
        except NotFound:
            self.post_message(self.Gone())
        except StorageError:
            # Why it cannot be read is what the change failed for, and told already.
            return

    def on_review_saving_gone(self) -> None:
        """Leave a document that was taken out of the study meanwhile."""
        if self.is_current:
            self.host.notice("This document is not in the study any more.")
            self.dismiss(None)

    def on_review_saving_read_again(self, event: ReadAgain) -> None:
        """Show what is there."""
        self._show_changed(event.coding, event.codebook)

    def on_review_saving_saved(self, event: Saved) -> None:
        """Show what is saved now."""
        self.host.release_keys("saving")
        self.saved_at = self.host.clock().strftime("%H:%M")
        if event.notice:
            self.host.notice(event.notice)
        if event.focus is not None and event.coding.document.uid == self.uid:
            self.focus_uid = event.focus
        self._show_header()
        self._show_changed(event.coding, event.codebook)

    def _show_changed(self, coding: "Coding", codebook: Codebook) -> None:
        """Show what there is of the document now, if it is still this one."""
        if self.opened is None or coding.document.uid != self.uid:
            return
        self.codebook = codebook
        self.opened = replace(self.opened, coding=coding)
        if self.variable_form.display:
            self.variable_form.show_coding(codebook, coding)
        self.show_coding()
        self.refresh_bindings()
