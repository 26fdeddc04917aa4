"""A screen with a list that words typed into a line limit."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from tui.display import count_text
from tui.screens.list_screen import ListScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_window import Named

if TYPE_CHECKING:
    from storage import Page
    from tui.widgets.filter_line import FilterLine

R = TypeVar("R")
Row = TypeVar("Row", bound=Named)
Query = TypeVar("Query")


class FilteringScreen(ListScreen[R, Row, Query], Generic[R, Row, Query]):
    """Shows what has the words of a filter; the query has them as its ``filter``."""

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
        """Show what has the words."""
        query: Any = self.query_shown
        if query is not None and event.words != query.filter:
            self.limit(filter=event.words)

    def on_filter_line_left(self) -> None:
        """Give the keys back to the list."""
        self.set_focus(self.rows)
        self.wait_for_list()

    def show_matches(self, page: "Page[Row]", count: int, noun: str) -> None:
        """Say at the filter how many rows match, when the first page was read.

        Args:
            page: The page.
            count: Its rows that count.
            noun: What they are.
        """
        if (line := self.filter_line()) is not None:
            is_all = page.before is None and page.after is None
            line.show_matches(count_text(count, noun) if is_all else f"{count:,}+ {noun}s")

    async def clear_filter(self) -> None:
        """Take the filter away."""
        self.set_focus(self.rows)
        await self.query("FilterLine").remove()
        self.limit(filter="")

    def limit(self, **changes: object) -> None:
        """Show another list, standing on the same row where it is still there."""
        query: Any = self.query_shown
        if query is not None:
            row = self.rows.row
            self.show_list(replace(query, **changes), row.uid if row else None)

    @property
    def is_filtering(self) -> bool:
        """Whether the keys are typed into the filter."""
        line = self.filter_line()
        return line is not None and line.is_typed_in
