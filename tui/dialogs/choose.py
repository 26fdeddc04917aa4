"""Ask for one of a list, or for several, by letters or arrows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import one_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One line of the list."""

    value: T
    """What is returned."""
    label: str
    """What it says."""
    key: str = ""
    """What is typed to choose it: a letter, or more, such as ``F12``."""
    note: str = ""
    """Said more quietly after the label."""


class ChooseDialog(Dialog[T]):
    """Asks for one line of a list; a key that only one line begins with chooses at once."""

    AUTO_FOCUS = "OptionList"
    BINDINGS = bindings("dialog", only=("dialog.accept",))

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        explanation: str = "",
        *,
        chosen: int = 0,
    ) -> None:
        """Ask for one of some choices.

        Args:
            title: The question.
            choices: What can be chosen.
            explanation: What choosing does.
            chosen: The line the cursor begins on.
        """
        super().__init__(title, explanation)
        self._choices = tuple(choices)
        self._first = chosen
        self._typed = ""

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield OptionList(*map(self._option, range(len(self._choices))), markup=False, compact=True)

    def on_mount(self) -> None:
        """Begin on the line that was asked for."""
        self.query_one(OptionList).highlighted = self._first if self._choices else None

    def on_key(self, event: events.Key) -> None:
        """Choose by what a line is called."""
        character = event.character
        if character is None or not character.isprintable() or character == " ":
            return
        found = self._beginning_with(self._typed + character)
        if not found:
            found = self._beginning_with(character)
            self._typed = ""
        if not found:
            return
        event.stop()
        self._typed += character
        self.query_one(OptionList).highlighted = found[0]
        if len(found) == 1:
            self._typed = ""
            self._take(found[0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the line that was clicked."""
        self._take(event.option_index)

    @property
    def highlighted(self) -> int | None:
        """The line under the cursor."""
        return self.query_one(OptionList).highlighted

    def action_accept(self) -> None:
        """Take the line under the cursor."""
        line = self.highlighted
        if line is not None:
            self._take(line)

    def _take(self, line: int) -> None:
        """Return a line's value."""
        self.dismiss(self._choices[line].value)

    def _beginning_with(self, typed: str) -> list[int]:
        """The lines whose key begins with what was typed, in capitals or not."""
        exact = [row for row, each in enumerate(self._choices) if each.key.startswith(typed)]
        if exact:
            return exact
        return [
            row
            for row, each in enumerate(self._choices)
            if each.key.lower().startswith(typed.lower())
        ]

    def _option(self, line: int) -> Option:
        """A line as it is drawn."""
        return Option(self._prompt(line))

    def _prompt(self, line: int) -> Content:
        """Key, label and note of a line."""
        choice = self._choices[line]
        widest = max(len(each.key) for each in self._choices)
        return Content.assemble(
            (f"{one_line(choice.key):<{widest}}  ", "$accent"),
            one_line(choice.label),
            (f"  {one_line(choice.note)}" if choice.note else "", "$text-muted"),
        )
