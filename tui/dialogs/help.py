"""The help screen: what the keys do here."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from tui.commands import AvailableCommand, bindings, key_text
from tui.dialogs.dialog import Dialog
from tui.display import count_text, one_line
from tui.plain_words import likeness
from tui.widgets.filter_line import FilterLine
from tui.widgets.key_bar import KeyBar

KEY_WIDTH = 14
TYPED = "What can be typed"


class HelpScroll(VerticalScroll):
    """The lines, moved by the keys that move lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]


class HelpDialog(Dialog[None]):
    """Lists the commands that work now, by group, with their keys; a filter finds them by plain words."""

    AUTO_FOCUS = "HelpScroll"
    BINDINGS = bindings("dialog", only=("dialog.close", "dialog.filter"))
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
        with HelpScroll(classes="scroll"), Container(id="columns"):
            if self._explained:
                typed = group_table(TYPED, self._explained, self._accent)
                yield Static(typed, classes="group", name=TYPED)
            for group in dict.fromkeys(command.group for command in self._commands):
                yield Static(self._table(group, self._commands), classes="group", name=group)

    def _table(self, group: str, commands: Iterable[AvailableCommand]) -> RenderableType:
        """A group's commands that are among some."""
        listed = (each for each in commands if each.group == group)
        rows = [(_keys_text(each), each.help or each.label) for each in listed]
        return group_table(group, rows, self._accent)

    @property
    def _accent(self) -> Style:
        """The look of the keys."""
        return Style(color=Color.parse(self.app.theme_variables["accent"]).rich_color)

    # Filtering

    @property
    def _line(self) -> FilterLine | None:
        """The line to filter in, while it is there."""
        return next(iter(self.query(FilterLine)), None)

    async def action_filter(self) -> None:
        """Type words to look for."""
        line = self._line
        if line is None:
            line = FilterLine()
            await self.query_one("#panel").mount(line, before=self.query_one(KeyBar))
        line.focus_words()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Show the commands that the words are about."""
        found = [each for each in self._commands if not event.words or _is_about(each, event.words)]
        for group in self.query(".group").results(Static):
            if group.name == TYPED:
                group.display = not event.words
                continue
            group.display = any(each.group == group.name for each in found)
            if group.display:
                group.update(self._table(group.name or "", found))
        self.query_one(HelpScroll).scroll_home(animate=False)
        if (line := self._line) is not None:
            line.show_matches(count_text(len(found), "command") if event.words else "")

    def on_filter_line_left(self) -> None:
        """Give the keys back to the lines."""
        self.set_focus(self.query_one(HelpScroll))

    async def action_close(self) -> None:
        """Go back; while words are typed, take the filter away first."""
        if (line := self._line) is None or not line.is_typed_in:
            self.dismiss(None)
            return
        self.on_filter_line_left()
        await line.remove()
        self.on_filter_line_changed(FilterLine.Changed(""))


def _is_about(command: AvailableCommand, words: str) -> bool:
    """Whether a command does what the words say."""
    return likeness(words, command.label, command.help, map(key_text, command.keys)) > 0


def group_table(group: str, rows: Sequence[tuple[str, str]], accent: Style) -> RenderableType:
    """A group's heading and its lines; long sentences stay in their column.

    Args:
        group: The heading.
        rows: Keys, or what is typed, and what it does.
        accent: The look of the keys.
    """
    table = Table.grid(padding=(0, 1))
    table.add_column(width=max(KEY_WIDTH, *(len(keys) for keys, _ in rows), 0), no_wrap=True)
    table.add_column()
    for keys, sentence in rows:
        table.add_row(Text(one_line(keys), style=accent), Text(one_line(sentence)))
    return Group(Text(group, style="bold"), table)


def _keys_text(command: AvailableCommand) -> str:
    """The command's keys; a run of many as its ends."""
    keys = [key_text(key) for key in command.keys]
    return f"{keys[0]} to {keys[-1]}" if len(keys) > 3 else " ".join(keys)
