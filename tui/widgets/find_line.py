"""The line in which words of a document are looked for, and from which its hits are walked."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.commands import bindings


class FindLine(Horizontal, can_focus=True):
    """Words to find; after Enter its keys walk the hits, and every other key is the screen's."""

    BINDINGS = bindings("find")
    DEFAULT_CSS = """
    FindLine { height: 1; background: $panel; padding: 0 1; }
    FindLine > #slash { width: 2; color: $accent; }
    FindLine > #hits { width: auto; color: $text-muted; }
    FindLine Input, FindLine Input:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $panel;
    }
    """

    @dataclass
    class Changed(Message):
        """Other words stand there."""

        words: str
        """What to look for."""

    @dataclass
    class Walked(Message):
        """The next hit is wanted, or the one before."""

        step: int
        """1 or -1."""

    @dataclass
    class Left(Message):
        """The search is over; the coder wants to be where it began."""

    def compose(self) -> ComposeResult:
        """The sign, the words, the number of hits."""
        yield Static("/", id="slash", markup=False)
        yield Input(compact=True, select_on_focus=False)
        yield Static(id="hits")

    @property
    def is_typing(self) -> bool:
        """Whether words are being typed, and not hits walked."""
        return self.query_one(Input).has_focus

    def type_words(self) -> None:
        """Type words from here on."""
        self.screen.set_focus(self.query_one(Input))

    def begin_anew(self) -> None:
        """Forget the words of the search before."""
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = ""
        self.show_hits(None, 0)

    def show_hits(self, hit: int | None, hits: int) -> None:
        """Say which hit this is, and of how many."""
        told = f"{hit + 1} of {hits}" if hit is not None else "not found"
        self.query_one("#hits", Static).update(Content(told if self.words else ""))

    @property
    def words(self) -> str:
        """What stands there."""
        return self.query_one(Input).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for the words as they are typed."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Walk the hits from here on."""
        event.stop()
        self.screen.set_focus(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hits are walked when nothing is being typed; leaving is always possible."""
        return action == "leave" or not self.is_typing

    def action_next(self) -> None:
        """Go to the next hit."""
        self.post_message(self.Walked(1))

    def action_previous(self) -> None:
        """Go to the hit before."""
        self.post_message(self.Walked(-1))

    def action_leave(self) -> None:
        """Leave the search."""
        self.post_message(self.Left())
