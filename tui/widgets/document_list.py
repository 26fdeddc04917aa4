"""The list of documents, one line for each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.display import UNICODE_MARKS
from tui.widgets.document_row import Column, RowWords, cells, columns, lead
from tui.widgets.paged_list import PagedList

if TYPE_CHECKING:
    from storage import Document


class DocumentList(PagedList["Document"]):
    """Shows documents with their status, marks and flags."""

    DEFAULT_CSS = """
    DocumentList {
        & > .document-list--flag { color: $warning; }
        & > .document-list--done { color: $success; }
        & > .document-list--excluded { color: $text-disabled; }
    }
    """
    COMPONENT_CLASSES = {
        "document-list--flag",
        "document-list--done",
        "document-list--excluded",
    }

    row_words: reactive[RowWords] = reactive(RowWords(UNICODE_MARKS))
    """What it takes to put a document into words."""

    def watch_row_words(self, row_words: RowWords) -> None:
        """Cut what goes on with the sign that the terminal can draw."""
        self.cut = row_words.marks.cut

    def row_segments(self, row: "Document", base: Style) -> Iterable[Segment]:
        """One document: its signs, then its columns."""
        shown = columns(self.size.width, len(self.row_words.letters))
        return [*self._lead(row, base), *self._cells(row, shown, base)]

    def _lead(self, document: "Document", base: Style) -> list[Segment]:
        """The margin of a line."""
        marked, status, flag = lead(document, document.uid in self.marked, self.row_words.marks)
        colour = {"done": "done", "excluded": "excluded"}.get(document.status, "quiet")
        return [
            Segment(f" {marked}", base + self.part("accent")),
            Segment(status, base + self.part(colour)),
            Segment(f"{flag} ", base + self.part("flag")),
        ]

    def _cells(self, document: "Document", shown: tuple[Column, ...], base: Style) -> list[Segment]:
        """The columns of a line."""
        styles = {"title": base, "reason": base + self.part("flag")}
        if document.status == "excluded" or not document.in_queue:
            styles["title"] = base + self.part("excluded")
        quiet = base + self.part("quiet")
        return [
            Segment(text, styles.get(name, quiet))
            for name, text in cells(document, shown, self.row_words)
        ]
