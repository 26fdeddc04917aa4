"""A screen with a list of documents: what it asks the study."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui.screens.library_words import FIRST_ORDER
from tui.screens.list_screen import PAGE, ListScreen
from tui.widgets.document_list import DocumentList

if TYPE_CHECKING:
    from storage import Codebook, Document, DocumentQuery, Overview, Page


class DocumentsScreen(ListScreen[None, "Document", "DocumentQuery"]):
    """Lists documents, with the study's counts beside them."""

    @dataclass
    class Listed(Message):
        """The first look at a list, with all that is said beside it."""

        query: "DocumentQuery"
        """What was asked for."""
        page: "Page[Document]"
        """Its documents."""
        overview: "Overview"
        """The study's counts."""
        matches: tuple[int, bool] | None
        """How many match, and whether there are more; None when nothing limits the list."""
        uid: str | None
        """The document to stand on."""
        last: bool
        """Whether to stand at the end."""

    def __init__(self) -> None:
        self.documents = DocumentList()
        """The list of documents."""
        super().__init__(self.documents)
        self.codebook: Codebook | None = None
        """The study's codebook, once it is read."""

    def show_study(self, uid: str | None = None) -> None:
        """Show the study from here on, standing on a document.

        Args:
            uid: The document, or None for the first.
        """
        from storage import DocumentQuery

        self.show_list(self.query_shown or DocumentQuery(sort=FIRST_ORDER), uid)

    def changed_study(self) -> None:
        """Read the list again, standing where it stood."""
        self.show_study(self.documents.row.uid if self.documents.row else None)

    def look(self, query: "DocumentQuery", uid: str | None, last: bool) -> Message | None:
        """The first documents, the codebook and the study's counts."""
        study = self.study
        self.codebook = self.read(study.codebook)
        page = self.read(lambda: self._first_page(query, uid, last))
        overview = self.read(study.overview)
        limited = query.filter or query.status is not None or query.flagged
        matches = self.read(lambda: study.count_documents(query)) if limited else None
        if page is None or overview is None:
            return None
        return self.Listed(query, page, overview, matches, uid, last)

    def _first_page(self, query: "DocumentQuery", uid: str | None, last: bool) -> "Page[Document]":
        """The page that holds a document, or else the first or last one."""
        from storage import NotFound

        if uid is not None:
            try:
                return self.study.documents(query, around=uid, limit=PAGE)
            except NotFound:
                uid = None
        return self.study.documents(query, backwards=last, limit=PAGE)

    def next_page(self, query: "DocumentQuery", cursor: str, backwards: bool) -> "Page[Document]":
        """More documents."""
        return self.study.documents(query, cursor=cursor, backwards=backwards, limit=PAGE)
