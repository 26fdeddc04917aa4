"""What settling a case rests on: reading it with its document, and showing it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from storage import Case, CaseQuery, Codebook, CodedByMany, Reason
from tui.commands import bindings
from tui.messages import ChangeFailed
from tui.screens.settling_words import coders_marks, first_evidence, record_marks_of
from tui.screens.study_screen import StudyScreen
from tui.widgets.case_lines import CaseSheet
from tui.widgets.case_names import Named, named_sides
from tui.widgets.case_panes import CasePanes
from tui.widgets.document_view import DocumentView
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.reason_line import ReasonLine
from tui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW = 100
"""Below so many columns the coders stand one under the other."""


class Way(Enum):
    """What became of a decision."""

    MADE = auto()
    UNDONE = auto()
    REDONE = auto()


class SettlingBase(StudyScreen[str]):
    """One case with its document; closes with the uid of the case it stood on."""

    CSS_PATH = Path(__file__).with_name("settling.tcss")
    AUTO_FOCUS = "DocumentView"
    BINDINGS: ClassVar[list[BindingType]] = bindings("settling")

    last_reason: ClassVar[Reason] = Reason.SLIP
    """The reason given last, which Enter gives again."""
    is_anonymous: ClassVar[bool] = False
    """Whether coders go by letters; kept from case to case."""

    @dataclass
    class Read(Message):
        """A case was read, with all of its document."""

        case: Case | None
        """The case to show; None where there is none that way."""
        many: CodedByMany | None
        """Its document."""
        codebook: Codebook | None
        """The codebook in force."""
        is_last: bool
        """Whether there is no other case to go on to."""

    def __init__(self, case: Case, query: CaseQuery) -> None:
        """Settle a case.

        Args:
            case: The one to begin with.
            query: The list that it is from, and that is walked.
        """
        super().__init__()
        self.case = case
        self.query_walked = replace(query, reason=None)
        self.many: CodedByMany | None = None
        self.codebook: Codebook | None = None
        self.decided: list[Case] = []
        """Cases decided here, the latest last: undo leads back to them, whatever document they are of."""
        self.header = StudyHeader()
        self.text = DocumentView()
        self.panes = CasePanes()
        self.form = RecordForm()
        self.reason_line = ReasonLine()

    def compose(self) -> ComposeResult:
        """The text, the panes under it, the line that asks why, keys."""
        yield self.header
        with Vertical(id="body"):
            yield self.text
            with Vertical(id="panes"):
                yield self.panes
                yield self.form
        yield self.reason_line
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the case and its document."""
        self.header.study = "settling"
        self.read_case(lambda: self.case)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the size."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.panes.is_wide = event.size.width >= NARROW

    @property
    def sides(self) -> "Sequence[Named]":
        """The coders' sides from left to right, with what to call the coders."""
        return named_sides(self.case, is_anonymous=self.is_anonymous)

    # Reading

    def read_case(self, which: Callable[[], Case | None], otherwise: Case | None = None) -> None:
        """Show a case, after every change made so far; keys wait for it.

        Args:
            which: Finds it; in a thread.
            otherwise: The one to show where there is none.
        """
        self.host.hold_keys("document")
        self._read(which, otherwise)

    @work(thread=True, exclusive=True, group="reading")
    def _read(self, which: Callable[[], Case | None], otherwise: Case | None) -> None:
        self.host.writer.wait()
        study = self.study
        found = self.read(which)
        case = found or otherwise
        many, codebook = None, None
        if case is not None:
            many = self.read(partial(study.coded_by_many, case.document, case.round))
            codebook = self.read(study.codebook)
        self.post_message(self.Read(case, many, codebook, found is None))

    def on_settling_base_read(self, event: Read) -> None:
        """Show the case, or say that there is none."""
        self.host.release_keys("document")
        if event.case is None or event.many is None or event.codebook is None:
            # Why it could not be read was told.
            if self.many is None:
                self.dismiss(self.case.uid)
            return
        if event.is_last:
            self.host.notice("No other case is left in this list.")
        another = self.many is None or self.case.document != event.case.document
        self.case, self.many, self.codebook = event.case, event.many, event.codebook
        # As it stands in its document: it may have been settled since the list was read.
        self.case = next((each for each in self.many.cases if each.uid == self.case.uid), self.case)
        with self.app.batch_update():
            if another:
                self.text.show(self.many.text.text, self.many.text.segmentation)
            self.show_case()

    def show_case(self) -> None:
        """Draw the case: its passages in the text, its sides in the panes."""
        many, codebook = self.many, self.codebook
        if many is None or codebook is None:
            return
        case, anonymous = self.case, self.is_anonymous
        self.text.marks = coders_marks(many, codebook, case, is_anonymous=anonymous)
        first = first_evidence(case)
        if first is not None:
            self.text.go_to_sentence_at(first.start)
        segmentation, marks = many.text.segmentation, record_marks_of(many, codebook)
        self.panes.sheet = CaseSheet(case, self.sides, codebook, segmentation, marks)
        walked = [each for each in many.cases if self._is_walked(each)]
        places = [each.uid for each in walked]
        number = places.index(case.uid) + 1 if case.uid in places else 0
        place = f"case {number} of {len(places)} here" if number else "a settled case"
        left = sum(each.is_open and each.difference is not None for each in many.cases)
        shown = "all" if self.query_walked.is_open is None else "open ones"
        self.header.study = case.title
        self.header.counts = (place, f"{left} open", f"walking {shown}")
        self.header.right = self.host.coder
        self.refresh_bindings()

    def _is_walked(self, case: Case) -> bool:
        """Whether n and p come by a case of this document."""
        query = self.query_walked
        if query.name not in (None, case.name):
            return False
        decided = case.settlement is not None and case.settlement.how == "adjudicated"
        listed = query.with_agreed or decided or case.difference is not None
        return listed and (query.is_open is None or query.is_open == case.is_open)

    # Changing

    def submit(self, change: Callable[[], Case | None], said: str, way: Way) -> None:
        """Queue a decision; then go on to the next case, or look at the one that was turned."""
        self.host.hold_keys("saving")
        self.host.writer.submit(
            self,
            change,
            lambda case: self.Decided(case, said, way),
            lambda error: ChangeFailed(error, self._look_again),
        )

    @dataclass
    class Decided(Message):
        """A decision was made or taken back."""

        case: Case | None
        """The case as it stands now."""
        said: str
        """What to say."""
        way: Way
        """What became of it."""

    def on_settling_base_decided(self, event: Decided) -> None:
        """Say so, and go on, or back to the case of a decision that was turned."""
        self.host.release_keys("saving")
        # On a small terminal the notices of three decisions would cover what the next one is about.
        self.host.notice(event.said, alone=True)
        self.case = event.case or self.case
        if event.way is not Way.UNDONE:
            self.decided.append(self.case)
        elif self.decided:
            self.decided.pop()
        if event.way is Way.MADE:
            self.go_on()
        else:
            self._look_again()

    def _look_again(self) -> None:
        """Show the case as it stands by now."""
        self.host.release_keys("saving")
        case = self.case
        self.read_case(lambda: case)

    def go_on(self, *, backwards: bool = False) -> None:
        """Go to the next case of the list; where there is none, look at this one again."""
        case, query, study = self.case, self.query_walked, self.study
        self.read_case(lambda: study.next_case(query, case.uid, backwards=backwards), case)
