"""What the review of a document rests on: opening it, showing it, saving changes and the place."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from storage import Codebook, OpenDocument, Overview
from tui.display import terminal_marks
from tui.screens.review_words import (
    document_marks,
    head_words,
    header_words,
)
from tui.screens.side_size import SideSize
from tui.spot import Spot
from tui.widgets.bare import Bare
from tui.widgets.document_view import DocumentView
from tui.widgets.header import StudyHeader
from tui.widgets.kept_lines import KeptLines
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_summary import record_line
from tui.widgets.status_line import StatusLine
from tui.widgets.variable_form import VariableForm

if TYPE_CHECKING:
    from storage import Coding, Study
    from tui.screens.history_shown import Shown

NARROW = 100
"""Below so many columns the side panel is a drawer over the lower half."""
LOW = 30
"""Below so many rows the document's own heading is left out."""


class Row(Horizontal, Bare):
    """Text and panel side by side."""


class Column(Vertical, Bare):
    """The text below its heading."""


class Head(KeptLines, Static):
    """The document's own heading."""


class ReviewBase(SideSize):
    """One document with what the coder made of it; closes with the document it stood on."""

    CSS_PATH = Path(__file__).with_name("review.tcss")
    AUTO_FOCUS = "DocumentView"
    BLANK = True

    takes_spots = True

    def __init__(self, study: "Study", spot: Spot) -> None:
        """Review a document.

        Args:
            study: The open study.
            spot: The document to begin with, and where to stand in it.
        """
        super().__init__()
        self._study = study
        self._spot = spot
        """Where to stand in the document that is being opened."""
        self.uid = spot.document
        """The document under review."""
        self.opened: OpenDocument | None = None
        """The document as it was read; None until it is."""
        self.codebook: Codebook | None = None
        """The codebook in force."""
        self.focus_uid: str | None = None
        """The record in focus."""
        self.draft: str | None = None
        """The half-filled form that waits, as its payload."""
        self.thrown: tuple[str, str] | None = None
        """Document and payload of the form that was thrown away, until something else is done."""
        self.first_step = ""
        """What to do on a document without records, in words."""
        self.saved_at = ""
        """When something was last saved, as the wall showed it."""
        # Kept here, since a screen that closes cannot ask for its children any more, and what
        # was read or saved meanwhile may still come.
        self.header = StudyHeader()
        self.head = Head(id="head")
        self.status_line = StatusLine()
        self.text = DocumentView()
        self.panel = RecordPanel()
        self.record_form = RecordForm()
        self.variable_form = VariableForm()

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
        yield self.header
        with Row(id="body"):
            with Column(id="reading"):
                yield self.head
                yield self.text
            with self.side:
                yield self.panel
                yield self.record_form
                yield self.variable_form
        yield self.status_line
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the size: side by side, or the panel as a drawer."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < LOW, "-low")
        self.set_side()

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
        self.head.update(head)
        self.show_status()

    def show_status(self) -> None:
        """Say on one line which record is in focus, or that a half-filled form waits."""
        if self.opened is None or self.codebook is None:
            return
        told = []
        if self.focus_uid is not None:
            segmentation = self.opened.text.segmentation
            told.append(record_line(self.codebook, self.coding, segmentation, self.focus_uid))
        if self.draft is not None:
            told.append(
                f"A half-filled form waits: {self.key_text('review.edit')} goes on with it."
            )
        if not self.coding.records and not told:
            told.append(self.first_step)
        self.status_line.words = " · ".join(told)
        self.show_aside("-waits", self.draft is not None)

    def _show_header(self, overview: Overview | None = None) -> None:
        header = self.header
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

    def history_here(self) -> "tuple[Shown | None, str | None]":
        """The document's own history, and the record in focus."""
        from tui.screens.history_shown import of_document

        return of_document(self.uid, self.coding.document.title), self.focus_uid

    def show_panel(self) -> None:
        """Show the panel of records in place of a form, and read again."""
        self.record_form.display = self.variable_form.display = False
        self.panel.display = True
        self.show_aside("-form", False)
        self.set_focus(self.text)

    def show_aside(self, name: str, is_so: bool) -> None:
        """Take or lose a class that decides on nothing but the side and the line below.

        To style everything anew, the text and all forms, would take longer than to draw them.
        """
        if self.has_class(name) != is_so:
            self.set_class(is_so, name, update=False)
            for widget in (self.side, self.status_line):
                self.app.stylesheet.apply(widget)

    def show_form(self, form: RecordForm | VariableForm) -> None:
        """Show a form in place of the panel; the text stays in sight."""
        for widget in (self.panel, self.record_form, self.variable_form):
            widget.display = widget is form
        self.show_aside("-form", True)
        self.set_focus(form)

    @property
    def form(self) -> RecordForm | VariableForm | None:
        """The form that is open."""
        forms = (self.record_form, self.variable_form)
        return next((form for form in forms if form.display), None)
