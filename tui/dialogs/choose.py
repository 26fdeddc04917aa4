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
from tui.key_order import KeysInOrder

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
    """Asks for one line of a list; what is typed chooses as soon as it is the whole key of one line.

    A letter and a number, such as ``F12``, always mean that line, however many lines there are.
    Where all keys have the same letter, the number will do.
    """

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
            self._typed = ""
            return
        found = self._beginning_with(self._typed + character)
        if not found and self._typed:
            event.stop()
            self._cannot_go_on(event, character)
        elif found:
            event.stop()
            self._type(character, found)

    def _type(self, character: str, found: list[int]) -> None:
        """Take one more character; choose when it makes a whole key that no other line goes on from."""
        self._typed += character
        self.show_problem("")
        whole = self._whole()
        self.query_one(OptionList).highlighted = found[0] if whole is None else whole
        if whole is not None and len(found) == 1:
            self._typed = ""
            self._take(whole)

    def _cannot_go_on(self, event: events.Key, character: str) -> None:
        """Take the line whose whole key was typed, and leave the further key to the screen.

        A number that no line has chooses nothing: it was meant for a line that is not there.
        """
        whole, typed, self._typed = self._whole(), self._typed, ""
        if character.isdigit():
            self.query_one(OptionList).highlighted = None
            self.show_problem(f"There is no {typed.upper()}{character} here.")
        elif whole is not None:
            self._take_before(whole, event)
        elif found := self._beginning_with(character):
            self._type(character, found)

    def _take_before(self, line: int, event: events.Key) -> None:
        """Take a line, and let the screen have the key that came after it."""
        self._take(line)
        if isinstance(self.app, KeysInOrder):
            self.app.hand_on(event)

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

    def _whole(self) -> int | None:
        """The line whose whole key was typed."""
        found = self._beginning_with(self._typed) if self._typed else []
        names = (self._choices[row].key.lower() for row in found)
        typed = self._typed.lower()
        whole = (row for row, name in zip(found, names, strict=True) if _is_whole(name, typed))
        return next(whole, None)

    def _beginning_with(self, typed: str) -> list[int]:
        """The lines whose key begins with what was typed, in capitals or not, or by its number alone."""
        keys = [each.key for each in self._choices]
        exact = [row for row, key in enumerate(keys) if key.startswith(typed)]
        if exact:
            return exact
        small = [row for row, key in enumerate(keys) if key.lower().startswith(typed.lower())]
        letters = {key[:1] for key in keys if key}
        if small or not typed.isdigit() or len(letters) != 1 or letters.pop().isdigit():
            return small
        return [row for row, key in enumerate(keys) if key[1:].startswith(typed)]

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


def _is_whole(key: str, typed: str) -> bool:
    """Whether what was typed is a line's key, or the number of it."""
    return typed in (key, key[1:])
