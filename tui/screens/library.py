"""The library: the study's front page, one list of its documents."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.display import terminal_marks
from tui.screens.documents_screen import DocumentsScreen
from tui.screens.filtered_screen import FilteredScreen
from tui.screens.library_needs import NEEDS
from tui.screens.library_words import (
    detail_words,
    empty_words,
    header_counts,
    is_to_do,
    matches_words,
    record_letters,
)
from tui.screens.study_wide import StudyWide
from tui.spot import Spot
from tui.widgets.document_list import DocumentList
from tui.widgets.document_row import RowWords
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar


class LibraryScreen(StudyWide[None], FilteredScreen):
    """Lists the documents; filters, sorts, marks, groups and opens them."""

    CSS_PATH = Path(__file__).with_name("library.tcss")
    AUTO_FOCUS = "DocumentList"
    BINDINGS = bindings("library", "study")

    @dataclass
    class NextFound(Message):
        """The next document to do was looked for."""

        uid: str | None
        """The document, or None when none is left."""

    @dataclass
    class Changed(Message):
        """Documents were grouped, ungrouped or removed."""

        sentence: str
        """What happened."""
        uid: str | None
        """The document to stand on."""

    has_documents = False
    """Whether the study has any documents, as far as is known."""
    _left: str | None = None
    """The document that was left last."""
    is_assigned = False
    """Whether documents were given out, as far as is known."""

    def __init__(self) -> None:
        super().__init__()
        self.header = StudyHeader()
        self.detail = Static(id="detail")

    def compose(self) -> ComposeResult:
        """Header, list, a line on the document under the cursor, keys."""
        yield self.header
        yield self.documents
        yield self.detail
        yield KeyBar()

    def on_mount(self) -> None:
        """Say that the study is being opened; nothing of it is known yet."""
        self.header.right = self.host.coder
        self.documents.empty = ("Opening …",)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now."""
        if action not in NEEDS:
            return True
        return self.query_shown is not None and NEEDS[action](self)

    # What is shown

    def on_documents_screen_listed(self, event: DocumentsScreen.Listed) -> None:
        """Show what was read, unless something else was asked for meanwhile."""
        if event.query != self.query_shown:
            return
        self.has_documents = event.overview.documents > 0
        self.is_assigned = event.overview.assigned
        header = self.header
        header.study, header.right = event.overview.name, event.overview.coder
        header.counts = header_counts(event.overview)
        documents = self.documents
        kinds = {kind.name: kind.label for kind in self.codebook.kinds} if self.codebook else None
        documents.row_words = RowWords(terminal_marks(), record_letters(self.codebook), kinds)
        documents.empty = empty_words(
            event.overview, self.key_text("library.import_files"), self.key_text("app.help")
        )
        documents.show_page(event.page, uid=event.uid, last=event.last)
        if (line := self.filter_line()) is not None:
            line.show_matches(matches_words(event.matches))
        self._show_detail()
        self.host.release_keys("opening")
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Tell more about the document under the cursor."""
        self._show_detail()

    def _show_detail(self) -> None:
        """Tell what is marked, what limits the list, and more about one document."""
        if self.query_shown is None:
            return
        documents = self.documents
        marked = len(documents.marked)
        words = detail_words(self.query_shown, marked, documents.row, assigned=self.is_assigned)
        self.detail.update(Content(words))
        self.refresh_bindings()

    # Opening

    def came_back(self, result: object) -> None:
        """Show the library again, standing on the document that was left, or where it stood."""
        if isinstance(result, str):
            self._left = result
            self.show_study(result)
        else:
            self.changed_study()

    def action_open(self) -> None:
        """Open the document under the cursor."""
        if self.documents.row is not None:
            self.host.open_document(Spot(self.documents.row.uid))

    def on_paged_list_opened(self, event: DocumentList.Opened) -> None:
        """Open the document that was clicked twice."""
        self.host.open_document(Spot(event.row.uid))

    @work(thread=True, exclusive=True, group="next")
    def action_next_to_do(self) -> None:
        """Look for the next document to do: the one here, unless it was just left as it is."""
        from storage import StorageError

        document = self.documents.row
        if document is not None and is_to_do(document) and document.uid != self._left:
            self.post_message(self.NextFound(document.uid))
            return
        after = document.uid if document else None
        try:
            self.post_message(self.NextFound(self.study.next_to_do(after)))
        except StorageError as error:
            self.tell_error(error)

    def on_library_screen_next_found(self, event: NextFound) -> None:
        """Open it, or say that there is none."""
        if event.uid is not None:
            self.host.open_document(Spot(event.uid))
        else:
            self.host.notice("Nothing is left to do: every document is begun, done or excluded.")

    # Marks and what is done with them

    async def action_clear_filter(self) -> None:
        """Show all documents again; with all shown, take the marks away."""
        if self.is_limited:
            await super().action_clear_filter()
        else:
            self.documents.marked = frozenset()
            self._show_detail()

    def action_mark(self) -> None:
        """Mark or unmark the document, and go on to the next."""
        documents = self.documents
        if documents.row is not None:
            documents.marked ^= {documents.row.uid}
            documents.action_next()
            self._show_detail()

    async def action_group(self) -> None:
        """Ask, then make one case of the marked documents."""
        from tui.screens.library_questions import group_question

        uids = self._chosen()
        hint = f"{self.key_text('library.ungroup')} takes them apart again."
        change = partial(self._change, lambda: self.study.group(uids), hint)
        await self.app.push_screen(group_question(len(uids)), change)

    def action_ungroup(self) -> None:
        """Make the chosen documents cases of their own."""
        uids = self._chosen()
        self._change(lambda: self.study.ungroup(uids), "", True)

    async def action_remove(self) -> None:
        """Ask, then remove the chosen documents."""
        from tui.screens.library_questions import remove_question

        uids = self._chosen()
        titles = [each.title for each in self.documents.rows if each.uid in uids]
        stay = self.documents.neighbour_outside(uids)
        hint = "The history can bring it back."
        change = partial(self._change, lambda: self.study.remove_documents(uids), hint, uid=stay)
        await self.app.push_screen(remove_question(titles, len(uids)), change)

    def _chosen(self) -> list[str]:
        """The marked documents, or else the one under the cursor."""
        document = self.documents.row
        return sorted(self.documents.marked) or ([document.uid] if document else [])

    def _change(
        self, change: Callable[[], str], hint: str, yes: bool | None, uid: str | None = None
    ) -> None:
        """Queue a change of documents, when the answer was yes."""
        document = self.documents.row
        stay = uid or (document.uid if document else None)
        if yes:
            self.host.writer.submit(
                self, change, lambda summary: self.Changed(f"{summary} {hint}".strip(), stay)
            )

    def on_library_screen_changed(self, event: Changed) -> None:
        """Say so, and show the list as it is now."""
        self.documents.marked = frozenset()
        self.host.notice(event.sentence)
        self.show_study(event.uid)
