"""What questions for a path share: the offers of Tab below the line."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.commands import bindings
from tui.dialogs.dialog import NEXT_LINE, Dialog
from tui.display import one_line
from tui.widgets.path_input import PathInput

T = TypeVar("T")


class PathDialog(Dialog[T]):
    """Asks for a path and more; Enter anywhere accepts all of it."""

    AUTO_FOCUS = "PathInput"
    BINDINGS = [*bindings("dialog", only=("dialog.accept",)), *NEXT_LINE]

    def compose_path(self, label: str, path: str, *, field: str) -> ComposeResult:
        """A labelled path.

        Args:
            label: What the path is of.
            path: What stands there already.
            field: The id of the line.
        """
        yield Static(label, classes="label", markup=False)
        line = PathInput(path, id=field, compact=True)
        line.cursor_blink = False
        yield line
        yield Static(classes="offers", id=f"{field}-offers")

    def on_path_input_offered(self, event: PathInput.Offered) -> None:
        """Show how the path could go on."""
        event.stop()
        self._offer("  ".join(map(one_line, event.names)) + ("  …" if event.more else ""))

    def on_input_changed(self) -> None:
        """Take the offers away again."""
        self._offer("")

    def path(self, field: str) -> str:
        """The path typed in a line."""
        return self.query_one(f"#{field}", PathInput).value.strip()

    def action_accept(self) -> None:
        """Return the answer, or say what is missing."""
        raise NotImplementedError

    def _offer(self, names: str) -> None:
        """Write below the line that is being typed in."""
        focused = self.focused
        if isinstance(focused, PathInput):
            self.query_one(f"#{focused.id}-offers", Static).update(Content(names))
