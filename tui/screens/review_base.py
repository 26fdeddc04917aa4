"""What the review of a document rests on: opening it, showing it, saving changes and the place."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker

from storage import Codebook, OpenDocument, Overview, Place
from tui.display import terminal_marks
from tui.screens.review_words import (
    document_marks,
    head_words,
    header_words,
    place_state,
    state_text,
)
from tui.screens.study_screen import StudyScreen
from tui.widgets.document_view import DocumentView
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_summary import record_line
from tui.widgets.status_line import StatusLine
from tui.widgets.variable_form import VariableForm

if TYPE_CHECKING:
    from storage import Coding, Study

NARROW = 100
"""Below so many columns the side panel is a drawer over the lower half."""
LOW = 30
"""Below so many rows the document's own heading is left out."""
PLACE_DELAY = 0.7
"""Seconds without a motion before the place is kept."""


Asking = Callable[[Any], Coroutine[Any, Any, None]]
"""A command of a screen that asks the coder something before it acts."""


def question(command: Asking) -> Callable[[Any], Worker[None]]:
    """Run a command in a worker, so that it can wait for an answer; keys wait until it asks or ends."""

    async def asks(screen: "ReviewBase") -> None:
        try:
            await command(screen)
        finally:
            screen.host.release_keys("question")

    @wraps(command)
    def run(screen: "ReviewBase") -> Worker[None]:
        screen.host.hold_keys("question")
        return screen.run_worker(partial(asks, screen), group="question")

    return run


