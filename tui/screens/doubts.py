"""The work that new versions of the codebook put in doubt, one key to each."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.display import one_line, terminal_marks
from tui.screens.list_screen import PAGE, ListScreen
from tui.spot import Spot
from tui.widgets.codebook_tree import total_words
from tui.widgets.doubt_list import DoubtList
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from storage import Counted, DoubtfulAnswer, Page

EVERYTHING = "in doubt"
"""The one list there is."""


class DoubtScreen(ListScreen[None, "DoubtfulAnswer", str]):
    """Lists what to look at again; each goes when it is saved or confirmed."""

    CSS_PATH = Path(__file__).with_name("doubts.tcss")
    AUTO_FOCUS = "DoubtList"
    BINDINGS: ClassVar[list[BindingType]] = bindings("doubts")

    @dataclass
    class Listed(Message):
        """The first look at the list."""

        page: "Page[DoubtfulAnswer]"
        """Its rows."""
        total: "Counted"
        """How many there are."""
        uid: str | None
        """The row to stand on."""
        last: bool
        """Whether to stand at the end."""

    @dataclass
    class Confirmed(Message):
        """Something stands as it is."""

        sentence: str
        """What happened."""
        uid: str | None
        """The row to stand on."""

    def __init__(self) -> None:
        super().__init__(DoubtList())
        self.header = StudyHeader()
        self.why = Static(id="why")

    def compose(self) -> ComposeResult:
        """The list, and why the row under the cursor is in it."""
        yield self.header
        yield self.rows
        yield self.why
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the list."""
        self.header.study, self.header.right = "work in doubt", self.host.coder
        self.rows.cut = terminal_marks().cut
        self.rows.empty = ("Reading …",)
        self.show_list(EVERYTHING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some commands are about the row under the cursor."""
        return self.rows.row is not None if action in ("open", "confirm") else True

    def look(self, query: str, uid: str | None, last: bool) -> Message | None:
        """The rows around the one to stand on, or the first or last ones."""
        study = self.study
        page = self.read(
            lambda: study.doubtful_answers(around=uid, backwards=last and uid is None, limit=PAGE)
        )
        total = self.read(study.count_doubtful_answers)
        return self.Listed(page, total, uid, last) if page and total else None

    def next_page(self, query: str, cursor: str, backwards: bool) -> "Page[DoubtfulAnswer]":
        """More rows."""
        return self.study.doubtful_answers(cursor=cursor, backwards=backwards, limit=PAGE)

    def on_doubt_screen_listed(self, event: Listed) -> None:
        """Show what was read."""
        self.rows.empty = (
            "Nothing is in doubt.",
            "",
            "What you have coded stands under the codebook in force.",
        )
        self.header.counts = (f"{total_words(event.total)} to look at again",)
        self.rows.show_page(event.page, uid=event.uid, last=event.last)
        self._tell()
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Say why the row is in the list."""
        self._tell()

    def _tell(self) -> None:
        row = self.rows.row
        words = ""
        if row is not None:
            reasons = " ".join(map(one_line, row.why))
            words = f"{one_line(row.title)} · coded with version {row.version}\n{reasons}"
        self.why.update(Content(words))
        self.refresh_bindings()

    # What is done with a row

    def action_open(self) -> None:
        """Go to it in its document."""
        row = self.rows.row
        if row is not None:
            record = row.uid if row.is_record else None
            self.go_to(Spot(row.document, row.passage, record))

    def on_paged_list_opened(self) -> None:
        """Go to what was clicked twice."""
        self.action_open()

    def came_back(self, result: object) -> None:
        """Show what is left."""
        self.show_again()

    def action_confirm(self) -> None:
        """Say that it stands as it is."""
        row = self.rows.row
        if row is None:
            return
        study, uid = self.study, row.uid
        stay = self.rows.neighbour_outside([uid])
        self.host.hold_keys("list")
        self.host.writer.submit(
            self, lambda: study.confirm_answer(uid), lambda said: self.Confirmed(said, stay)
        )

    def on_doubt_screen_confirmed(self, event: Confirmed) -> None:
        """Say so, and show what is left."""
        self.host.notice(event.sentence)
        self.show_list(EVERYTHING, event.uid)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
