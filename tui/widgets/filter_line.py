"""The line in which a list is filtered as one types."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tui.commands import bindings

DEBOUNCE = 0.12
"""Seconds without a key before the list is asked."""


class FilterLine(Horizontal):
    """Words to filter by, and how many documents have them."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        background: $panel;
        padding: 0 1;
        & > #slash { width: 2; color: $accent; }
        & > #matches { width: auto; color: $text-muted; }
        & > Input, & > Input:focus {
            width: 1fr;
            height: 1;
            border: none;
            padding: 0;
            background: $panel;
        }
    }
    """
    BINDINGS = bindings("filter")

    @dataclass
    class Changed(Message):
        """Other words stand there, and typing paused."""

        words: str
        """The words."""

    @dataclass
    class Left(Message):
        """The words are right; the keys belong to the list again."""

    _timer: Timer | None = None

    @property
    def is_typed_in(self) -> bool:
        """Whether the keys go into the line."""
        return self.has_focus_within

    def compose(self) -> ComposeResult:
        """The sign, the words, the number of matches."""
        yield Static("/", id="slash", markup=False)
        line = Input(compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line
        yield Static(id="matches")

    def focus_words(self) -> None:
        """Type in the line."""
        self.screen.set_focus(self.query_one(Input))

    def show_matches(self, text: str) -> None:
        """Say how many documents match."""
        self.query_one("#matches", Static).update(Content(f" {text}"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait for a pause, then tell."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DEBOUNCE, self._tell)

    def action_leave(self) -> None:
        """Tell at once, and give the keys back."""
        if self._timer is not None:
            self._timer.stop()
        self._tell()
        self.post_message(self.Left())

    def _tell(self) -> None:
        """Tell what stands there."""
        self.post_message(self.Changed(self.query_one(Input).value.strip()))
