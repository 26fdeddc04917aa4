"""Ask for free text of several lines."""

from textual.app import ComposeResult
from textual.widgets import TextArea

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import display_safe


class MemoDialog(Dialog[str]):
    """Asks for a memo; an emptied one comes back as an empty text."""

    AUTO_FOCUS = "TextArea"
    BINDINGS = bindings("dialog", only=("dialog.save",))

    def __init__(self, title: str, explanation: str = "", *, text: str = "") -> None:
        """Ask for a text.

        Args:
            title: What the memo is on.
            explanation: The words it is about.
            text: The memo as it stands.
        """
        super().__init__(title, explanation)
        self._text = display_safe(text)
        self._warned = False

    def compose_body(self) -> ComposeResult:
        """Some lines to type in."""
        area = TextArea(self._text, compact=True, highlight_cursor_line=False)
        area.cursor_blink = False
        yield area

    def action_save(self) -> None:
        """Return the text."""
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_cancel(self) -> None:
        """Go back; what was typed is thrown away at the second Esc only."""
        if self._warned or self.query_one(TextArea).text.strip() == self._text.strip():
            self.dismiss(None)
        else:
            self._warned = True
            self.show_problem("Esc once more throws the changes away; Ctrl+S saves them.")
