"""The palette: every command found by plain words, and where it works when that is not here."""

from collections.abc import Iterable, Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from tui.commands import COMMANDS, AvailableCommand, Command, available_commands, key_text
from tui.display import one_line
from tui.plain_words import likeness

_WHERE = {
    "start": "where there is no study yet",
    "library": "in the library",
    "study": "in the library, and in a document",
    "list": "in a list",
    "review": "in a document",
    "import": "while importing",
    "visual": "while words are selected",
    "find": "while finding words",
    "form": "in a form",
}
"""Where commands work, in words; other places are screens of that name."""
_OF_QUESTIONS = ("dialog", "filter")
_FUZZY = 0.1
"""What letters in the right order are worth, when no word is like what was typed."""
_ELSEWHERE = 0.5
"""What a command is worth that does not work here: its name is more than a word of another's help."""


class CommandProvider(Provider):
    """Offers the commands of the screen under the palette, and tells of those elsewhere."""

    async def startup(self) -> None:
        """Ask once what works: the palette does not change that."""
        self._here = [
            command
            for command in available_commands(self.screen)
            if command.id not in ("app.palette", "app.help")
        ]
        self._elsewhere = tuple(_elsewhere(self._here))

    async def discover(self) -> Hits:
        """What works here, before anything is typed; moving in lists goes without saying."""
        for command in self._here:
            if not command.id.startswith(("list.", "figure.")):
                title = Content(_title(command.label, command.keys))
                yield DiscoveryHit(
                    title, partial(self._run, command), title.plain, one_line(command.help)
                )

    async def search(self, query: str) -> Hits:
        """Those that the words are about, best first; those that work elsewhere come last."""
        matcher = self.matcher(query)
        for command in self._here:
            title, help_text = _title(command.label, command.keys), one_line(command.help)
            names = map(key_text, command.keys)
            fuzzy = matcher.match(title)
            score = likeness(query, command.label, help_text, names) or _FUZZY * min(1.0, fuzzy)
            if score > 0:
                shown = matcher.highlight(title) if fuzzy > 0 else Content(title)
                yield Hit(score, shown, partial(self._run, command), title, help_text)
        for other, where in self._elsewhere:
            score = likeness(query, other.label, other.help)
            if score > 0:
                told = f"{_title(other.label, other.key.split(','))} {where}"
                tell = partial(self._tell, other, where)
                yield Hit(_ELSEWHERE * score, Content(told), tell, told, other.help)

    async def _run(self, command: AvailableCommand) -> None:
        """Do what the command's key would do."""
        await self.app.run_action(command.action, command.node)

    def _tell(self, command: Command, where: str) -> None:
        """Say where a command works."""
        self.app.notify(f"“{command.label}” works {where}.", markup=False)


def _elsewhere(here: Iterable[AvailableCommand]) -> Iterator[tuple[Command, str]]:
    """The commands that do not work now, and where they do."""
    ids = {command.id for command in here}
    actions = {command.id.partition(".")[2] for command in here}
    places = {command_id.partition(".")[0] for command_id in ids}
    for command in COMMANDS:
        if command.where in _OF_QUESTIONS or command.id in ids or command.where == "app":
            continue
        if command.where in places:
            yield command, "here, though not now"
        elif command.action not in actions:
            yield command, _WHERE.get(command.where, f"on the {command.where} screen")


def _title(label: str, keys: Iterable[str]) -> str:
    """Label and first key: ``Next to do (n)``."""
    label = one_line(label)
    return f"{label[:1].upper()}{label[1:]} ({key_text(next(iter(keys)))})"


class Palette(CommandPalette):
    """Textual's palette over our own commands; nothing in it blinks."""

    CSS = """
    Palette {
        SearchIcon { display: none; }
        & > Vertical { width: 76; max-width: 96%; margin-top: 1; background: $surface; }
        .command-palette--help-text { color: $text-muted; text-style: not bold; }
        &:ansi > Vertical { border: round $border; }
        #--input { border: none; }
        CommandList { border: none; max-height: 18; }
    }
    """

    def __init__(self) -> None:
        super().__init__([CommandProvider], placeholder="Find a command …")

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.query_one(Input).cursor_blink = False
