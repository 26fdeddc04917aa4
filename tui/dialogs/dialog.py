"""What all questions share: a panel in the middle with a title, a body and its keys."""

from pathlib import Path
from typing import TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import bindings
from tui.display import display_safe, one_line
from tui.widgets.key_bar import KeyBar

T = TypeVar("T")

NEXT_LINE = [
    Binding(
        "tab", "app.focus_next", "next line", id="dialog.complete", tooltip="Go to the next line."
    )
]
"""What dialogs of several lines name, so that people see how one goes on."""


class Dialog(ModalScreen[T]):
    """A question that covers the screen until it is answered; Esc answers nothing."""

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    BINDINGS = bindings("dialog", only=("dialog.cancel",))
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        self._title = title
        self._explanation = explanation
        self._is_answered = False

    def compose(self) -> ComposeResult:
        """Lay out the panel."""
        with Vertical(id="panel"):
            alone = "" if self._explanation else "-alone"
            yield Static(Content(one_line(self._title)), id="title", classes=alone)
            if self._explanation:
                yield Static(Content(display_safe(self._explanation)), id="explanation")
            yield from self.compose_body()
            yield Static(id="problem")
            yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The widgets of one kind of question, in the panel."""
        yield from ()

    def show_problem(self, sentence: str) -> None:
        """Say why an answer cannot be taken."""
        problem = self.query_one("#problem", Static)
        problem.update(Content(display_safe(sentence)))
        problem.display = bool(sentence)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Answer, once: of keys typed in a burst, a second one may still arrive here."""
        if self._is_answered:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)

    def action_cancel(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)
