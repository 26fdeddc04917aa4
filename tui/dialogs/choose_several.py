"""Ask for several of a list."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual import events
from textual.content import Content
from textual.widgets import OptionList

from tui.commands import bindings
from tui.dialogs.choose import Choice, ChooseDialog

T = TypeVar("T")


class ChooseSeveralDialog(ChooseDialog[tuple[T, ...]]):
    """Asks for any number of lines of a list; letters and Space choose and drop, Enter accepts."""

    BINDINGS = bindings("dialog", only=("dialog.choose",))

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        explanation: str = "",
        *,
        chosen: Iterable[T] = (),
    ) -> None:
        """Ask for several of some choices.

        Args:
            title: The question.
            choices: What can be chosen.
            explanation: What choosing does.
            chosen: The values that are chosen already.
        """
        wrapped: list[Choice[tuple[T, ...]]] = [
            Choice((each.value,), each.label, each.key, each.note) for each in choices
        ]
        super().__init__(title, wrapped, explanation)
        already = set(chosen)
        self._taken = {row for row, each in enumerate(choices) if each.value in already}

    def action_choose(self) -> None:
        """Choose or drop the line under the cursor."""
        line = self.query_one(OptionList).highlighted
        if line is not None:
            self._take(line)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose or drop the line that was clicked."""
        event.stop()
        self._take(event.option_index)

    def action_accept(self) -> None:
        """Return the values of the chosen lines, in the list's order."""
        whole = self._whole()
        if whole is not None:
            self._take(whole)
        self.dismiss(tuple(self._choices[line].value[0] for line in sorted(self._taken)))

    def _take_before(self, line: int, event: events.Key) -> None:
        """Choose or drop a line, then do what the key after it says."""
        self._take(line)
        self.on_key(event)

    def _take(self, line: int) -> None:
        """Choose or drop a line."""
        self._taken ^= {line}
        self.query_one(OptionList).replace_option_prompt_at_index(line, self._prompt(line))

    def _prompt(self, line: int) -> Content:
        """The line, with a sign when it is chosen."""
        mark = ("✓ ", "$accent") if line in self._taken else "  "
        return Content.assemble(mark, super()._prompt(line))
