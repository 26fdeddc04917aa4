"""What is still missing before a document is done: one key to each, or the confirmation of a none."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from storage import Codebook, MissingAnswer
from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import one_line

LETTERS = "abcdefghijklmopqrstuvwxz"
"""Keys of the lines; y and n mean yes and no."""


@dataclass(frozen=True, slots=True)
class DoneAnswer:
    """What the coder wants: to fill something in, or to confirm that there are none."""

    fill_in: MissingAnswer | None
    """What to fill in first; None when the document is done."""
    none_of: tuple[str, ...] = ()
    """The record types there are none of."""


class DoneDialog(Dialog[DoneAnswer]):
    """Lists what is required and empty; a record type without a record is confirmed as none."""

    BINDINGS = bindings("dialog", only=("dialog.yes", "dialog.no"))

    def __init__(self, missing: Sequence[MissingAnswer], codebook: Codebook | None) -> None:
        """Ask about what is missing.

        Args:
            missing: Everything that is, in the order to fill it in.
            codebook: Gives the record types their names.
        """
        self._answers = [each for each in missing if each.what != "record_type"]
        self._types = tuple(each.name for each in missing if each.what == "record_type")
        plurals = {kind.name: kind.plural for kind in codebook.record_types} if codebook else {}
        self._none = ", ".join(f"no {plurals.get(name, name)}" for name in self._types)
        title = "Not done yet" if self._answers else "Done?"
        super().__init__(title)

    def compose_body(self) -> ComposeResult:
        """A line for each thing to fill in, and one for the nones."""
        yield Static(Content("\n").join(self._lines()), id="lines")

    def _lines(self) -> list[Content]:
        lines = [
            Content.assemble((f" {letter} ", "$accent"), " ", one_line(each.sentence))
            for letter, each in zip(LETTERS, self._answers, strict=False)
        ]
        if self._none:
            said = f"There are {self._none}"
            ask = ": y confirms that." if not self._answers else "; that is confirmed afterwards."
            lines.append(Content(f"{said}{ask}"))
        if not self._none and not self._answers:
            lines.append(Content("Nothing is missing."))
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only when nothing has to be filled in can it be confirmed."""
        return not (action in ("yes", "no") and self._answers)

    def on_key(self, event: events.Key) -> None:
        """Go to the line whose letter is typed."""
        place = LETTERS.find(event.character or " ")
        if 0 <= place < len(self._answers):
            event.stop()
            self.dismiss(DoneAnswer(self._answers[place]))
        elif event.key == "enter":
            event.stop()
            self._accept()

    def _accept(self) -> None:
        """Enter takes the first line, or confirms."""
        if self._answers:
            self.dismiss(DoneAnswer(self._answers[0]))
        else:
            self.action_yes()

    def action_yes(self) -> None:
        """There are none: done."""
        self.dismiss(DoneAnswer(None, self._types))

    def action_no(self) -> None:
        """Not yet."""
        self.dismiss(None)
