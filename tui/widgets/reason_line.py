"""One line that asks why coders differed, after a decision."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from storage import Reason
from tui.commands import bindings
from tui.display import one_line

REASONS = {
    Reason.AMBIGUOUS: "ambiguous text",
    Reason.GAP: "codebook gap",
    Reason.SLIP: "slip",
    Reason.EDGE: "edge case",
}
"""The reasons in words."""


class ReasonLine(Horizontal, can_focus=True):
    """Says what was decided, and takes the reason by one key; a note may come first."""

    BINDINGS = bindings("reason")
    DEFAULT_CSS = """
    ReasonLine { height: 1; background: $panel; padding: 0 1; }
    ReasonLine > #decided { width: auto; max-width: 60%; }
    ReasonLine Input, ReasonLine Input:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $panel;
    }
    """

    @dataclass
    class Chosen(Message):
        """Why they differed."""

        reason: Reason
        """The class."""
        note: str
        """What else there is to say."""

    @dataclass
    class Cancelled(Message):
        """Nothing is to be decided."""

    def __init__(self) -> None:
        super().__init__()
        self.last = Reason.SLIP
        """What Enter stands for."""
        self._note = Input(compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """What was decided, and room for a note."""
        yield Static(id="decided")
        yield self._note

    def begin(self, decided: str, last: Reason) -> None:
        """Ask for the reason of a decision.

        Args:
            decided: The decision, in words.
            last: The reason that Enter takes.
        """
        self.last = last
        asked = f"{one_line(decided)}. Why? Enter: {REASONS[last]} "
        self.query_one("#decided", Static).update(Content(asked))
        self._note.value = ""
        self.screen.set_focus(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a note is typed, its keys are letters."""
        return not self._note.has_focus or action == "cancel"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back from the note to the reason."""
        event.stop()
        self.screen.set_focus(self)

    def action_note(self) -> None:
        """Type a note."""
        self.screen.set_focus(self._note)

    def action_ambiguous(self) -> None:
        """The text can be read in two ways."""
        self._choose(Reason.AMBIGUOUS)

    def action_gap(self) -> None:
        """The codebook does not say."""
        self._choose(Reason.GAP)

    def action_slip(self) -> None:
        """Somebody made a mistake."""
        self._choose(Reason.SLIP)

    def action_edge(self) -> None:
        """It lies at the edge of what the codebook says."""
        self._choose(Reason.EDGE)

    def action_again(self) -> None:
        """The same reason as before."""
        self._choose(self.last)

    def _choose(self, reason: Reason) -> None:
        self.post_message(self.Chosen(reason, self._note.value.strip()))

    def action_cancel(self) -> None:
        """Leave the note; or decide nothing."""
        if self._note.has_focus:
            self.screen.set_focus(self)
        else:
            self.post_message(self.Cancelled())
