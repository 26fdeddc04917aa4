"""Tell what something long did, line by line."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import display_safe

MOST_LINES = 500
"""Lines shown, at most."""


class ReportDialog(Dialog[None]):
    """Shows a summary and a list that may be long."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = bindings("dialog", only=("dialog.close",))

    def __init__(self, title: str, summary: str, lines: Sequence[Content]) -> None:
        """Tell something.

        Args:
            title: What was done.
            summary: The outcome in a sentence.
            lines: The details; of very many, the first are shown.
        """
        super().__init__(title, summary)
        self._lines = lines

    def compose_body(self) -> ComposeResult:
        """The list."""
        shown = list(self._lines[:MOST_LINES])
        if more := len(self._lines) - len(shown):
            shown.append(Content(display_safe(f"… and {more:,} more")))
        with VerticalScroll(classes="scroll"):
            yield Static(Content("\n").join(shown))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
