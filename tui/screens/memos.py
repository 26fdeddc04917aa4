"""Memos: every memo of the coder in one list, each a key away from what it is on."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.screens.list_screen import PAGE
from tui.screens.memo_writing import MemoWriting
from tui.screens.memos_words import (
    detail_words,
    empty_words,
    header_words,
    on_question,
)
from tui.screens.question import question
from tui.spot import Spot
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual import events

    from storage import MemoLine, MemoQuery, Page
    from tui.widgets.paged_list import PagedList

WIDE = 110
"""Columns from which the memo under the cursor stands beside the list."""


class MemosScreen(MemoWriting):
    """Lists memos, tells the one under the cursor whole, goes to what it is on."""

    CSS_PATH = Path(__file__).with_name("memos.tcss")
    AUTO_FOCUS = "MemoList"
    BINDINGS = bindings("memos")

    @dataclass
    class Listed(Message):
        """The first look at a list."""

        query: "MemoQuery"
        """What was asked for."""
        page: "Page[MemoLine]"
        """Its memos."""
        uid: str | None
        """The memo to stand on."""
        last: bool
        """Whether to stand at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.header = StudyHeader()
        self.words = Static(id="words")

    def compose(self) -> ComposeResult:
        """Header, list and the memo under the cursor, keys."""
        yield self.header
        with Container(id="body"):
            yield self.memos
            with VerticalScroll(id="memo", can_focus=False):
                yield self.words
        yield KeyBar()

    def on_mount(self) -> None:
        """List the memos."""
        from storage import MemoQuery

        self.header.study, self.header.right = "memos", self.host.coder
        self.show_list(MemoQuery())

    def on_resize(self, event: "events.Resize") -> None:
        """Put the memo beside the list where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most commands need a memo, and none works while words are typed."""
        line = self.memos.row
        if action == "open":
            return line is not None and line.memo.document is not None and not self.is_filtering
        if action in ("edit", "remove", "copy"):
            return line is not None and not self.is_filtering
        return True

    # What is shown

    def look(self, query: "MemoQuery", uid: str | None, last: bool) -> Message | None:
        """The first memos."""
        study = self.study
        page = self.read(lambda: study.memo_page(query, around=uid, backwards=last, limit=PAGE))
        return None if page is None else self.Listed(query, page, uid, last)

    def next_page(self, query: "MemoQuery", cursor: str, backwards: bool) -> "Page[MemoLine]":
        """More memos."""
        return self.study.memo_page(query, cursor=cursor, backwards=backwards, limit=PAGE)

    def on_memos_screen_listed(self, event: Listed) -> None:
        """Show what was read, unless something else was asked for meanwhile."""
        if event.query == self.query_shown:
            self.header.counts = header_words(event.query)
            self.memos.empty = empty_words(event.query, self.key_text("memos.add"))
            self.memos.show_page(event.page, uid=event.uid, last=event.last)
            self.show_matches(event.page, len(event.page.rows), "memo")
            self._show_memo()
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Tell the memo under the cursor."""
        self._show_memo()

    def _show_memo(self) -> None:
        self.words.update(detail_words(self.memos.row))
        self.refresh_bindings()

    def action_sort(self) -> None:
        """Turn from the newest first to the order of the documents, and back."""
        if self.query_shown is not None:
            self.limit(by_document=not self.query_shown.by_document)

    @question
    async def action_show(self) -> None:
        """Ask what the memos to show are on."""
        if self.query_shown is not None:
            on = await self.ask(on_question(self.query_shown))
            if on is not None:
                self.limit(on=None if on == "all" else on)

    # Going

    def action_open(self) -> None:
        """Go to what the memo is on."""
        line = self.memos.row
        if line is not None and line.memo.document is not None:
            self.go_to(Spot(line.memo.document, line.passage, line.record))

    def on_paged_list_opened(self, _event: "PagedList.Opened") -> None:
        """Go to what the memo that was clicked twice is on."""
        self.action_open()

    def came_back(self, result: object) -> None:
        """Show the memos as they are after a document was looked at."""
        self.show_again()

    async def action_close(self) -> None:
        """Take away what limits the list; with nothing that does, go back."""
        query = self.query_shown
        if self.filter_line() is not None or (query is not None and query.on is not None):
            await self.query("FilterLine").remove()
            self.set_focus(self.memos)
            self.limit(filter="", on=None)
        else:
            self.dismiss(None)
