"""The line at the bottom of a screen: the keys that help most, here and now."""

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.screen import Screen

from tui.commands import AvailableCommand, available_commands, key_text
from tui.display import one_line
from tui.widgets.kept_lines import KeptLines

GAP = "  "


class KeyBar(KeptLines):
    """Names the keys of the commands that work now, as many as fit; help is always among them."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        color: $text-muted;
    }
    """

    commands: reactive[tuple[AvailableCommand, ...]] = reactive[tuple[AvailableCommand, ...]](())
    """What to name, in this order."""

    def on_mount(self) -> None:
        """Follow the screen: keys change with the focus and with what is selected."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        """Name the keys that work on the screen now."""
        if screen is self.screen and screen.is_active:
            self.commands = tuple(each for each in available_commands(screen) if each.footer)

    def render(self) -> Content:
        """Draw the keys that fit."""
        parts: list[Content | str | tuple[str, str]] = [" "]
        for command in self.shown():
            parts += [(_key(command), "$accent"), f" {one_line(command.label)}{GAP}"]
        return Content.assemble(*parts)

    def shown(self) -> list[AvailableCommand]:
        """The commands that fit; help keeps its place at the end."""
        last = [command for command in self.commands if command.id == "app.help"]
        room = self.size.width - 1 - sum(map(_width, last))
        shown: list[AvailableCommand] = []
        for command in self.commands:
            if command not in last and _width(command) <= room:
                room -= _width(command)
                shown.append(command)
        return shown + last

    async def on_click(self, event: Click) -> None:
        """Do what the key would do."""
        left = 1
        for command in self.shown():
            if left <= event.x < left + _width(command):
                await self.app.run_action(command.action, command.node)
                return
            left += _width(command)


def _key(command: AvailableCommand) -> str:
    """The key to show for a command."""
    return key_text(command.keys[0])


def _width(command: AvailableCommand) -> int:
    """Cells that a command takes in the bar."""
    return cell_len(f"{_key(command)} {one_line(command.label)}{GAP}")
