"""A list of documents that can be filtered, ordered and limited to a status."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from tui.screens.documents_screen import DocumentsScreen
from tui.screens.library_words import Shown
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.widgets.filter_line import FilterLine


class FilteredScreen(DocumentsScreen):
    """Changes what its list shows, and keeps the cursor on the document it stands on."""

    async def action_filter(self) -> None:
        """Type words to filter by."""
        from tui.widgets.filter_line import FilterLine

        if (line := self.filter_line()) is None:
            line = FilterLine()
            await self.mount(line, before=self.query_one(KeyBar))
        line.focus_words()

    def filter_line(self) -> "FilterLine | None":
        """The line to filter in, while it is there."""
        found = self.query("FilterLine")
        return cast("FilterLine", found.first()) if found else None

    def on_filter_line_changed(self, event: "FilterLine.Changed") -> None:
        """Show the documents that have the words."""
        if self.query_shown is not None and event.words != self.query_shown.filter:
            self._limit(filter=event.words)

    def on_filter_line_left(self) -> None:
        """Give the keys back to the list."""
        self.set_focus(self.documents)
        self.wait_for_list()

    async def action_clear_filter(self) -> None:
        """Show all documents again."""
        self.set_focus(self.documents)
        await self.query("FilterLine").remove()
        self._limit(filter="", status=None, flagged=None)

    async def action_sort(self) -> None:
        """Ask for the order."""
        from tui.screens.library_questions import order_question

        if self.query_shown is not None:
            await self.app.push_screen(order_question(self.query_shown), self._order_by)

    def _order_by(self, sort: str | None) -> None:
        """Order the list; the order it has already is turned round."""
        query = self.query_shown
        if sort is not None and query is not None:
            turned = sort == query.sort and not query.descending
            self._limit(sort=sort, descending=turned)

    async def action_show(self) -> None:
        """Ask which documents to show."""
        from tui.screens.library_questions import shown_question

        query = self.query_shown
        if query is not None:
            now = Shown(query.status, bool(query.flagged))
            await self.app.push_screen(shown_question(now), self._show_only)

    def _show_only(self, shown: Shown | None) -> None:
        """Limit the list to a status or to flagged documents."""
        from storage import Status

        if shown is not None:
            status = Status(shown.status) if shown.status else None
            self._limit(status=status, flagged=True if shown.flagged else None)

    def _limit(self, **changes: object) -> None:
        """Show another list, standing on the same document where it is still there."""
        if self.query_shown is not None:
            document = self.documents.row
            query = replace(self.query_shown, **changes)  # type: ignore[arg-type]  # a few of its fields
            self.show_list(query, document.uid if document else None)

    @property
    def is_limited(self) -> bool:
        """Whether the list does not show all documents, or is being filtered."""
        query = self.query_shown
        limited = query and (query.filter or query.status is not None or query.flagged)
        return bool(limited) or self.filter_line() is not None

    @property
    def is_filtering(self) -> bool:
        """Whether the keys are typed into the filter."""
        line = self.filter_line()
        return line is not None and line.is_typed_in
