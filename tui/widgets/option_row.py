"""A question with a few fixed answers on one line."""

from typing import Generic, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from tui.display import one_line

T = TypeVar("T")
LABEL_WIDTH = 12


class OptionRow(Widget, Generic[T], can_focus=True):
    """Shows all answers, the chosen one marked; Space and arrows choose another."""

    DEFAULT_CSS = """
    OptionRow {
        height: 1;
        &:focus { background: $panel; }
    }
    """
    BINDINGS = [
        Binding("space,right", "turn(1)", "other", show=False),
        Binding("left", "turn(-1)", "other", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    chosen: reactive[int] = reactive(0)
    """Which answer is chosen, counted from 0."""

    def __init__(
        self, label: str, answers: tuple[tuple[T, str], ...], chosen: T | None = None
    ) -> None:
        """Ask something.

        Args:
            label: What is asked.
            answers: Value and words of each answer.
            chosen: The value chosen at first; that of the first answer when absent.
        """
        super().__init__()
        self._label = label
        self._answers = answers
        values = [value for value, _words in answers]
        self.set_reactive(OptionRow.chosen, values.index(chosen) if chosen in values else 0)

    @property
    def value(self) -> T:
        """The chosen answer."""
        return self._answers[self.chosen][0]

    def render(self) -> Content:
        """Label and answers."""
        label = f"{self._label:<{LABEL_WIDTH}} "
        parts = [
            Content.assemble(
                ("● " if place == self.chosen else "○ ", "$accent"),
                (one_line(words), "" if place == self.chosen else "$text-muted"),
                "   ",
            )
            for place, (_value, words) in enumerate(self._answers)
        ]
        return Content.assemble((label, "$text-muted"), *parts)

    def action_turn(self, step: int) -> None:
        """Choose the next answer or the one before."""
        self.chosen = (self.chosen + step) % len(self._answers)

    def on_click(self, _event: Click) -> None:
        """Choose the next answer."""
        self.action_turn(1)
