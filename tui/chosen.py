"""What the user has chosen for the whole application: theme, keys, size of the panel."""

from typing import TYPE_CHECKING, Literal

from textual import work
from textual.filter import NoColor

from tui.display import ASCII_MARKS, terminal_marks
from tui.key_order import KeysInOrder
from tui.line_filters import PlainSigns
from tui.messages import SettingKept
from tui.settings import SIDE, Settings
from tui.themes import DEFAULT_THEME, OWN_THEMES, TERMINAL_THEME, theme_defaults
from tui.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.filter import LineFilter

Severity = Literal["information", "warning", "error"]


class Chosen(KeysInOrder):
    """Takes what the settings say, and writes into them what is changed here."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings.

        Args:
            settings: What the settings file says.
        """
        super().__init__()
        self._settings = settings
        self.writer = Writer()
        """The queue of changes."""
        self.keymap: Mapping[str, str] = {}
        """The keys of commands that have others than declared, by id."""
        self.side_width = settings.side or SIDE
        """Columns of the panel beside a document, where there is room."""
        self.drawer_share = settings.drawer
        """Hundredths of the screen that the panel takes where it is a drawer; None for half the text's room."""
        # Textual would send greys in place of colours, and NO_COLOR asks for none at all.
        self._without_colour = (NoColor(),) if self.no_color else ()
        self._without_signs = (PlainSigns(),) if terminal_marks() is ASCII_MARKS else ()
        self.problems = self._set_up()
        """What of the settings could not be used, a sentence each."""

    def notice(self, text: str, *, severity: Severity = "information", alone: bool = False) -> None:
        """Say something in passing; ``alone`` in place of what was said before."""
        raise NotImplementedError

    def _set_up(self) -> tuple[str, ...]:
        """Take the theme and the keys of the settings; return what was wrong with them."""
        settings, problems = self._settings, list(self._settings.problems)
        for theme in OWN_THEMES.values():
            self.register_theme(theme)
        has_few_colours = self.console.color_system == "standard"
        usual = TERMINAL_THEME if has_few_colours or self.no_color else DEFAULT_THEME
        if settings.theme is not None and settings.theme not in self.available_themes:
            problems.append(f"{settings.place('theme')}: there is no theme {settings.theme}.")
            self.theme = usual
        else:
            self.theme = usual if self.no_color else settings.theme or usual
        if settings.keymap:
            from tui.keymap import check_keymap

            checked = check_keymap(settings.keymap, settings.place)
            self.keymap = checked.keys
            self.set_keymap(checked.keys)
            problems += checked.problems
        return tuple(problems)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The looks of what is read, for themes that have none of their own."""
        return theme_defaults(self.current_theme)

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """What is done to every line for a terminal that cannot show, or shall not show, all of it."""
        filters = self._without_colour or super().get_line_filters()
        return [*filters, *self._without_signs] if self._without_signs else filters

    # What is changed here

    def keep_setting(self, name: str, value: str | int) -> None:
        """Write a setting that was changed into the settings file, after all changes made so far."""

        def keep() -> str:
            from tui.settings_file import SettingNotKept, keep_setting

            try:
                keep_setting(name, value)
            except SettingNotKept as error:
                return str(error)
            return ""

        self.writer.submit(self, keep, SettingKept)

    def on_setting_kept(self, event: SettingKept) -> None:
        """Say when a setting holds no longer than this."""
        if event.problem:
            self.notice(f"{event.problem} Until you leave, it holds.", severity="warning")

    @work(group="question")
    async def action_theme(self) -> None:
        """Choose a theme, seeing each; it is kept in the settings."""
        from tui.dialogs.theme import ThemeDialog

        if self.no_color:
            self.notice("NO_COLOR is set: there are no colours to choose.")
        elif chosen := await self.push_screen_wait(ThemeDialog(self.available_themes, self.theme)):
            self.keep_setting("theme", chosen)
