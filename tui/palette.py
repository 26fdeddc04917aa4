"""The palette: every command that works now, found by the plain words of its label and help."""

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from tui.commands import AvailableCommand, available_commands, key_text
from tui.display import one_line


class CommandProvider(Provider):
    """Offers the commands of the screen under the palette."""

    async def startup(self) -> None:
        """Ask once what works: the palette does not change that."""
        self._commands = [
            command
            for command in available_commands(self.screen)
            if command.id not in ("app.palette", "app.help")
            and not command.id.startswith(("list.", "figure."))
        ]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self._commands:
            title = Content(_title(command))
            yield DiscoveryHit(title, partial(self._run, command), title.plain, _help(command))

    async def search(self, query: str) -> Hits:
        """Those whose label looks like what was typed, then those whose help has all its words."""
        matcher = self.matcher(query)
        for command in self._commands:
            title = _title(command)
            score = matcher.match(title)
            shown = matcher.highlight(title) if score > 0 else Content(title)
            if score <= 0:
                score = 0.1 if has_words(command, query) else 0.0
            if score > 0:
                yield Hit(score, shown, partial(self._run, command), title, _help(command))

    async def _run(self, command: AvailableCommand) -> None:
        """Do what the command's key would do."""
        await self.app.run_action(command.action, command.node)


def has_words(command: AvailableCommand, query: str) -> bool:
    """Whether every word of a query begins a word of the command's label or help."""
    words = f"{command.label} {command.help}".lower().replace(",", " ").split()
    return all(any(word.startswith(each) for word in words) for each in query.lower().split())


def _title(command: AvailableCommand) -> str:
    """Label and first key: ``next to do (n)``."""
    label = one_line(command.label)
    return f"{label[:1].upper()}{label[1:]} ({key_text(command.keys[0])})"


def _help(command: AvailableCommand) -> str:
    """The help sentence."""
    return one_line(command.help)


class Palette(CommandPalette):
    """Textual's palette over our own commands; nothing in it blinks."""

    CSS = """
    Palette {
        SearchIcon { display: none; }
        & > Vertical { width: 76; max-width: 96%; margin-top: 1; background: $surface; }
        .command-palette--help-text { color: $text-muted; text-style: not bold; }
        #--input { border: none; }
        CommandList { border: none; max-height: 18; }
    }
    """

    def __init__(self) -> None:
        super().__init__([CommandProvider], placeholder="Find a command …")

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.query_one(Input).cursor_blink = False
