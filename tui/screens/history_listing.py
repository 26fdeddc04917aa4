"""The list of the history, and all that is told of the change under its cursor."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from tui.screens.filtering_screen import FilteringScreen
from tui.screens.history_shown import Shown, everything
from tui.screens.history_words import change_words, detail_words, empty_words
from tui.screens.list_screen import PAGE
from tui.spot import Spot
from tui.widgets.header import StudyHeader
from tui.widgets.history_list import Day, HistoryList, with_days
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual import events

    from storage import Change, ChangeDetail, Codebook, HistoryQuery, Page

WIDE = 110
"""Columns from which the change under the cursor stands beside the list."""
REST = 0.06
"""Seconds on a change before it is looked into."""


class HistoryListing(FilteringScreen[Spot, "Change | Day", "HistoryQuery"]):
    """Lists changes by day, and tells all of the one under the cursor."""

    AUTO_FOCUS = "HistoryList"

    @dataclass
    class Listed(Message):
        """The first look at a list."""

        query: "HistoryQuery"
        """What was asked for."""
        page: "Page[Change | Day]"
        """Its changes, under their days."""
        uid: str | None
        """The change to stand on."""
        last: bool
        """Whether to stand at the end."""

    @dataclass
    class LookedInto(Message):
        """A change was looked into."""

        detail: "ChangeDetail"
        """All that can be told of it."""
        codebook: "Codebook"
        """The codebook in force."""

    def __init__(self, shown: Shown | None = None) -> None:
        """Show the history.

        Args:
            shown: What of it; None for all.
        """
        self.changes = HistoryList()
        """The list of changes."""
        super().__init__(self.changes)
        self.opening = shown or everything()
        """What was shown first."""
        self.shown = self.before = self.opening
        """What is shown, and what was shown before."""
        self._rest: Timer | None = None
        self.header = StudyHeader()
        self.words = Static(id="words")

    def compose(self) -> ComposeResult:
        """Header, list and the change under the cursor, keys."""
        yield self.header
        with Container(id="body"):
            yield self.changes
            with VerticalScroll(id="change", can_focus=False):
                yield self.words
        yield KeyBar()

    def on_mount(self) -> None:
        """List the changes."""
        self.header.right = self.host.coder
        self.changes.today, self.changes.coder = self.host.clock().date(), self.host.coder
        self.show(self.shown)

    def on_resize(self, event: "events.Resize") -> None:
        """Put the change beside the list where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def show(self, shown: Shown) -> None:
        """Show other changes; the filter stays."""
        self.before, self.shown = self.shown, shown
        self.header.study = shown.words
        self.changes.is_of_document = shown.is_of_document
        words = self.query_shown.filter if self.query_shown else ""
        change = self.changes.change
        self.show_list(replace(shown.query, filter=words), change.uid if change else None)

    def look(self, query: "HistoryQuery", uid: str | None, last: bool) -> Message | None:
        """The first changes."""
        study = self.study

        def first() -> "Page[Change | Day]":
            page = study.history_page(query, around=uid, backwards=last, limit=PAGE)
            return self._under_days(query, page)

        page = self.read(first)
        return None if page is None else self.Listed(query, page, uid, last)

    def next_page(
        self, query: "HistoryQuery", cursor: str, backwards: bool
    ) -> "Page[Change | Day]":
        """More changes."""
        page = self.study.history_page(query, cursor=cursor, backwards=backwards, limit=PAGE)
        return self._under_days(query, page)

    def _under_days(self, query: "HistoryQuery", page: "Page[Change]") -> "Page[Change | Day]":
        """A page with the headings of its days; the first has one unless it stands higher up."""
        from storage import Page

        above: tuple[Change, ...] = ()
        if page.before is not None:
            above = self.study.history_page(query, cursor=page.before, backwards=True, limit=1).rows
        rows = with_days(page.rows, above[-1] if above else None)
        return Page(rows, page.before, page.after)

    def on_history_listing_listed(self, event: Listed) -> None:
        """Show what was read, unless something else was asked for meanwhile."""
        if event.query == self.query_shown:
            is_limited = event.query != self.opening.query
            self.changes.empty = empty_words(is_limited)
            self.changes.show_page(event.page, uid=event.uid, last=event.last)
            changes = [row for row in event.page.rows if not isinstance(row, Day)]
            self.show_matches(event.page, len(changes), "change")
            self._tell_change()
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Tell of the change under the cursor."""
        self._tell_change()

    def _tell_change(self) -> None:
        """Tell what its line knows at once, and the rest when the cursor rests on it."""
        change = self.changes.change
        today = self.host.clock().date()
        self.words.update(change_words(change, today) if change else Content(""))
        self.refresh_bindings()
        if self._rest is not None:
            self._rest.stop()
        if change is not None:
            self._rest = self.set_timer(REST, partial(self._look_into, change.uid))

    @work(thread=True, exclusive=True, group="detail")
    def _look_into(self, uid: str) -> None:
        """Look into a change."""
        found = self.read(lambda: (self.study.change(uid), self.study.codebook()))
        if found is not None:
            self.post_message(self.LookedInto(*found))

    def on_history_listing_looked_into(self, event: LookedInto) -> None:
        """Tell all of it, if the cursor is still there."""
        change = self.changes.change
        if change is None or change.uid != event.detail.change.uid:
            return
        named = [thing.name for thing in event.detail.things if thing.record_type is not None]
        if named and change.record is not None and change.record == self.shown.query.record:
            self.header.study = f"history of {named[0]}"
        head = change_words(change, self.host.clock().date())
        told = detail_words(event.detail, event.codebook, self.key_text("history.undo"))
        self.words.update(Content.assemble(head, told))