class ReviewBase(StudyScreen[str]):
    """One document with what the coder made of it; closes with the document it stood on."""

    CSS_PATH = Path(__file__).with_name("review.tcss")
    AUTO_FOCUS = "DocumentView"

    @dataclass
    class Opened(Message):
        """A document was read."""

        document: OpenDocument
        """All that its review begins with."""
        codebook: Codebook
        """The codebook in force."""
        overview: Overview
        """The study's counts."""

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

    def __init__(self, study: "Study", uid: str) -> None:
        """Review a document.

        Args:
            study: The open study.
            uid: The document to begin with.
        """
        super().__init__()
        self._study = study
        self.uid = uid
        """The document under review."""
        self.opened: OpenDocument | None = None
        """The document as it was read; None until it is."""
        self.codebook: Codebook | None = None
        """The codebook in force."""
        self.focus_uid: str | None = None
        """The record in focus."""
        self.draft: str | None = None
        """The half-filled form that waits, as its payload."""
        self.saved_at = ""
        """When something was last saved, as the wall showed it."""
        # Kept here, since a screen that closes cannot ask for its children any more.
        self.text = DocumentView()
        self.panel = RecordPanel()
        self.record_form = RecordForm()
        self.variable_form = VariableForm()
        self._place_timer: Timer | None = None
        self._is_first = True

    @property
    def study(self) -> "Study":
        """The open study."""
        return self._study

    @property
    def coding(self) -> "Coding":
        """What the coder has made of the document so far."""
        if self.opened is None:
            raise RuntimeError("no document is open yet")
        return self.opened.coding

    def compose(self) -> ComposeResult:
        """Header, text beside the panel or the form, the line on the record in focus, keys."""
        yield StudyHeader()
        with Horizontal(id="body"):
            with Vertical(id="reading"):
                yield Static(id="head")
                yield self.text
            with Vertical(id="side"):
                yield self.panel
                yield self.record_form
                yield self.variable_form
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the document."""
        self.record_form.display = self.variable_form.display = False
        self.open(self.uid)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the size: side by side, or the panel as a drawer."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < LOW, "-low")

    # Opening

    def open(self, uid: str) -> None:
        """Go to another document; the place in this one is kept."""
        self.keep_place()
        self.host.hold_keys("document")
        self._read_document(uid)

    @work(thread=True, exclusive=True, group="document")
    def _read_document(self, uid: str) -> None:
        """Read a document, after every change made so far."""
        self.host.writer.wait()
        found = self.read(
            lambda: (self._study.open_document(uid), self._study.codebook(), self._study.overview())
        )
        if found is not None:
            self.post_message(self.Opened(*found))
        else:
            self.app.call_from_thread(self.host.release_keys, "document")

    def on_review_base_opened(self, event: Opened) -> None:
        """Show the document where the coder left it."""
        document, place = event.document, event.document.place
        self.opened, self.codebook = document, event.codebook
        self.uid = document.text.document
        self.focus_uid, self.draft = None, document.draft.payload if document.draft else None
        self.show_panel()
        with self.app.batch_update():
            self.text.show(document.text.text, document.text.segmentation)
            self._show_header(event.overview)
            self.show_coding()
            if place is not None:
                self.text.go_to_sentence_at(place.start)
                self.focus_record(place_state(place))
        self.refresh_bindings()
        if self.draft is not None and self._is_first:
            self.resume_draft()
        self._is_first = False
        self.host.release_keys("document")

    def resume_draft(self) -> None:
        """Go on with the half-filled form."""
        raise NotImplementedError

    # Showing

    def show_coding(self) -> None:
        """Show records, variables and marks as they are now."""
        opened, codebook = self.opened, self.codebook
        if opened is None or codebook is None:
            return
        if self.focus_uid not in {record.uid for record in opened.coding.records}:
            self.focus_uid = None
        self.panel.show(codebook, opened.coding, opened.text.segmentation)
        self.panel.focused_record = self.focus_uid
        self.text.marks = document_marks(codebook, opened.coding, self.focus_uid)
        head = head_words(opened.coding, codebook, terminal_marks())
        self.query_one("#head", Static).update(head)
        self.show_status()

    def show_status(self) -> None:
        """Say on one line which record is in focus, or that a half-filled form waits."""
        if self.opened is None or self.codebook is None:
            return
        line = self.query_one(StatusLine)
        if self.focus_uid is not None:
            segmentation = self.opened.text.segmentation
            line.words = record_line(self.codebook, self.coding, segmentation, self.focus_uid)
        else:
            edit = self.key_text("review.edit")
            line.words = f"A half-filled form waits: {edit} goes on with it." if self.draft else ""

    def _show_header(self, overview: Overview | None = None) -> None:
        header = self.query_one(StudyHeader)
        if overview is not None:
            header.study = overview.name
            header.counts = header_words(overview, self.coding.document)
        saved = f" · saved {self.saved_at}" if self.saved_at else ""
        header.right = f"{self.host.coder}{saved}"

    def focus_record(self, uid: str | None) -> None:
        """Look at a record, or at none."""
        if uid is not None and uid not in {record.uid for record in self.coding.records}:
            uid = None
        if uid != self.focus_uid:
            self.focus_uid = uid
            self.show_coding()
            self.refresh_bindings()

    def show_panel(self) -> None:
        """Show the panel of records in place of a form, and read again."""
        self.record_form.display = self.variable_form.display = False
        self.panel.display = True
        self.set_class(False, "-form")
        self.set_focus(self.text)

    def show_form(self, form: RecordForm | VariableForm) -> None:
        """Show a form in place of the panel; the text stays in sight."""
        for widget in (self.panel, self.record_form, self.variable_form):
            widget.display = widget is form
        self.set_class(True, "-form")
        self.set_focus(form)

    # Saving

    def save(
        self,
        change: Callable[[], object],
        notice: str | Callable[[object], str] = "",
        focus: Callable[[object], str | None] | None = None,
    ) -> None:
        """Queue a change of this document, and show what came of it.

        Args:
            change: Makes it, in the writer's thread.
            notice: What to say when it is made; may be worked out from what ``change`` returned.
            focus: The record to look at then, worked out from what ``change`` returned.
        """
        uid = self.uid

        def made() -> "ReviewBase.Saved":
            result = change()
            said = notice(result) if callable(notice) else notice
            looked_at = focus(result) if focus else None
            coding, codebook = self._study.coding(uid), self._study.codebook()
            return self.Saved(coding, codebook, said, looked_at)

        self.host.writer.submit(self, made, lambda message: message)

    def on_review_base_saved(self, event: Saved) -> None:
        """Show what is saved now."""
        self.saved_at = self.host.clock().strftime("%H:%M")
        if event.notice:
            self.host.notice(event.notice)
        if self.opened is None or event.coding.document.uid != self.uid:
            return
        self.codebook = event.codebook
        self.opened = replace(self.opened, coding=event.coding)
        if event.focus is not None:
            self.focus_uid = event.focus
        if self.variable_form.display:
            self.variable_form.show_coding(event.codebook, event.coding)
        self._show_header()
        self.show_coding()
        self.refresh_bindings()

    # The place

    def on_document_view_cursor_moved(self) -> None:
        """Keep the place when the coder rests."""
        if self._place_timer is None:
            self._place_timer = self.set_timer(PLACE_DELAY, self.keep_place)
        else:
            self._place_timer.reset()

    def keep_place(self) -> None:
        """Keep where the coder stands."""
        if self._place_timer is not None:
            self._place_timer.stop()
            self._place_timer = None
        if self.opened is not None:
            self.host.writer.submit(self, partial(self._study.save_place, self.place()))

    def place(self) -> Place:
        """Where the coder stands now."""
        return Place(self.uid, self.text.place(), state_text(self.focus_uid))

    @property
    def form(self) -> RecordForm | VariableForm | None:
        """The form that is open."""
        forms = (self.record_form, self.variable_form)
        return next((form for form in forms if form.display), None)

    def keep_now(self) -> None:
        """Keep place and half-filled form at once, from any thread: the line is about to drop."""
        if self.opened is not None:
            place, form = self.place(), self.form
            self._study.save_place(place)
            if form is not None:
                self._study.save_draft(place.document, form.draft())

    def on_unmount(self) -> None:
        """Keep place and form when the screen closes, whatever closes it."""
        self.host.writer.submit(self, self.keep_now)
