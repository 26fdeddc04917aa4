"""The panes of a case: each coder's side, and between them what is gold."""

from textual.reactive import reactive

from tui.widgets.case_lines import CaseSheet, case_lines
from tui.widgets.drawn import DrawnWidget


class CasePanes(DrawnWidget):
    """Shows one case in columns, or one coder under the other where there is little room."""

    PREFIX = "case"
    LOOKS = ("title", "quiet", "open", "settled", "head", "differs", "gold")
    COMPONENT_CLASSES = {f"case--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    CasePanes { height: 1fr; }
    CasePanes > .case--title { text-style: bold; }
    CasePanes > .case--quiet { color: $text-muted; }
    CasePanes > .case--open { color: $warning; }
    CasePanes > .case--settled { color: $success; }
    CasePanes > .case--head { color: $accent; text-style: bold; }
    CasePanes > .case--differs { text-style: bold; }
    CasePanes > .case--gold { color: $success; }
    """

    sheet: reactive[CaseSheet | None] = reactive[CaseSheet | None](None)
    """The case; set it to show another."""
    is_wide: reactive[bool] = reactive(True)
    """Whether the coders stand side by side."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._top = 0

    def watch_sheet(self) -> None:
        """Show another case from its beginning."""
        self._top = 0
        self._redraw()

    def watch_is_wide(self) -> None:
        """Lay the case out anew."""
        self._redraw()

    def on_resize(self) -> None:
        """Draw for another size."""
        self._redraw()

    def scroll_lines(self, step: int) -> None:
        """Go down some lines, or up."""
        self._top += step
        self._redraw()

    def _redraw(self) -> None:
        if self.sheet is None or not self.size:
            self.draw(())
            return
        title, *lines = case_lines(self.sheet, self.size.width, is_wide=self.is_wide)
        room = max(1, self.size.height - 1)
        self._top = max(0, min(self._top, len(lines) - room))
        self.draw((title, *lines[self._top : self._top + room]))
