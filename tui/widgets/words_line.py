"""The keys that select word by word, and a line that says so while they do."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.commands import bindings


class WordsLine(Widget, can_focus=True):
    """Has the keys while words are selected; only these keys act then."""

    BINDINGS = bindings("visual")
    DEFAULT_CSS = """
    WordsLine { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    @dataclass
    class EdgeMoved(Message):
        """The edge of the selection is to move."""

        step: int
        """How far, and which way."""
        by_sentence: bool
        """Whether by sentences instead of words."""

    @dataclass
    class EdgeSwapped(Message):
        """The other edge is to move from now on."""

    @dataclass
    class Left(Message):
        """The words are chosen."""

    def render(self) -> Content:
        """Say what the keys do now."""
        return Content("Selecting words")

    def action_left(self) -> None:
        """Move the edge a word back."""
        self.post_message(self.EdgeMoved(-1, by_sentence=False))

    def action_right(self) -> None:
        """Move the edge a word on."""
        self.post_message(self.EdgeMoved(1, by_sentence=False))

    def action_down(self) -> None:
        """Move the edge a sentence on."""
        self.post_message(self.EdgeMoved(1, by_sentence=True))

    def action_up(self) -> None:
        """Move the edge a sentence back."""
        self.post_message(self.EdgeMoved(-1, by_sentence=True))

    def action_other_edge(self) -> None:
        """Move the other edge from now on."""
        self.post_message(self.EdgeSwapped())

    def action_leave(self) -> None:
        """Keep the selection."""
        self.post_message(self.Left())
