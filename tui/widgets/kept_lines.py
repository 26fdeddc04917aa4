"""Widgets whose lines are drawn once, until something of them changes."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """Hands out the lines it drew last while nothing of it changed.

    Whenever a few cells of one widget change, Textual asks every widget of the screen for all of
    its lines. For the widgets around a text that is half of what a key costs.
    """

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were drawn last, or drawn now."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = (crop, super().render_lines(crop))
        return self._kept[1]

    def _set_dirty(self, *regions: Region) -> None:
        self._kept = None
        super()._set_dirty(*regions)

    def notify_style_update(self) -> None:
        """Draw with other colours."""
        self._kept = None
        super().notify_style_update()
