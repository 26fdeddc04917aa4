"""A screen with a list of any length: when it is read, and what waits for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual import work
from textual.message import Message

from tui.screens.study_screen import StudyScreen
from tui.widgets.paged_list import PagedList
from tui.widgets.row_window import Named

if TYPE_CHECKING:
    from storage import Page

PAGE = 100
"""Rows asked for at a time."""

R = TypeVar("R")
Row = TypeVar("Row", bound=Named)
Query = TypeVar("Query")


class ListScreen(StudyScreen[R], Generic[R, Row, Query]):
    """Reads a list page by page, in threads, and hands the pages to the widget that shows them.

    A subclass says how to ask the study: ``look`` for a first look with all that is said beside
    it, as a message of its own, and ``next_page`` for more. It shows the message, then calls
    ``end_listing``.
    """

    @dataclass
    class PageRead(Message):
        """The next part of a list."""

        query: Any  # a message cannot be generic
        """The list it is part of."""
        page: "Page[Any]"
        """The rows."""
        backwards: bool
        """Whether it goes before what is shown."""

    def __init__(self, rows: PagedList[Row]) -> None:
        super().__init__()
        self.query_shown: Query | None = None
        """What the list shows; None until the study is open."""
        self.is_listing = False
        """Whether the list is being read."""
        # Kept here, since a screen that closes cannot ask for its children any more, and what
        # was read meanwhile may still come.
        self.rows = rows
        """The list."""

    def look(self, query: Query, uid: str | None, last: bool) -> Message | None:
        """Ask the study for the first look at a list; in a thread, after every change made so far.

        Args:
            query: What to list.
            uid: The row to stand on.
            last: Whether to stand at the end.

        Returns:
            What to post to the screen; None when it could not be read, which the user was told.
        """
        raise NotImplementedError

    def next_page(self, query: Query, cursor: str, backwards: bool) -> "Page[Row]":
        """Ask the study for more of a list; in a thread."""
        raise NotImplementedError

    def show_list(self, query: Query, uid: str | None = None, *, last: bool = False) -> None:
        """Show another list.

        Args:
            query: What to list, in which order.
            uid: The row to stand on.
            last: Whether to stand at the end, when ``uid`` is None.
        """
        self.query_shown = query
        self.is_listing = True
        if self.is_current and not self.is_filtering:
            self.wait_for_list()
        self._read_list(query, uid, last)

    def show_again(self) -> None:
        """Read the list again, standing where it stood."""
        if self.query_shown is not None:
            self.show_list(self.query_shown, self.rows.row.uid if self.rows.row else None)

    def wait_for_list(self) -> None:
        """Keep keys back until the list is there: they mean the rows it will show."""
        if self.is_listing:
            self.host.hold_keys("list")

    @property
    def is_filtering(self) -> bool:
        """Whether the keys are typed into a filter, and so wait for no list."""
        return False

    def end_listing(self) -> None:
        """Let keys go on: the list is there, or cannot be read."""
        self.is_listing = False
        self.host.release_keys("list")

    @work(thread=True, exclusive=True, group="list")
    def _read_list(self, query: Query, uid: str | None, last: bool) -> None:
        """Read a list, after every change made so far."""
        self.host.writer.wait()
        listed = self.look(query, uid, last)
        if listed is not None:
            self.post_message(listed)
        else:
            self.app.call_from_thread(self.end_listing)

    @work(thread=True, exclusive=True, group="page")
    def _read_page(self, query: Query, cursor: str, backwards: bool) -> None:
        """Read the next part of a list."""
        page = self.read(lambda: self.next_page(query, cursor, backwards))
        if page is not None:
            self.post_message(self.PageRead(query, page, backwards))

    def on_list_screen_page_read(self, event: PageRead) -> None:
        """Add a page, unless the list is another by now."""
        if event.query == self.query_shown:
            self.rows.add_page(event.page, backwards=event.backwards)

    def on_paged_list_page_wanted(self, event: PagedList.PageWanted) -> None:
        """Fetch what the cursor comes near to."""
        if self.query_shown is not None:
            self._read_page(self.query_shown, event.cursor, event.backwards)

    def on_paged_list_edge_wanted(self, event: PagedList.EdgeWanted) -> None:
        """Go to an end of the list that is not in memory."""
        if self.query_shown is not None:
            self.show_list(self.query_shown, last=event.last)
