"""Drawing one display line of a document: margin, paragraph number, bar and text, each once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import RenderStyles
from textual.strip import Strip

from storage import Passage
from tui.contrast import contrast
from tui.widgets.document_layout import MARGIN, Layout, Line
from tui.widgets.document_marks import MarginLabel, Spans, Tint

DENSE: Final = 1.7
"""How much stronger a tint is where marks lie over each other."""
FOCUSED: Final = 2.4
"""How much stronger a tint is where the record in focus lies."""


Value = TypeVar("Value")


class Look(NamedTuple):
    """All that decides how a stretch of text is drawn."""

    place: str = "text"
    """``text``, ``heading`` or ``boilerplate``."""
    tint: Tint | None = None
    """The records that lie over it."""
    standing: str | None = None
    """``cursor`` in the sentence under the cursor, ``selection`` in words chosen one by one."""
    hit: str | None = None
    """``hit`` where the words looked for stand, ``hit-current`` at the one walked to."""


class Palette:
    """The widget's component styles, mixed for every look that occurs."""

    def __init__(
        self, base: Color, styles: Mapping[str, RenderStyles], least_contrast: float
    ) -> None:
        """Mix the looks of a pane.

        Args:
            base: What is behind the text.
            styles: The component styles, by part.
            least_contrast: How far text stands out from a tint, at least.
        """
        self.base = base
        """What is behind the text."""
        self.ground = Style(bgcolor=base.rich_color)
        """Cells beyond the text."""
        self._styles = styles
        self._least_contrast = least_contrast
        self._mixed: dict[Look, Style] = {}
        self.plain = self.look(Look())
        """Text that nothing lies over, and every empty cell."""
        self.number = self._part("number")
        """A paragraph's number."""
        self.bar = self._part("bar")
        """The bar beside the sentence under the cursor."""

    def look(self, look: Look) -> Style:
        """The style of a stretch of text."""
        style = self._mixed.get(look)
        if style is None:
            style = self._mixed[look] = self._mix(look)
        return style

    def hue(self, hue: int) -> Style:
        """A record's own colour, on the plain background."""
        colour = self._styles[f"record-{hue}"].color
        return Style(color=colour.rich_color, bgcolor=self.base.rich_color)

    def label(self, label: MarginLabel) -> Style:
        """The style of a record's label in the margin, or of a cue's sign, which is thinner."""
        if label.quiet:
            return self.hue(label.hue)
        return self.hue(label.hue) + Style(bold=True, reverse=label.focused)

    def _part(self, name: str) -> Style:
        """A component style on the plain background."""
        colour = (self.base + self._styles[name].color).rich_color
        style = Style(color=colour, bgcolor=self.base.rich_color)
        return style + self._styles[name].text_style

    def _mix(self, look: Look) -> Style:
        """Lay place, cursor, records, selection and hit over each other, in this order."""
        background, colour = self.base, self._styles[look.place].color
        text_style = self._styles[look.place].text_style
        if look.standing == "cursor":
            background += self._styles["cursor"].background
            colour = self._styles["cursor"].color
            text_style += self._styles["cursor"].text_style
        if look.tint is not None:
            record = self._styles[f"record-{look.tint.hue}"]
            if record.color.ansi is None:
                background = self._tinted(background, colour, look.tint, record)
            elif look.tint.focused:
                # The terminal's own colours cannot be mixed, and a full one behind words hides them.
                colour = record.color
            text_style += record.text_style + Style(bold=look.tint.dense or None)
        for name in (look.standing if look.standing == "selection" else None, look.hit):
            if name is not None:
                # Not over the records' colours as well: their underline is left, and can be read.
                background = self.base + self._styles[name].background
                colour = self._styles[name].color
                text_style += self._styles[name].text_style
        foreground = (background + colour).rich_color
        return Style(color=foreground, bgcolor=background.rich_color) + text_style

    def _tinted(self, background: Color, colour: Color, tint: Tint, record: RenderStyles) -> Color:
        """The background with a record's colour in it, as much as leaves the text readable."""
        for share in (1.0, 0.8, 0.6, 0.4, 0.2):
            tinted = background.blend(record.color, share * _strength(tint, record))
            if contrast(tinted + colour, tinted) >= self._least_contrast:
                return tinted
        return background


def _strength(tint: Tint, record: RenderStyles) -> float:
    """How much of a record's colour goes into the background."""
    if tint.field:
        return 0.0
    stronger = FOCUSED if tint.focused else DENSE if tint.dense else 1.0
    return min(1.0, record.background.a * stronger)


