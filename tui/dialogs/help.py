"""The help screen: what the keys do here."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from tui.commands import AvailableCommand, bindings, key_text
from tui.dialogs.dialog import Dialog
from tui.display import one_line

KEY_WIDTH = 14
TYPED = "What can be typed"


class HelpDialog(Dialog[None]):
    """Lists the commands that work now, by group, with their keys."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = bindings("dialog", only=("dialog.close",))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(
        self, commands: Sequence[AvailableCommand], explained: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Explain the keys.

        Args:
            commands: What works now.
            explained: What can be typed, and what it does.
        """
        super().__init__("What the keys do here")
        self._commands = commands
        self._explained = explained

    def compose_body(self) -> ComposeResult:
        """The groups, side by side when there is room."""
        accent = self.app.theme_variables["accent"]
        with VerticalScroll(classes="scroll"), Container(id="columns"):
            if self._explained:
                yield Static(group_table(TYPED, self._explained, accent), classes="group")
            for group in dict.fromkeys(command.group for command in self._commands):
                lines = (command for command in self._commands if command.group == group)
                rows = [(_keys_text(each), each.help or each.label) for each in lines]
                yield Static(group_table(group, rows, accent), classes="group")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def group_table(group: str, rows: Iterable[tuple[str, str]], accent: str) -> RenderableType:
    """A group's heading and its lines; long sentences stay in their column.

    Args:
        group: The heading.
        rows: Keys, or what is typed, and what it does.
        accent: The colour of the keys.
    """
    rows = list(rows)
    table = Table.grid(padding=(0, 1))
    table.add_column(width=max(KEY_WIDTH, *(len(keys) for keys, _ in rows)), no_wrap=True)
    table.add_column()
    for keys, sentence in rows:
        table.add_row(Text(one_line(keys), style=accent), Text(one_line(sentence)))
    return Group(Text(group, style="bold"), table)


def _keys_text(command: AvailableCommand) -> str:
    """The command's keys; a run of many as its ends."""
    keys = [key_text(key) for key in command.keys]
    return f"{keys[0]} to {keys[-1]}" if len(keys) > 3 else " ".join(keys)
