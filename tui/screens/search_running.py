"""A search under way: hits are shown as they are found, and every list page comes from what there is."""

import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from tui.screens.search_results import SearchResults
from tui.screens.study_screen import StudyScreen
from tui.widgets.hit_list import HitList
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Hit

WHILE_TYPING = 1_000
"""Hits that are looked for while somebody types."""
MOST = 10_000
"""Hits that are looked for afterwards; the list asks for more at its end."""
SHOW_AFTER = 0.3
"""Seconds before it is told how far a search has come."""
TELL_EVERY = 0.1
"""Seconds between two looks at what was found."""


class SearchRunning(StudyScreen[object]):
    """Searches in a thread; what was found is kept in ``results``."""

    @dataclass
    class Found(Message):
        """A search has come further."""

        number: int
        """Which run it comes from."""
        hits: "list[Hit]"
        """What was found."""
        done: int
        """Position of the last document that was looked at."""
        total: int
        """Position of the last document of the study."""
        cursor: str | None
        """Where it goes on, None at the end."""

    @dataclass
    class Ended(Message):
        """A search is over, or has enough for now."""

        number: int
        """Which run it was."""
        problem: str
        """Why it could not go on, as a sentence; empty where nothing is wrong."""

    def __init__(self, results: SearchResults) -> None:
        super().__init__()
        self.results = results
        """What was found so far."""
        self.hits = HitList()
        """The list of hits."""
        self.is_searching = False
        """Whether hits are being looked for."""
        self._number = 0
        self._began = 0.0
        self._is_new = False
        self._wanted: int | None = None

    def search_for(self, line: str) -> None:
        """Look for something else; what was found before stays in sight until something is found.

        Args:
            line: What was typed.
        """
        self.results = self.host.searched = SearchResults(line, made=self.results.made)
        self._is_new = True
        if line:
            self._run_until(WHILE_TYPING)
        else:
            self.stop()
            self._show_found()

    def go_on(self, enough: int = MOST) -> None:
        """Look for more hits, until there are enough.

        Args:
            enough: How many there are to be.
        """
        results = self.results
        if results.line and not results.is_complete and not results.problem:
            self._run_until(enough)

    def stop(self) -> None:
        """Stop looking; what was found stays."""
        self._number += 1
        self.is_searching = False
        self.workers.cancel_group(self, "search")
        self.show_progress()

    def _run_until(self, enough: int) -> None:
        self._number += 1
        self.is_searching, self.results.is_stopped = True, False
        self._began = time.monotonic()
        self._search(
            self._number, self.results.line, self.results.cursor, enough - len(self.results.hits)
        )

    @work(thread=True, exclusive=True, group="search")
    def _search(self, number: int, line: str, cursor: str | None, enough: int) -> None:
        """Look for hits, after every change made so far."""
        from storage import StorageError

        self.host.writer.wait()
        problem = ""
        try:
            self._look(number, line, cursor, enough)
        except StorageError as error:
            problem = str(error)
        self.post_message(self.Ended(number, problem))

    def _look(self, number: int, line: str, cursor: str | None, enough: int) -> None:
        """Tell what is found, now and then, until there is enough or nobody listens."""
        from storage import search_query

        worker, told = get_current_worker(), 0.0
        found: list[Hit] = []
        with closing(self.study.hits(search_query(line), cursor=cursor)) as batches:
            for some in batches:
                found += some.hits
                enough -= len(some.hits)
                is_over = enough <= 0 or some.cursor is None
                if worker.is_cancelled:
                    return
                if is_over or time.monotonic() - told >= TELL_EVERY:
                    told = time.monotonic()
                    self.post_message(self.Found(number, found, some.done, some.total, some.cursor))
                    found = []
                if is_over:
                    return

    # What is found

    def on_search_running_found(self, event: Found) -> None:
        """Show what was found, unless something else is looked for by now."""
        if event.number == self._number:
            self.results.add(event.hits, event.done, event.total, event.cursor)
            self._show_found()

    def on_search_running_ended(self, event: Ended) -> None:
        """Show that it is over."""
        if event.number == self._number:
            self.is_searching = False
            self.results.problem = event.problem
            self._show_found()

    def _show_found(self) -> None:
        results = self.results
        if self._is_new:
            self._is_new = False
            self._wanted = None
            self.hits.marked = results.marked
            self.hits.show_page(results.page())
        elif not self.hits.rows and results.hits:
            self.hits.show_page(results.page())
        elif self._wanted is not None and self._wanted < len(results.hits):
            wanted, self._wanted = self._wanted, None
            self.hits.add_page(results.page(wanted), backwards=False)
        self.show_progress()

    def show_progress(self) -> None:
        """Say how far the search has come."""
        raise NotImplementedError

    @property
    def is_slow(self) -> bool:
        """Whether a search has been under way for so long that it has to be told."""
        return self.is_searching and time.monotonic() - self._began >= SHOW_AFTER

    # What the list asks for

    def show_around(self, uid: str | None) -> None:
        """Show the hits around one, and stand on it."""
        self._wanted = None
        self.hits.marked = self.results.marked
        self.hits.show_page(self.results.page_around(uid), uid=uid)

    def on_paged_list_page_wanted(self, event: PagedList.PageWanted) -> None:
        """Give the list more of what was found; at the end of it, look for more."""
        results, place = self.results, int(event.cursor)
        if event.backwards:
            self.hits.add_page(results.page_before(place), backwards=True)
        elif place < len(results.hits):
            self.hits.add_page(results.page(place), backwards=False)
        else:
            self._wanted = place
            if not self.is_searching and not results.is_stopped:
                self.go_on(len(results.hits) + WHILE_TYPING)

    def on_paged_list_edge_wanted(self, event: PagedList.EdgeWanted) -> None:
        """Go to the first or the last of the hits."""
        self._wanted = None
        page = self.results.last_page() if event.last else self.results.page()
        self.hits.show_page(page, last=event.last)

    # What became of hits

    def look_again(self) -> None:
        """See what the hits are coded as by now, after every change made so far."""
        self._look_again(self.results)

    @work(thread=True, exclusive=True, group="again")
    def _look_again(self, results: SearchResults) -> None:
        self.host.writer.wait()
        hits = list(results.hits)
        now = self.read(partial(self.study.coded_again, hits))
        if now is not None:
            self.app.call_from_thread(self._show_again, results, hits, now)

    def _show_again(
        self, results: SearchResults, asked: "list[Hit]", now: "tuple[Hit, ...]"
    ) -> None:
        """Show what is coded, where the coder stands."""
        results.renew(asked, now)
        if results is self.results:
            self.show_around(results.at)
            self.show_progress()
