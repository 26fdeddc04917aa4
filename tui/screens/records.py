"""Records across the study: one table, or quotations one under the other, value by value."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from storage import Passage, RecordGroup, RecordQuery, RecordRow
from tui.commands import bindings
from tui.screens.records_changing import RecordsChanging
from tui.screens.records_reading import RecordsReading, highest_number
from tui.screens.records_words import detail, empty_words, header_words, standing_uid
from tui.spot import Spot
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.paged_list import PagedList
from tui.widgets.record_heads import RecordHeads

HIGH = 32
"""From so many rows on there is room for more of the record under the cursor."""


class RecordsScreen(RecordsChanging):
    """Lists records of one type; closes with the place to go to, or with nothing."""

    CSS_PATH = Path(__file__).with_name("records.tcss")
    AUTO_FOCUS = "RecordList"
    BINDINGS = bindings("records")

    def __init__(self, query: RecordQuery | None = None, *, in_full: bool = False) -> None:
        """List records.

        Args:
            query: Which ones to begin with; None for all of the codebook's first type.
            in_full: Whether to begin with quotations instead of the table.
        """
        super().__init__(query)
        self.is_in_full = in_full
        self.header = StudyHeader()
        self.heads = RecordHeads()
        self.detail = Static(id="detail")
        self._count = (0, False)

    def compose(self) -> ComposeResult:
        """Header, names of columns, list, more of one record, keys."""
        yield self.header
        yield self.heads
        yield self.records
        yield self.detail
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the list."""
        self.header.right = self.host.coder
        self.records.empty = ("Reading …",)
        self.show_list(self.asked or RecordQuery(""))
        self.read_ahead()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the size."""
        self.set_class(event.size.height >= HIGH, "-high")
        self.call_after_refresh(self.show_layout)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now: those on records need one."""
        if action in _ON_RECORDS:
            return self.row is not None or bool(self.records.marked and action in _ON_MARKED)
        if action in ("open", "mark"):
            return self.records.row is not None
        if action == "undo":
            return bool(self.made)
        return self.query_shown is not None or action in ("close", "clear")

    # What is shown

    def on_records_reading_listed(self, event: RecordsReading.Listed) -> None:
        """Show what was read, unless something else was asked for meanwhile."""
        if event.asked != self.query_shown:
            return
        self.query_shown, self.codebook, self._count = event.query, event.codebook, event.count
        self.header.study = event.study
        self.records.field = event.query.by or ""
        self.highest = highest_number(event.page)
        self.show_layout()
        self.records.empty = empty_words(event.query, self.words)
        uid = standing_uid(event.page.rows, event.uid, self.records.row)
        self.records.show_page(event.page, uid=uid, last=event.last)
        if (line := self.filter_line()) is not None:
            counted, more = event.count
            line.show_matches(f"{counted:,}{'+' if more else ''} found")
        self.show_state()
        self.end_listing()

    def show_layout(self) -> None:
        """Lay the list out as it is to be shown."""
        words = self.words = self.laid_out()
        self.set_class(bool(words.lines), "-full")
        self.heads.words = words
        self.records.show_quotations(words)
        self.show_state()

    def on_paged_list_highlighted(self) -> None:
        """Tell more about the record under the cursor."""
        self.show_state()

    def show_state(self) -> None:
        """Show what is limited and marked, and more of the record under the cursor."""
        query, codebook = self.query_shown, self.codebook
        if query is None or codebook is None:
            return
        marked = len(self.records.marked)
        told = header_words(query, codebook, self._count, self.words)
        self.header.counts = (*told, f"{marked:,} marked") if marked else told
        lines = self.detail.size.height or 3
        self.detail.update(detail(self.records.row, self.words, self.size.width, lines))
        self.refresh_bindings()

    # Going

    def action_open(self) -> None:
        """Go to the record's passage; a heading shows its records only."""
        row = self.records.row
        if isinstance(row, RecordGroup):
            self.limit_to(row)
        elif isinstance(row, RecordRow):
            first = row.evidence[0] if row.evidence else None
            passage = Passage(first.start, first.end) if first else None
            self.go_to(Spot(row.document, passage, row.record))

    def on_paged_list_opened(self, event: PagedList.Opened) -> None:
        """Go where was clicked twice."""
        self.action_open()

    def came_back(self, result: object) -> None:
        """Show the list as it is now."""
        self.show_again()

    async def action_clear(self) -> None:
        """Take away the filter, then the marks, then a limit; then go back."""
        if self.filter_line() is not None:
            await self.end_filter()
        elif self.records.marked:
            self.records.marked = frozenset()
            self.show_state()
        elif self.is_narrowed:
            self.widen()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


_ON_MARKED = ("edit", "remove")
_ON_RECORDS = (*_ON_MARKED, "memo", "copy")
