"""The one line in which words are typed into a form."""

from collections.abc import Callable

from textual import events
from textual.widgets import Input

from tui.display import one_line


class TypedText(Input):
    """An input that lets the form see every key first, so that a burst of keys keeps its order."""

    DEFAULT_CSS = """
    TypedText {
        position: absolute;
        display: none;
        height: 1;
        border: none;
        padding: 0;
        background: $boost;
    }
    TypedText:focus { border: none; }
    """

    def __init__(self, first: Callable[[events.Key], bool]) -> None:
        """Give ``first`` every key; what it takes, the input does not see."""
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._first = first

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything but sending the words off by itself: ``Enter`` is the form's."""
        return action != "submit" and super().check_action(action, parameters)

    def validate_value(self, value: str) -> str:
        """Keep escape sequences of pasted or stored words from reaching the terminal."""
        return one_line(value)

    async def _on_key(self, event: events.Key) -> None:
        if self._first(event):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)
