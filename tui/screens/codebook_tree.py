"""The tree of the codebook screen unfolds, folds and is filtered."""

from typing import TYPE_CHECKING

from tui.screens.codebook_base import CodebookBase
from tui.widgets.codebook_lines import VARIABLES, codebook_lines, has_words, line_uid, unfolding
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.widgets.filter_line import FilterLine


class CodebookFolding(CodebookBase):
    """Shows more or fewer lines, and keeps the cursor where it stands."""

    # Folding

    async def action_unfold(self) -> None:
        """Show what stands under the line; where it shows, go to the first of it."""
        line = self.line
        if line is None or line.unfolds is None:
            return
        if line.unfolds:
            self.tree_lines.action_next()
            return
        self.unfolded.add(line.uid)
        if self.words:
            await self.end_filter()
        else:
            self.show_lines(line.uid)

    def action_fold(self) -> None:
        """Hide what stands under the line; where nothing shows, go to the line above it."""
        line = self.line
        if line is None:
            return
        if line.unfolds and not self.words:
            self.unfolded.discard(line.uid)
            self.show_lines(line.uid)
        elif line.above is not None:
            self.show_lines(line.above)

    def action_fold_all(self) -> None:
        """Show every value, or none."""
        if self.codebook is None:
            return
        groups = {VARIABLES, *(line_uid(kind.name) for kind in self.codebook.record_types)}
        line = self.line
        every = set(unfolding(self.codebook))
        self.unfolded = groups if self.unfolded > groups else every
        shown = {each.uid for each in codebook_lines(self.codebook, self.unfolded)}
        over = None
        if line is not None and line.uid not in shown:
            over = line_uid(line.record_type, line.field)
        self.show_lines(over or (line.uid if line else None))

    # Filtering

    async def action_filter(self) -> None:
        """Type words to filter by."""
        from tui.widgets.filter_line import FilterLine

        if (line := self.filter_line()) is None:
            line = FilterLine()
            await self.mount(line, before=self.query_one(KeyBar))
        line.focus_words()

    def on_filter_line_changed(self, event: "FilterLine.Changed") -> None:
        """Show the lines that have the words."""
        if event.words != self.words:
            self.words = event.words
            self.show_lines(self.line.uid if self.line else None)
            self._stand_on_words()

    def _stand_on_words(self) -> None:
        """Go from a line that only leads to those with the words to the first of them."""
        words, here = self.words.casefold().split(), self.line
        if here is not None and not has_words(here, words):
            self.show_lines(
                next(line.uid for line in self.tree_lines.rows if has_words(line, words))
            )

    def on_filter_line_left(self) -> None:
        """Give the keys back to the tree."""
        self.set_focus(self.tree_lines)

    async def end_filter(self) -> None:
        """Show the whole tree again, standing where the cursor stands."""
        uid = self.line.uid if self.line else None
        self.set_focus(self.tree_lines)
        await self.query("FilterLine").remove()
        self.words = ""
        self.unfold_to(uid)
        self.show_lines(uid)

    async def action_close(self) -> None:
        """Take the filter away, then the marks; then go back."""
        if self.filter_line() is not None:
            await self.end_filter()
        elif self.marked:
            self.mark()
            self.tell()
        else:
            self.dismiss(None)

    @property
    def is_filtering(self) -> bool:
        """Whether the keys are typed into the filter."""
        line = self.filter_line()
        return line is not None and line.is_typed_in
