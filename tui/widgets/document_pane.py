"""A document's text drawn line by line: only the cells that change are sent to the terminal."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from storage import Passage, Segmentation
from tui.display import display_safe
from tui.widgets.document_layout import Layout, Number, lay_out, printed_numbers
from tui.widgets.document_marks import HUES, Mark, focus_bars, margin_labels, tints, with_cues
from tui.widgets.document_paint import Painter, Palette, changed_cells
from tui.widgets.document_places import places
from tui.widgets.scroll_thumb import ThumbBar

_PARTS: Final = (
    "text", "heading", "boilerplate", "number", "bar", "cursor", "selection", "hit", "hit-current",
    *(f"record-{hue}" for hue in range(1, HUES + 1)),
)  # fmt: skip
_KEPT: Final = 1000
"""Drawn lines that are kept."""


class DocumentPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Wraps a text to its width, draws the records over it and scrolls; knows no sentences."""

    ALLOW_SELECT = False
    BOUND_KEYS_ONLY: ClassVar[bool] = True
    """The pane itself takes no key: see ``tui.key_order``."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document-view--{part}" for part in _PARTS}
    DEFAULT_CSS = """
    DocumentPane {
        overflow: hidden auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 20%;
        scrollbar-background: $background;
        & > .document-view--text { color: $reading; }
        & > .document-view--heading { color: $foreground; text-style: bold; }
        & > .document-view--boilerplate { color: $boilerplate; }
        & > .document-view--number { color: $boilerplate; }
        & > .document-view--bar { color: $accent; text-style: bold; }
        & > .document-view--cursor { background: $here; color: $here-text; text-style: $here-style; }
        & > .document-view--selection { background: $words; color: $words-text; }
        & > .document-view--hit { background: $hit; color: $hit-text; text-style: italic; }
        & > .document-view--hit-current { background: $hit-now; color: $hit-now-text; text-style: bold; }
        & > .document-view--record-1 { color: $record-1; background: $record-1 $record-tint; text-style: underline; }
        & > .document-view--record-2 { color: $record-2; background: $record-2 $record-tint; text-style: underline uu; }
        & > .document-view--record-3 { color: $record-3; background: $record-3 $record-tint; text-style: underline italic; }
        & > .document-view--record-4 { color: $record-4; background: $record-4 $record-tint; text-style: underline uu italic; }
        & > .document-view--record-5 { color: $record-5; background: $record-5 $record-tint; text-style: underline; }
        & > .document-view--record-6 { color: $record-6; background: $record-6 $record-tint; text-style: underline uu; }
        & > .document-view--record-7 { color: $record-7; background: $record-7 $record-tint; text-style: underline italic; }
        & > .document-view--record-8 { color: $record-8; background: $record-8 $record-tint; text-style: underline uu italic; }
    }
    """

    marks: var[tuple[Mark, ...]] = var(())
    """The passages of the document's records; set it to show others."""
    cues: var[tuple[Mark, ...]] = var(())
    """The passages pointed at, each with its sign for the margin; set it to show others."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._numbers: Mapping[int, Number] = {}
        self._painter = Painter(Layout(""))
        self._palette: Palette | None = None
        self._strips: dict[int, Strip] = {}
        self._width = 0
        self._watched: Passage | None = None

    def _take(self, text: str, segmentation: Segmentation) -> None:
        """Take another text, from its beginning, without marks."""
        self._text = display_safe(text)
        self._numbers = printed_numbers(self._text, segmentation.paragraphs)
        self._painter = Painter(Layout(self._text), places=places(self._text, segmentation))
        self._watched = None
        self.set_reactive(DocumentPane.marks, ())
        self.set_reactive(DocumentPane.cues, ())

    def reveal(self, passage: Passage) -> None:
        """Bring a passage into view, and leave the cursor where it is."""
        layout, top, height = self._painter.layout, self._top, self.size.height
        if not layout.lines or not height:
            return
        lines = layout.lines_of(passage.start, passage.end)
        third = max(1, height // 3)
        if lines.start < top or lines.stop > top + 2 * height:
            self._scroll(min(lines.start, max(lines.start - third, lines.stop - height)))
        elif lines.stop > top + height:
            self._scroll(min(lines.start, lines.stop - height + third))

    def _watch(self, passage: Passage) -> None:
        """Keep a passage in view from now on, also when the pane changes its size."""
        self._watched = passage
        self.reveal(passage)

    def _scroll(self, line: int) -> None:
        """Bring a display line to the top of the pane, as far as the text goes."""
        self.scroll_to(y=max(0, line), animate=False, force=True)

    @property
    def _top(self) -> int:
        """The display line in the pane's first row."""
        return round(self.scroll_y)

    @property
    def _columns(self) -> int:
        """Columns of the pane beside the scrollbar, whether or not it shows now."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for, as Textual makes its own."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = ThumbBar(name="vertical", thickness=1)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def watch_marks(self) -> None:
        """Paint other marks."""
        self._painter.tints = tints(self._text, self.marks)
        self._mark_lines()
        self._repaint()

    def watch_cues(self) -> None:
        """Point at other passages."""
        self._mark_lines()
        self._repaint()

    def on_resize(self) -> None:
        """Wrap the text anew when the width is another; keep the cursor in view."""
        if self._columns != self._width:
            self._lay_out()
        elif self._watched is not None:
            self.reveal(self._watched)

    def notify_style_update(self) -> None:
        """Draw with other colours."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint only the cells that differ from what stands there."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        old, new = round(old_value), round(new_value)
        if old != new:
            rows = range(self.size.height)
            self._refresh_rows(
                (row, self._strip(old + row), self._strip(new + row)) for row in rows
            )

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        return self._strip(self._top + y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the pane as they were drawn: nothing stands around them."""
        top, (left, right) = self._top, crop.column_span
        return [self._strip(top + y).crop(left, right) for y in crop.line_range]

    def _strip(self, number: int) -> Strip:
        """One display line as it is sent, drawn once."""
        strip = self._strips.get(number)
        if strip is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            self._palette = self._palette or self._mix_palette()
            strip = self._painter.strip(number, self._width, self._palette)
            strip = strip.adjust_cell_length(self.size.width, self._palette.ground)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self._palette.base)
            self._strips[number] = strip
        return strip

    def _mix_palette(self) -> Palette:
        """The component styles as they are now."""
        styles = {part: self.get_component_styles(f"document-view--{part}") for part in _PARTS}
        least = float(self.app.theme_variables["least-contrast"])
        return Palette(self.background_colors[1], styles, least)

    def _lay_out(self) -> None:
        """Wrap the text to the pane's width; what is watched stays on its row."""
        before, top, height = self._painter.layout, self._top, self.size.height
        layout = lay_out(self._text, self._numbers, self._columns)
        self._painter.layout, self._width = layout, self._columns
        self._mark_lines()
        self._strips.clear()
        # The bar first: Textual would tell it only after the text was painted, and paint again.
        self.vertical_scrollbar.window_virtual_size = len(layout.lines)
        self.virtual_size = Size(self._columns, len(layout.lines))
        self.refresh()
        if self._watched is not None and layout.lines:
            row = before.line_of(self._watched.start) - top if before.lines else height // 3
            self._scroll(layout.line_of(self._watched.start) - row)
            self.reveal(self._watched)

    def _mark_lines(self) -> None:
        """Work out on which lines the margin says something."""
        layout = self._painter.layout
        self._painter.labels = with_cues(margin_labels(self.marks, layout), self.cues, layout)
        self._painter.bars = focus_bars(self.marks, layout)

    def _repaint_passages(self, *passages: tuple[int, int]) -> None:
        """Repaint the lines that show something of some passages."""
        layout = self._painter.layout
        if layout.lines:
            self._repaint({line for passage in passages for line in layout.lines_of(*passage)})

    def _repaint(self, lines: Iterable[int] | None = None) -> None:
        """Draw some lines again, or all, and refresh the cells that came out differently."""
        if lines is None:
            before, self._strips = self._strips, {}
        else:
            before = {line: self._strips.pop(line) for line in lines if line in self._strips}
        top = self._top
        self._refresh_rows(
            (line - top, before.get(line), self._strip(line))
            for line in range(top, top + self.size.height)
            if lines is None or line in lines
        )

    def _refresh_rows(self, rows: Iterable[tuple[int, Strip | None, Strip]]) -> None:
        """Refresh the cells of each row in which what was drawn differs from what is to be drawn."""
        regions = []
        for row, before, after in rows:
            cells = (0, self._width) if before is None else changed_cells(before, after)
            if cells is not None:
                regions.append(Region(cells[0], row, cells[1] - cells[0], 1))
        if regions:
            self.refresh(*regions)