@dataclass
class Painter:
    """Draws the lines of one document; what lies over the text is set from outside."""

    layout: Layout
    """The text, wrapped."""
    places: Spans[str] = field(default_factory=Spans)
    """Headings and boilerplate."""
    tints: Spans[Tint] = field(default_factory=Spans)
    """Where records lie."""
    labels: Mapping[int, MarginLabel] = field(default_factory=dict)
    """What stands in the margin, by line."""
    bars: Mapping[int, int] = field(default_factory=dict)
    """The hue of the record in focus, for each line that shows something of it."""
    cursor: Passage | None = None
    """The sentence under the cursor, or the several that are selected."""
    selection: Passage | None = None
    """The words that are selected, when they were chosen one by one."""
    hits: Spans[int] = field(default_factory=Spans)
    """Where the words looked for stand, numbered from 0."""
    hit: int | None = None
    """The hit walked to."""

    def strip(self, number: int, width: int, palette: Palette) -> Strip:
        """One display line, as wide as the pane; beyond the last line, an empty one."""
        segments = []
        if number < len(self.layout.lines):
            line = self.layout.lines[number]
            segments = [*self._gutter(number, line, palette), *self._text(line, palette)]
        used = sum(cell_len(text) for text, _style in segments)
        segments.append((" " * (width - used), palette.plain))
        return Strip(_joined(segments), max(used, width))

    def _gutter(self, number: int, line: Line, palette: Palette) -> Iterator[tuple[str, Style]]:
        """The record's label, the paragraph's number and the bar."""
        plain = palette.plain
        label = self.labels.get(number)
        if label is None:
            yield " " * MARGIN, plain
        else:
            before = cell_len(label.text) < MARGIN
            yield " " * before, plain
            yield label.text, palette.label(label)
            yield " " * (MARGIN - before - cell_len(label.text)), plain
        yield (line.number or "").rjust(self.layout.number_width), palette.number
        yield " ", plain
        yield self._bar(number, line, palette)
        yield " " * line.indent, plain

    def _bar(self, number: int, line: Line, palette: Palette) -> tuple[str, Style]:
        """The bar at the left of the text, where there is one."""
        for passage in (self.cursor, self.selection):
            if passage and passage.start < line.end and line.start < passage.end:
                return "▌", palette.bar
        if hue := self.bars.get(number):
            return "▎", palette.hue(hue)
        return " ", palette.plain

    def _text(self, line: Line, palette: Palette) -> Iterator[tuple[str, Style]]:
        """The text, cut wherever its look changes."""
        start, end = line.start, line.end
        places = list(self.places.between(start, end))
        tints = list(self.tints.between(start, end))
        hits = list(self.hits.between(start, end))
        cuts = {start, end}
        for first, last, _value in (*places, *tints, *hits):
            cuts.update((first, last))
        for passage in (self.cursor, self.selection):
            if passage is not None:
                cuts.update(edge for edge in (passage.start, passage.end) if start < edge < end)
        edges = sorted(cuts)
        for first, last in zip(edges, edges[1:], strict=False):
            look = Look(
                _value_at(places, first) or "text",
                _value_at(tints, first),
                self._standing_at(first),
                self._hit_at(hits, first),
            )
            yield self.layout.text[first:last], palette.look(look)

    def _standing_at(self, offset: int) -> str | None:
        """Whether a character is selected, or in the sentence under the cursor."""
        if self.selection is not None and self.selection.start <= offset < self.selection.end:
            return "selection"
        if self.cursor is not None and self.cursor.start <= offset < self.cursor.end:
            return "cursor"
        return None

    def _hit_at(self, hits: list[tuple[int, int, int]], offset: int) -> str | None:
        """Whether a character is in a hit, or in the one walked to."""
        number = _value_at(hits, offset)
        if number is None:
            return None
        return "hit-current" if number == self.hit else "hit"


def changed_cells(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The first and last column, the last one not included, in which two strips differ."""
    before, after = list(old), list(new)
    start = 0
    while before and after and before[0] == after[0]:
        start += after[0].cell_length
        del before[0], after[0]
    end = max(old.cell_length, new.cell_length)
    while before and after and before[-1] == after[-1]:
        end -= after[-1].cell_length
        del before[-1], after[-1]
    if before and after and before[-1].style == after[-1].style:
        end -= min(_trailing(before[-1].text), _trailing(after[-1].text))
    return (start, end) if start < end else None


def _trailing(text: str) -> int:
    """How many spaces a text ends with."""
    return len(text) - len(text.rstrip(" "))


def _value_at(stretches: list[tuple[int, int, Value]], offset: int) -> Value | None:
    """The value of the stretch in which a character lies."""
    for start, end, value in stretches:
        if start <= offset < end:
            return value
    return None


def _joined(pieces: list[tuple[str, Style]]) -> list[Segment]:
    """Pieces as segments: as few as possible, since every one costs forty bytes on the line.

    Neighbours of one style become one, and empty cells join whatever stands beside them.
    """
    segments: list[Segment] = []
    for text, style in pieces:
        if not text:
            continue
        before = segments[-1] if segments else Segment("", style)
        if before.style is style or _only_background(text, style, before.style):
            segments[-1:] = [Segment(before.text + text, before.style)]
        elif _only_background(before.text, before.style, style):
            segments[-1:] = [Segment(before.text + text, style)]
        else:
            segments.append(Segment(text, style))
    return segments


def _only_background(text: str, style: Style | None, other: Style | None) -> bool:
    """Whether text is nothing but empty cells, which look the same in another style."""
    if text.strip(" ") or style is None or other is None or style.bgcolor != other.bgcolor:
        return False
    drawn = (look.underline or look.underline2 or look.reverse for look in (style, other))
    return not any(drawn)
