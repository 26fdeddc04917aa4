"""Moving a scrollbar's thumb by the few cells it moves by, instead of painting the whole bar."""

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender


def move_thumb(bar: ScrollBar, position: float) -> None:
    """Set a vertical scrollbar's position and repaint only the cells that look different then."""
    before = _cells(bar, bar.position)
    position = bar.validate_position(position)
    bar.set_reactive(ScrollBar.position, position)
    pairs = zip(before, _cells(bar, position), strict=True)
    changed = [
        Region(0, row, bar.size.width, 1) for row, (old, new) in enumerate(pairs) if old != new
    ]
    if changed:
        bar.refresh(*changed)


def _cells(bar: ScrollBar, position: float) -> list[Segment]:
    """A scrollbar as it looks at a position, from top to bottom."""
    drawn = ScrollBarRender.render_bar(
        size=bar.size.height,
        virtual_size=bar.window_virtual_size,
        window_size=bar.window_size if bar.window_size < bar.window_virtual_size else 0,
        position=position,
    )
    # A position past the end, as there is for a moment when the text gets shorter, draws beyond it.
    return list(drawn.segments)[: bar.size.height]
