"""Cues: passages that the program points at; walked, explained, and turned on or off."""

from dataclasses import dataclass, replace

from textual import events
from textual.message import Message

from storage import Cue, OpenDocument
from tui.screens.review_drafts import ReviewDrafts
from tui.widgets.cue_signs import cue_marks, cue_words, cues_at, open_cues
from tui.widgets.document_view import Mark


class ReviewCues(ReviewDrafts):
    """Shows the cues of a document beside its text."""

    @dataclass
    class CuesTurned(Message):
        """The study has cues now, or has none any more."""

        document: OpenDocument
        """The document as it is with them, or without."""
        notice: str
        """What happened."""

    _cued: OpenDocument | None = None
    _cues: tuple[Cue, ...] = ()
    _cue_marks: tuple[Mark, ...] = ()
    _cue_words = ""

    def show_coding(self) -> None:
        """Show the cues that wait, beside what is coded."""
        super().show_coding()
        if self.opened is not None and self.codebook is not None:
            if self.opened is not self._cued:
                self._cued, self._cues = self.opened, open_cues(self.opened)
                self._cue_marks = cue_marks(self.codebook, self._cues)
            self.text.cues = self._cue_marks
            self.show_aside("-cues", bool(self.opened.cues))
            self._tell_cue()

    def show_status(self) -> None:
        """Say after the rest why the cue under the cursor is one; beside the panel, only that."""
        super().show_status()
        is_beside = not (self.has_class("-narrow") or self.has_class("-alone"))
        rest = "" if is_beside and self.draft is None else self.status_line.words
        if self._cue_words and rest == self.first_step:
            rest = ""
        told = (rest, self._cue_words)
        self.status_line.words = " · ".join(words for words in told if words)

    def on_resize(self, event: events.Resize) -> None:
        """Say what the new size has room for, once it is laid out."""
        self.call_after_refresh(self.show_status)

    def on_mount(self) -> None:
        """Follow the cursor at once: a message would come after the text is painted, and cost a second paint."""
        self.watch(self.text, "cursor", self._tell_cue, init=False)

    def _tell_cue(self) -> None:
        """Say why the cue under the cursor is one, if that is to be said anew."""
        sentence, codebook = self.text.sentence, self.codebook
        here = cues_at(self._cues, sentence) if sentence is not None else ()
        words = cue_words(codebook, here) if codebook is not None else ""
        if words != self._cue_words:
            self._cue_words = words
            self.show_status()

    def action_next_cue(self) -> None:
        """Go to the next cue."""
        sentence = self.text.sentence
        ahead = [cue for cue in self._cues if sentence and cue.start >= sentence.end]
        self._go_to_cue(ahead[0] if ahead else None)

    def action_previous_cue(self) -> None:
        """Go to the cue before."""
        sentence = self.text.sentence
        before = [cue for cue in self._cues if sentence and cue.start < sentence.start]
        self._go_to_cue(before[-1] if before else None)

    def _go_to_cue(self, cue: Cue | None) -> None:
        if cue is not None:
            self.text.go_to_sentence_at(cue.start)
        elif self.opened is not None and not self.opened.cues_on:
            self.host.notice(
                f"This study has no cues; {self.key_text('review.cues')} turns them on."
            )
        else:
            self.host.notice("There is no further cue that way.")

    def action_cues(self) -> None:
        """Turn the cues of the study on, or off."""
        if self.opened is None:
            return
        study, uid, on = self._study, self.uid, not self.opened.cues_on
        key = self.key_text("review.cues")

        def turned() -> "ReviewCues.CuesTurned":
            said = study.set_cues(on)
            return self.CuesTurned(study.open_document(uid), f"{said} {key} turns them back.")

        self.submit(turned, lambda message: message)

    def on_review_cues_cues_turned(self, event: CuesTurned) -> None:
        """Show the document with cues, or without."""
        self.host.notice(event.notice)
        if self.opened is not None and event.document.text.document == self.uid:
            found = event.document
            self.opened = replace(self.opened, cues=found.cues, cues_on=found.cues_on)
            self.show_coding()
