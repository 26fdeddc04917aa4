"""What is done to every line before it is sent to a terminal that cannot show all of it."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    "○◐●×⚑✓▸▾…·•–—→─━│┃▏╭╮╰╯▌▎▁▂▃▄▅▆▇█¶‘’“”",
    "o~*x!+>v..*-->" + "--|||++++" + "|:" + "       #" + "P''\"\"",
)
"""One plain character for each sign that we draw ourselves, and for what print sets as quotes."""


class PlainSigns(LineFilter):
    """Draws plain letters in place of signs, each as wide as the sign."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line without signs."""
        return [Segment(text.translate(_SIGNS), style, _) for text, style, _ in segments]
