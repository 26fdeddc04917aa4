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
    """Words to look for, and how many there are of what has them."""

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

    def __init__(self, words: str = "", hint: str = "", sign: str = "/") -> None:
        """Make a line.

        Args:
            words: What stands there from the beginning.
            hint: Said where nothing stands.
            sign: Stands before the words.
        """
        super().__init__()
        self._words = words
        self._hint = hint
        self._sign = sign

    @property
    def words(self) -> str:
        """What stands there."""
        return self.query_one(Input).value.strip()

    @property
    def is_typed_in(self) -> bool:
        """Whether the keys go into the line."""
        return self.has_focus_within

    def compose(self) -> ComposeResult:
        """The sign, the words, the number of matches."""
        yield Static(self._sign, id="slash", markup=False)
        line = Input(self._words, self._hint, compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line
        yield Static(id="matches")

    def focus_words(self) -> None:
        """Type in the line."""
        self.screen.set_focus(self.query_one(Input))

    def replace_words(self) -> None:
        """Type in the line, in place of what stands there; a key that moves goes on with that."""
        self.focus_words()
        self.query_one(Input).select_all()

    def set_words(self, words: str) -> None:
        """Have other words stand there, without telling."""
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = words
            line.cursor_position = len(words)

    def show_matches(self, text: str) -> None:
        """Say how many match."""
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
        self.post_message(self.Changed(self.words))
