"""A widget drawn from lines of spans, which repaints only the lines that changed."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.display import one_line
from tui.widgets.spans import Line


class LinePainter:
    """Turns lines of spans into strips, in a widget's own colours."""

    def __init__(self, widget: Widget, prefix: str, looks: Sequence[str]) -> None:
        """Draw with the component classes ``prefix--look`` of a widget."""
        self._widget = widget
        self._names = {look: f"{prefix}--{look}" for look in looks}
        self._styles: Mapping[str, Style] = {}

    def forget(self) -> None:
        """Ask for the colours again: the theme changed."""
        self._styles = {}

    def strip(self, line: Line, width: int) -> Strip:
        """One line in colour, exactly ``width`` columns wide."""
        if not self._styles:
            widget = self._widget
            base = widget.rich_style
            looks = self._names.items()
            self._styles = {"": base, **{k: widget.get_component_rich_style(v) for k, v in looks}}
        segments = [
            Segment(
                one_line(span.text),
                self._styles.get(span.look, self._styles[""]),
            )
            for span in line
            if span.text
        ]
        return Strip(segments).adjust_cell_length(width, self._styles[""])


class DrawnWidget(Widget):
    """A widget that is nothing but lines."""

    PREFIX: ClassVar[str] = "drawn"
    """What its component classes begin with."""
    LOOKS: ClassVar[tuple[str, ...]] = ()
    """The looks its lines use, each a component class."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._lines: tuple[Line, ...] = ()
        self._painter = LinePainter(self, self.PREFIX, self.LOOKS)

    def draw(self, lines: Sequence[Line]) -> None:
        """Show other lines; only those that differ are painted again."""
        before, self._lines = self._lines, tuple(lines)
        width = self.size.width
        if len(before) != len(self._lines):
            self.refresh()
            return
        pairs = enumerate(zip(before, self._lines, strict=True))
        changed = [Region(0, row, width, 1) for row, (old, new) in pairs if old != new]
        if changed:
            self.refresh(*changed)

    def line_at(self, row: int) -> Line:
        """The line drawn on a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else ()

    def render_line(self, y: int) -> Strip:
        """One line in colour."""
        return self._painter.strip(self.line_at(y), self.size.width)

    def notify_style_update(self) -> None:
        """Take up new colours."""
        self._painter.forget()
        super().notify_style_update()
