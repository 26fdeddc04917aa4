"""The codebook as a tree: read, unfolded, filtered, counted."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.display import count_text, terminal_marks
from tui.screens.codebook_questions import told_words
from tui.screens.study_screen import StudyScreen
from tui.widgets.codebook_detail import CodebookDetail
from tui.widgets.codebook_lines import VARIABLES, CodebookLine, codebook_lines, line_uid, unfolding
from tui.widgets.codebook_tree import CodebookTree, total_words
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage import AnswerPlace, Codebook, Counted, Overview
    from tui.widgets.filter_line import FilterLine


class CodebookBase(StudyScreen[None]):
    """Shows the codebook in force, with what the coder has answered of it."""

    CSS_PATH = Path(__file__).with_name("codebook.tcss")
    AUTO_FOCUS = "CodebookTree"
    BINDINGS: ClassVar[list[BindingType]] = bindings("codebook")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    @dataclass
    class Read(Message):
        """The codebook in force was read."""

        codebook: "Codebook"
        overview: "Overview"
        uid: str | None
        """The line to stand on."""

    @dataclass
    class Doubted(Message):
        """The work in doubt was counted."""

        doubtful: "Counted"
        """How much of the coder's work it is."""

    @dataclass
    class Totals(Message):
        """Answers were counted."""

        codebook: "Codebook"
        """Of which version."""
        totals: "Mapping[AnswerPlace, Counted]"

    def __init__(self) -> None:
        super().__init__()
        self.codebook: Codebook | None = None
        """The codebook in force, once it is read."""
        self.doubtful: Counted | None = None
        """How much work is in doubt, once it is counted."""
        self.header = StudyHeader()
        self.tree_lines = CodebookTree(id="tree")
        self.detail = CodebookDetail(id="detail")
        self.told = Static(id="told")
        self.words = ""
        """What the tree is filtered by."""
        self.unfolded: set[str] = set()
        """uids of the lines under which the next ones show."""
        self._marked: dict[str, CodebookLine] = {}
        self._is_counting = False

    def compose(self) -> ComposeResult:
        """The tree, and beside or below it what the line under the cursor is."""
        yield self.header
        with Container(id="body"):
            yield self.tree_lines
            yield self.detail
        yield self.told
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the codebook; keys typed meanwhile wait for it."""
        self.header.right = self.host.coder
        self.tree_lines.marks = terminal_marks()
        self.tree_lines.cut = self.tree_lines.marks.cut
        self.tree_lines.empty = ("Reading …",)
        self.read_codebook()

    @property
    def line(self) -> CodebookLine | None:
        """The line under the cursor."""
        return self.tree_lines.row

    @property
    def marked(self) -> tuple[CodebookLine, ...]:
        """The marked values, in the order in which they were."""
        return tuple(self._marked.values())

    def mark(self, *lines: CodebookLine) -> None:
        """Mark lines, or unmark them; with none, take all marks away."""
        for line in lines or self.marked:
            if self._marked.pop(line.uid, None) is None:
                self._marked[line.uid] = line
        self.tree_lines.marked = frozenset(self._marked)

    # Reading

    def read_codebook(self, uid: str | None = None) -> None:
        """Show the codebook in force; keys typed meanwhile wait for it.

        Args:
            uid: The line to stand on; the one under the cursor when absent.
        """
        self.host.hold_keys("codebook")
        self._read_codebook(uid or (self.line.uid if self.line else None))

    @work(thread=True, exclusive=True, group="list")
    def _read_codebook(self, uid: str | None) -> None:
        self.host.writer.wait()
        study = self.study
        read = self.read(lambda: self.Read(study.codebook(), study.overview(), uid))
        if read is not None:
            self.post_message(read)
        else:
            self.app.call_from_thread(self.host.release_keys, "codebook")

    def on_codebook_base_read(self, event: Read) -> None:
        """Show it."""
        from storage import Counted

        is_first = self.codebook is None
        self.codebook = event.codebook
        if is_first:
            self.unfolded = {
                VARIABLES,
                *(line_uid(kind.name) for kind in event.codebook.record_types),
            }
        self.header.study = event.codebook.name
        self.header.counts = (f"version {event.codebook.version}",)
        self.mark()
        self.tree_lines.totals = {
            line_uid(name): Counted(count, more=False)
            for name, count in event.overview.records.items()
        }
        self.unfold_to(event.uid)
        self.show_lines(event.uid)
        self.host.release_keys("codebook")
        self._count_doubtful()

    @work(thread=True, exclusive=True, group="next")
    def _count_doubtful(self) -> None:
        """Count what is in doubt: with large codebooks it takes longer than to show this one."""
        doubtful = self.read(self.study.count_doubtful_answers)
        if doubtful is not None:
            self.post_message(self.Doubted(doubtful))

    def on_codebook_base_doubted(self, event: Doubted) -> None:
        """Say how much there is to look at again."""
        self.doubtful = event.doubtful
        if self.codebook is not None and event.doubtful.count:
            waiting = f"{total_words(event.doubtful)} in doubt"
            self.header.counts = (f"version {self.codebook.version}", waiting)
        self.tell()

    def unfold_to(self, uid: str | None) -> None:
        """Let the line of that uid show, if the codebook still has it."""
        if uid is None or self.codebook is None or self.words:
            return
        every = codebook_lines(self.codebook, unfolding(self.codebook))
        above = {line.uid: line.above for line in every}
        over = above.get(uid)
        while over is not None:
            self.unfolded.add(over)
            over = above.get(over)

    def show_lines(self, uid: str | None = None) -> None:
        """Show the lines that are unfolded, or have the words, standing on one."""
        from storage import Page

        if self.codebook is None:
            return
        lines = codebook_lines(self.codebook, self.unfolded, self.words)
        self.tree_lines.empty = ("Nothing in the codebook has these words.", "", "Esc shows all.")
        self.tree_lines.show_page(Page(lines, None, None), uid=uid)
        if (line := self.filter_line()) is not None:
            line.show_matches(count_text(len(lines), "line") if self.words else "")
        self.tell()

    def tell(self) -> None:
        """Say what is under the cursor, and what is marked."""
        line, marked = self.line, self.marked
        total = self.tree_lines.totals.get(line.uid) if line else None
        self.detail.show(self.codebook, line, total)
        keys = map(self.key_text, ("codebook.merge", "codebook.move", "codebook.doubts"))
        words = told_words(marked, self.doubtful, *keys)
        self.told.update(Content(words))
        self.refresh_bindings()

    def on_paged_list_highlighted(self) -> None:
        """Say what is under the cursor now."""
        self.tell()

    # Counting

    def on_codebook_tree_in_view(self) -> None:
        """Count what can be seen and is not counted yet."""
        known = self.tree_lines.totals
        places = [
            line.place
            for line in self.tree_lines.in_view
            if line.place is not None and line.uid not in known
        ]
        if places and not self._is_counting and self.codebook is not None:
            self._is_counting = True
            self._count(self.codebook, places)

    @work(thread=True, group="page")
    def _count(self, codebook: "Codebook", places: "list[AnswerPlace]") -> None:
        totals = self.read(lambda: self.study.count_answers(places))
        self.post_message(self.Totals(codebook, totals or {}))

    def on_codebook_base_totals(self, event: Totals) -> None:
        """Show the counts; then look what came into view meanwhile."""
        self._is_counting = False
        if event.codebook is not self.codebook:
            self.on_codebook_tree_in_view()
            return
        counted = {
            line_uid(place.record_type, place.field, place.value): count
            for place, count in event.totals.items()
        }
        if counted:
            self.tree_lines.totals = {**self.tree_lines.totals, **counted}
            self.tell()
            self.on_codebook_tree_in_view()

    def filter_line(self) -> "FilterLine | None":
        """The line to filter in, while it is there."""
        found = self.query("FilterLine")
        return cast("FilterLine", found.first()) if found else None
