"""Ask for a theme; each is shown while the cursor is on it."""

from collections.abc import Iterable

from textual.await_complete import AwaitComplete
from textual.timer import Timer

from tui.dialogs.choose import Choice, ChooseDialog
from tui.themes import OWN_THEMES, THEME_WORDS

REST = 0.12
"""Seconds that the cursor rests on a theme before it is shown: a held key paints nothing meanwhile."""
_KEYS = dict(zip(OWN_THEMES, "dlcbt", strict=True))


class ThemeDialog(ChooseDialog[str]):
    """Offers the themes, ours first; Esc goes back to the one before."""

    def __init__(self, available: Iterable[str], now: str) -> None:
        """Ask for a theme.

        Args:
            available: The names of all themes.
            now: The name of the one that is used.
        """
        self._names = [*OWN_THEMES, *sorted(set(available) - set(OWN_THEMES))]
        super().__init__(
            "Theme",
            [
                Choice(name, name, _KEYS.get(name, ""), THEME_WORDS.get(name, ""))
                for name in self._names
            ],
            "Each is shown as you move. Enter keeps it in your settings, Esc goes back.",
            chosen=self._names.index(now),
        )
        self._before = now
        self._timer: Timer | None = None

    def on_option_list_option_highlighted(self) -> None:
        """Show the theme under the cursor, once it rests there."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REST, self._preview)

    def _preview(self) -> None:
        line = self.highlighted
        if line is not None and not self._is_answered:
            self.app.theme = self._names[line]

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Keep the theme chosen, or go back to the one before."""
        if not self._is_answered:
            self.app.theme = result or self._before
        return super().dismiss(result)
