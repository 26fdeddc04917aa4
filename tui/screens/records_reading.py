"""What the list of records shows: pages of it, read in threads, with a filter as one types."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from storage import Codebook, ListedRecord, NotFound, Page, RecordQuery, RecordRow, StorageError
from tui.display import terminal_marks
from tui.screens.list_screen import PAGE, ListScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.record_columns import RecordWords, lead, record_words
from tui.widgets.record_list import RecordList
from tui.widgets.record_summary import record_hue

if TYPE_CHECKING:
    from tui.widgets.filter_line import FilterLine

T = TypeVar("T")


def highest_number(page: "Page[ListedRecord]") -> int:
    """The highest number of a record in a page."""
    return max((row.number for row in page.rows if isinstance(row, RecordRow)), default=0)


class RecordsReading(ListScreen[object, "ListedRecord", "RecordQuery"]):
    """Reads records of one type, and changes which ones it shows."""

    @dataclass
    class Listed(Message):
        """The first look at a list, with all that is said beside it."""

        asked: RecordQuery
        """What was asked for."""
        query: RecordQuery
        """The same with the type that is shown."""
        page: "Page[ListedRecord]"
        """Its first lines, or those around a record."""
        count: tuple[int, bool]
        """How many records it has, and whether there are more."""
        study: str
        """The study's name."""
        codebook: Codebook
        """The codebook in force."""
        uid: str | None
        """The line to stand on."""
        last: bool
        """Whether to stand at the end."""

    @dataclass
    class Reading(Message):
        """Some of many records were made findable."""

        left: int
        """How many are left."""

    def __init__(self, query: RecordQuery | None = None) -> None:
        self.records = RecordList()
        """The list of records."""
        super().__init__(self.records)
        self.asked = query
        """What to begin with; None for the codebook's first type."""
        self.codebook: Codebook | None = None
        """The codebook, once it is read."""
        self.words = RecordWords()
        """What it takes to put the list into words."""
        self.highest = 0
        """The highest number of a record that was listed: the margin has room for it."""
        self.is_in_full = False
        """Whether quotations are shown instead of the table."""

    # Asking the study

    def look(self, query: RecordQuery, uid: str | None, last: bool) -> Message | None:
        """The first records, how many there are, and the codebook."""
        study = self.study

        def all_of_it() -> RecordsReading.Listed:
            codebook = study.codebook()
            if not codebook.record_types:
                raise NotFound("The codebook of this study has no record types to list.")
            shown = query if query.type else replace(query, type=codebook.record_types[0].name)
            page = self._first_page(shown, uid, last)
            overview = study.overview()
            whole = None if shown.is_limited else overview.records.get(shown.type, 0)
            count = study.count_records(shown) if whole is None else (whole, False)
            return self.Listed(query, shown, page, count, overview.name, codebook, uid, last)

        return self.read(all_of_it)

    def _first_page(self, query: RecordQuery, uid: str | None, last: bool) -> "Page[ListedRecord]":
        # While words are typed, what is in view comes first.
        limit = PAGE // 2 if query.filter else PAGE
        if uid is not None:
            return self.study.records_page(query, around=uid, limit=limit)
        return self.study.records_page(query, backwards=last, limit=limit)

    def next_page(self, query: RecordQuery, cursor: str, backwards: bool) -> "Page[ListedRecord]":
        """More records."""
        return self.study.records_page(query, cursor=cursor, backwards=backwards, limit=PAGE)

    def laid_out(self) -> RecordWords:
        """What it takes to put the list into words, laid out as it is to be shown."""
        query, codebook = self.query_shown, self.codebook
        if query is None or codebook is None:
            return RecordWords()
        made = record_words(
            codebook, query.type, record_hue(codebook, query.type), terminal_marks()
        )
        told = {held.name for held in query.where}
        told |= {query.by} if query.by and query.grouped else set()
        lines = 0 if not self.is_in_full else 4 if self.size.height < 32 else 8
        return replace(made, told=frozenset(told), lines=lines, lead=lead(self.highest, made))

    def on_list_screen_page_read(self, event: ListScreen.PageRead) -> None:
        """Make room for higher numbers; the list then adds the page."""
        before = self.highest
        if event.query == self.query_shown:
            self.highest = max(before, highest_number(event.page))
            if self.highest > before:
                self.show_layout()

    def show_layout(self) -> None:
        """Lay the list out as it is to be shown."""
        raise NotImplementedError

    @property
    def row(self) -> RecordRow | None:
        """The record under the cursor."""
        row = self.records.row
        return row if isinstance(row, RecordRow) else None

    # Filtering

    async def action_filter(self) -> None:
        """Type words to filter by."""
        from tui.widgets.filter_line import FilterLine

        if (line := self.filter_line()) is None:
            line = FilterLine()
            await self.mount(line, before=self.query_one(KeyBar))
            self.read_ahead()
        line.focus_words()

    @work(thread=True, exclusive=True, group="reading")
    def read_ahead(self) -> None:
        """Make records findable that came by a load, before somebody has typed a word."""
        worker = get_current_worker()
        # What keeps it from being done is told when words are looked for.
        with suppress(StorageError):
            left = self.study.records_to_read()
            while left and not worker.is_cancelled:
                self.post_message(self.Reading(left))
                # The coder's changes come first: the store takes one writer at a time.
                self.host.writer.wait()
                left = self.study.read_records()

    def on_records_reading_reading(self, event: Reading) -> None:
        """Say what is waited for."""
        if (line := self.filter_line()) is not None:
            line.show_matches(f"reading {event.left:,} records")

    def filter_line(self) -> "FilterLine | None":
        """The line to filter in, while it is there."""
        found = self.query("FilterLine")
        return cast("FilterLine", found.first()) if found else None

    def on_filter_line_changed(self, event: "FilterLine.Changed") -> None:
        """Show the records that have the words."""
        if self.query_shown is not None and event.words != self.query_shown.filter:
            self.show_other(filter=event.words)

    def on_filter_line_left(self) -> None:
        """Give the keys back to the list."""
        self.set_focus(self.records)
        self.wait_for_list()

    async def end_filter(self) -> None:
        """Show the list without the words again."""
        self.set_focus(self.records)
        await self.query("FilterLine").remove()
        self.show_other(filter="")

    @property
    def is_filtering(self) -> bool:
        """Whether the keys are typed into the filter."""
        line = self.filter_line()
        return line is not None and line.is_typed_in

    def show_other(self, **changes: object) -> None:
        """Show another list, standing on the same record where it is still there."""
        if self.query_shown is not None:
            query = replace(self.query_shown, **changes)  # type: ignore[arg-type]  # a few of its fields
            self.show_list(query, self.row.record if self.row else None)

    def show_again(self) -> None:
        """Read the list again, standing where it stood."""
        if self.query_shown is not None:
            self.show_list(self.query_shown, self.records.row.uid if self.records.row else None)

    async def in_thread(self, ask: Callable[[], T]) -> T | None:
        """Ask the study something off the loop; None when it could not say, which the user is told."""
        return await asyncio.to_thread(self.read, ask)
