"""Widgets that only hold others."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Bare(Widget):
    """Draws nothing, so that what is behind it shows, and hears nothing.

    Textual would draw a ground of its own for each container, and cut all of them at the edges of
    whatever stands in them, although none is seen. It comes behind the container's own class, of
    which the layout is taken.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """No lines."""
        return []
