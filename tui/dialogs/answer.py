"""Ask for an answer that is typed, such as an amount or a date."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input

from storage import Field, FieldValue, ValueRefused, value_from_text
from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import one_line


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, or that there is none any more."""

    value: FieldValue | None


class AnswerDialog(Dialog[Given]):
    """Asks for a line and returns the answer that it stands for."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("dialog", only=("dialog.accept",))

    def __init__(self, title: str, field: Field, text: str = "", hint: str = "") -> None:
        """Ask for an answer.

        Args:
            title: The question.
            field: The field that it answers.
            text: What stands there already.
            hint: How to type it.
        """
        explanation = (
            "An empty line takes the answer away; not_stated, not_applicable, unclear and "
            "redacted say why there is none."
        )
        super().__init__(title, f"{hint} {explanation}".strip())
        self._field = field
        self._text = text

    def compose_body(self) -> ComposeResult:
        """One line to type in."""
        line = Input(one_line(self._text), compact=True)
        line.cursor_blink = False
        yield line

    def action_accept(self) -> None:
        """Return the answer, or say why it is none."""
        text = self.query_one(Input).value.strip()
        if not text:
            self.dismiss(Given(None))
            return
        try:
            self.dismiss(Given(value_from_text(self._field, text, where=self._field.label)))
        except ValueRefused as error:
            self.show_problem(str(error))
