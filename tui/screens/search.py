"""Search: one line, and what it finds in all texts, each hit in its context."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.commands import COMMANDS, bindings
from tui.display import terminal_marks
from tui.screens.search_coding import SearchCoding
from tui.screens.search_results import SearchResults
from tui.screens.search_running import SHOW_AFTER
from tui.screens.search_words import (
    HINT,
    TYPED,
    detail_words,
    found_words,
    how_to_ask,
    labels_of,
    nothing_found,
    progress_words,
    stopped_words,
)
from tui.spot import Spot
from tui.widgets.filter_line import FilterLine
from tui.widgets.header import StudyHeader
from tui.widgets.hit_list import HitList
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from storage import Codebook


class SearchScreen(SearchCoding):
    """Finds words, phrases and expressions; closes with the place to go to, if one was chosen."""

    CSS_PATH = Path(__file__).with_name("search.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    explained = TYPED

    def __init__(self, words: str = "") -> None:
        """Search.

        Args:
            words: What to search for; empty for what was searched for last.
        """
        super().__init__(SearchResults())
        self._words = words
        self._labels: dict[str, str] = {}
        self.header = StudyHeader()
        self.detail = Static(id="detail")
        self.line = FilterLine(words, HINT, sign=">")

    def compose(self) -> ComposeResult:
        """Header, line, hits, more on one hit, keys."""
        yield self.header
        yield self.line
        yield self.hits
        yield self.detail
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was searched for last, or search for the words that were selected."""
        self.header.study, self.header.right = "search", self.host.coder
        self.hits.marks = terminal_marks()
        kept = self.host.searched
        if kept is not None and self._words in ("", kept.line):
            self.results = kept
            self.line.set_words(kept.line)
            self.show_around(kept.at)
            self.look_again()
        elif self._words:
            self.search_for(self._words)
        self.show_progress()
        if not self.results.line or (self.results.is_complete and not self.results.hits):
            self.line.replace_words()
        elif self.results.is_stopped:
            self.set_focus(self.hits)
        else:
            self.on_filter_line_left()
        self._read_codebook()
        self.host.release_keys("search")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now: while something is typed, only the way back."""
        if action == "close" or action not in _ACTIONS:
            return True
        if self.line.is_typed_in:
            return False
        if action == "undo":
            return self.results.made is not None
        return action == "query" or self.hits.row is not None

    @work(thread=True, group="codebook")
    def _read_codebook(self) -> None:
        """Read what record types and variables are called."""
        codebook = self.read(self.study.codebook)
        if codebook is not None:
            self.app.call_from_thread(self._take_names, codebook)

    def _take_names(self, codebook: "Codebook") -> None:
        self._labels = labels_of(codebook)
        self.hits.letters = {each.name: each.key.upper() for each in codebook.record_types}
        self._show_detail()

    # The line

    def action_query(self) -> None:
        """Type other words."""
        self.line.replace_words()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Look for what is typed."""
        if event.words != self.results.line:
            self.search_for(event.words)

    def on_filter_line_left(self) -> None:
        """Give the keys to the list, and find the rest."""
        if not self.results.line:
            return
        self.set_focus(self.hits)
        self.go_on()
        if self.is_searching and not self.results.hits:
            # What is typed next means the hits, unless they take long: then it may be to stop.
            self.host.hold_keys("list")
            self.set_timer(SHOW_AFTER, partial(self.host.release_keys, "list"))

    # What is shown

    def show_progress(self) -> None:
        """Say what was found so far, and while it takes long, how far the search has come."""
        results = self.results
        self.header.counts = found_words(results)
        self.hits.empty = self._why_empty()
        progress = ""
        if self.is_slow:
            progress = progress_words(results, self.key_text("search.close"))
        elif not self.is_searching and not results.is_complete:
            progress = stopped_words(results)
        self.line.show_matches(progress)
        if results.hits or not self.is_searching:
            self.host.release_keys("list")
        self._show_detail()

    def _why_empty(self) -> tuple[str, ...]:
        results = self.results
        if not results.line:
            return how_to_ask()
        return nothing_found(results, is_searching=self.is_searching)

    def on_paged_list_highlighted(self, event: HitList.Highlighted) -> None:
        """Tell more about the hit under the cursor."""
        self.results.at = event.row.uid if event.row else None
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.update(Content(detail_words(self.results, self._labels)))
        self.refresh_bindings()

    # Going

    def action_open(self) -> None:
        """Open the document at the hit."""
        from storage import Passage

        hit = self.hits.row
        if hit is not None:
            self.go_to(Spot(hit.document, Passage(hit.start, hit.end)))

    def on_paged_list_opened(self) -> None:
        """Open the hit that was clicked twice."""
        self.action_open()

    def came_back(self, result: object) -> None:
        """Show what was coded meanwhile, where the list stood."""
        self.look_again()

    def action_next_document(self) -> None:
        """Go to the first hit in the next document."""
        self._go(self.results.document_from(1))

    def action_previous_document(self) -> None:
        """Go to the first hit in this document, or in the one before."""
        self._go(self.results.document_from(-1))

    def _go(self, uid: str | None) -> None:
        if uid is not None:
            self.show_around(uid)

    def action_close(self) -> None:
        """Stop what is under way; leave the line; leave the screen."""
        if self.is_searching:
            self.results.is_stopped = True
            self.stop()
        elif self.line.is_typed_in and self.results.hits:
            self.set_focus(self.hits)
        else:
            self.dismiss(None)


_ACTIONS = {command.action for command in COMMANDS if command.where == "search"}
