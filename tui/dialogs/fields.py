"""Ask for a few texts at once: a small form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.widgets import Input, Static, TextArea

from tui.commands import bindings
from tui.dialogs.dialog import NEXT_LINE, Dialog
from tui.display import display_safe, one_line
from tui.widgets.option_row import OptionRow


@dataclass(frozen=True, slots=True)
class TextField:
    """One text to type."""

    name: str
    """What it is known by in the answer."""
    label: str
    text: str = ""
    """What stands there already."""
    is_long: bool = False
    """Whether it may take several lines."""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few answers on a line."""

    name: str
    label: str
    answers: tuple[tuple[str, str], ...]
    """Value and words of each."""
    chosen: str = ""
    """The value chosen at first; that of the first answer where there is no such."""


class FieldsDialog(Dialog[Mapping[str, str]]):
    """Asks for several texts and returns them by name; Enter accepts, Tab goes on to the next."""

    AUTO_FOCUS = "Input"
    BINDINGS = [*bindings("dialog", only=("dialog.accept",)), *NEXT_LINE]

    def __init__(
        self, title: str, fields: Sequence[TextField | ChoiceField], explanation: str = ""
    ) -> None:
        """Ask for texts.

        Args:
            title: What they are of.
            fields: What to ask for, from top to bottom.
            explanation: What the answers are for.
        """
        super().__init__(title, explanation)
        self._fields = fields
        self._refusal = ""

    def again(self, answers: Mapping[str, str], refusal: str) -> "FieldsDialog":
        """The same question with what was answered, and why that cannot be."""
        fields = [_answered(field, answers[field.name]) for field in self._fields]
        dialog = FieldsDialog(self._title, fields, self._explanation)
        dialog._refusal = refusal
        dialog.add_class("-refused")
        return dialog

    def on_mount(self) -> None:
        """Say why it is asked again."""
        self.show_problem(self._refusal)

    def compose_body(self) -> ComposeResult:
        """A line or two for each text."""
        for field in self._fields:
            if isinstance(field, ChoiceField):
                yield OptionRow(field.label, field.answers, field.chosen)
                continue
            yield Static(one_line(field.label), classes="name", markup=False)
            if field.is_long:
                area = TextArea(display_safe(field.text), id=field.name, compact=True)
                area.cursor_blink = area.highlight_cursor_line = False
                yield area
            else:
                line = Input(one_line(field.text), id=field.name, compact=True)
                line.cursor_blink = False
                yield line

    def action_accept(self) -> None:
        """Return the texts, or say which one is missing."""
        answers: dict[str, str] = {}
        rows = iter(self.query(OptionRow))
        for field in self._fields:
            if isinstance(field, ChoiceField):
                answers[field.name] = str(next(rows).value)
                continue
            widget = self.query_one(f"#{field.name}")
            text = widget.text if isinstance(widget, TextArea) else ""
            text = widget.value if isinstance(widget, Input) else text
            if field.is_required and not text.strip():
                self.show_problem(f"{field.label} must not be empty; Esc goes back without.")
                widget.focus()
                return
            answers[field.name] = text.strip()
        self.dismiss(answers)


def _answered(field: TextField | ChoiceField, answer: str) -> TextField | ChoiceField:
    """What to ask for, with an answer standing there."""
    if isinstance(field, TextField):
        return replace(field, text=answer)
    return replace(field, chosen=answer)
