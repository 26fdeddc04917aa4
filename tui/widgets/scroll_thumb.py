"""A scrollbar that repaints only the few cells by which its thumb moves."""

from typing import Self

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender

from tui.widgets.kept_lines import KeptLines


class ThumbBar(KeptLines, ScrollBar):
    """A vertical scrollbar that compares what it would draw with what stands there.

    Textual repaints the whole bar whenever anything about the scrolling changes, which costs as
    many bytes as a page of text.
    """

    _drawn: tuple[object, list[Segment]] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaint the cells that differ; all of them when more than the thumb's place changed."""
        if regions or layout or recompose or not repaint:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        before, self._drawn = self._drawn, (self._look(), self._cells())
        if before is None or before[0] != self._drawn[0]:
            return super().refresh()
        pairs = enumerate(zip(before[1], self._drawn[1], strict=True))
        changed = [Region(0, row, self.size.width, 1) for row, (old, new) in pairs if old != new]
        return super().refresh(*changed) if changed else self

    def notify_style_update(self) -> None:
        """Draw all of it in other colours."""
        self._drawn = None
        super().notify_style_update()

    def _look(self) -> object:
        """What decides about every cell."""
        return self.size, self.mouse_over, self.grabbed is not None

    def _cells(self) -> list[Segment]:
        """The bar from top to bottom, whatever its colours."""
        drawn = ScrollBarRender.render_bar(
            size=self.size.height,
            virtual_size=self.window_virtual_size,
            window_size=self.window_size if self.window_size < self.window_virtual_size else 0,
            position=self.position,
        )
        # A position past the end, as there is for a moment when the text gets shorter, draws beyond it.
        return list(drawn.segments)[: self.size.height]
