"""Ask for one line of text, such as the reason of a flag."""

from textual.app import ComposeResult
from textual.widgets import Input

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import one_line


class ReasonDialog(Dialog[str]):
    """Asks for a line of text and returns it without spaces at its ends."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("dialog", only=("dialog.accept",))

    def __init__(
        self, title: str, explanation: str = "", *, text: str = "", required: bool = True
    ) -> None:
        """Ask for a line.

        Args:
            title: The question.
            explanation: What the answer is for.
            text: What stands there already.
            required: Whether an empty line is refused.
        """
        super().__init__(title, explanation)
        self._text = text
        self._required = required

    def compose_body(self) -> ComposeResult:
        """One line to type in."""
        line = Input(one_line(self._text), compact=True)
        line.cursor_blink = False
        yield line

    def action_accept(self) -> None:
        """Return the line, or say that it must not be empty."""
        text = self.query_one(Input).value.strip()
        if text or not self._required:
            self.dismiss(text)
        else:
            self.show_problem("Type a few words first; Esc goes back without.")
