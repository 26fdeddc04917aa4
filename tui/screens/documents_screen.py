"""A screen with a list of documents: what it reads, and when."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from tui.screens.study_screen import StudyScreen
from tui.widgets.document_list import DocumentList

if TYPE_CHECKING:
    from storage import Codebook, DocumentPage, DocumentQuery, Overview

PAGE = 100
"""Documents asked for at a time."""


class DocumentsScreen(StudyScreen[None]):
    """Reads a list of documents page by page, in threads, and hands the pages to the list."""

    @dataclass
    class Listed(Message):
        """The first look at a list, with all that is said beside it."""

        query: "DocumentQuery"
        """What was asked for."""
        page: "DocumentPage"
        """Its documents."""
        overview: "Overview"
        """The study's counts."""
        matches: tuple[int, bool] | None
        """How many match, and whether there are more; None when nothing limits the list."""
        uid: str | None
        """The document to stand on."""
        last: bool
        """Whether to stand at the end."""

    @dataclass
    class PageRead(Message):
        """The next part of a list."""

        query: "DocumentQuery"
        """The list it is part of."""
        page: "DocumentPage"
        """The documents."""
        backwards: bool
        """Whether it goes before what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.query_shown: DocumentQuery | None = None
        """What the list shows; None until the study is open."""
        self.is_listing = False
        """Whether the list is being read."""
        self.codebook: Codebook | None = None
        """The study's codebook, once it is read."""
        # Kept here, since a screen that closes cannot ask for its children any more, and what
        # was read meanwhile may still come.
        self.documents = DocumentList()
        """The list of documents."""

    def show_study(self, uid: str | None = None) -> None:
        """Show the study from here on, standing on a document.

        Args:
            uid: The document, or None for the first.
        """
        from storage import DocumentQuery

        self.show_list(self.query_shown or DocumentQuery(), uid)

    def show_list(
        self, query: "DocumentQuery", uid: str | None = None, *, last: bool = False
    ) -> None:
        """Show another list.

        Args:
            query: Which documents, in which order.
            uid: The document to stand on.
            last: Whether to stand at the end, when ``uid`` is None.
        """
        self.query_shown = query
        self.is_listing = True
        if self.is_current and not self.is_filtering:
            self.wait_for_list()
        self._read_list(query, uid, last)

    def wait_for_list(self) -> None:
        """Keep keys back until the list is there: they mean the documents it will show."""
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

    def changed_study(self) -> None:
        """Read the list again, standing where it stood."""
        document = self.documents.document
        self.show_study(document.uid if document else None)

    @work(thread=True, exclusive=True, group="list")
    def _read_list(self, query: "DocumentQuery", uid: str | None, last: bool) -> None:
        """Read a list and the study's counts, after every change made so far."""
        study = self.study
        self.host.writer.wait()
        self.codebook = self.read(study.codebook)
        page = self.read(lambda: self._first_page(query, uid, last))
        overview = self.read(study.overview)
        limited = query.filter or query.status is not None or query.flagged
        matches = self.read(lambda: study.count_documents(query)) if limited else None
        if page is not None and overview is not None:
            self.post_message(self.Listed(query, page, overview, matches, uid, last))
        else:
            self.app.call_from_thread(self.end_listing)

    def _first_page(self, query: "DocumentQuery", uid: str | None, last: bool) -> "DocumentPage":
        """The page that holds a document, or else the first or last one."""
        from storage import NotFound

        if uid is not None:
            try:
                return self.study.documents(query, around=uid, limit=PAGE)
            except NotFound:
                uid = None
        return self.study.documents(query, backwards=last, limit=PAGE)

    @work(thread=True, exclusive=True, group="page")
    def _read_page(self, query: "DocumentQuery", cursor: str, backwards: bool) -> None:
        """Read the next part of a list."""
        study = self.study
        page = self.read(
            lambda: study.documents(query, cursor=cursor, backwards=backwards, limit=PAGE)
        )
        if page is not None:
            self.post_message(self.PageRead(query, page, backwards))

    def on_documents_screen_page_read(self, event: PageRead) -> None:
        """Add a page, unless the list is another by now."""
        if event.query == self.query_shown:
            self.documents.add_page(event.page, backwards=event.backwards)

    def on_document_list_page_wanted(self, event: DocumentList.PageWanted) -> None:
        """Fetch what the cursor comes near to."""
        if self.query_shown is not None:
            self._read_page(self.query_shown, event.cursor, event.backwards)

    def on_document_list_edge_wanted(self, event: DocumentList.EdgeWanted) -> None:
        """Go to an end of the list that is not in memory."""
        if self.query_shown is not None:
            self.show_list(self.query_shown, last=event.last)
