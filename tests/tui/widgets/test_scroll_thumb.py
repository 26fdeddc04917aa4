"""The scrollbar shows what Textual's own would, and repaints no more than it must."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.scrollbar import ScrollBar

from tui.widgets.scroll_thumb import ThumbBar


class Barred(App[None]):
    """Textual's scrollbar beside ours."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ScrollBar(vertical=True)
            yield ThumbBar(vertical=True)


def glyphs(bar: ScrollBar) -> list[str]:
    """What stands in each row of a bar."""
    return [strip.text for strip in bar.render_lines(Region(0, 0, *bar.size))]


@pytest.mark.parametrize("position", [0.0, 3.0, 17.5, 18.0, 20.0, 51.0])
async def test_it_looks_like_textuals_own_wherever_the_thumb_goes(position: float) -> None:
    app = Barred()
    async with app.run_test(size=(80, 33)) as pilot:
        theirs, ours = app.query_one(ScrollBar), app.query_one(ThumbBar)
        for asked in (position, 0.0, position):
            for bar in (theirs, ours):
                bar.window_virtual_size, bar.window_size, bar.position = 51, 33, asked
            await pilot.pause()

        assert glyphs(ours) == glyphs(theirs)


async def test_nothing_is_repainted_when_it_is_told_what_it_shows() -> None:
    app = Barred()
    async with app.run_test(size=(80, 33)) as pilot:
        bar = app.query_one(ThumbBar)
        bar.window_virtual_size, bar.window_size = 51, 33
        await pilot.pause()
        bar.refresh()
        bar._exchange_repaint_regions()
        bar.refresh()
        unchanged = bar._exchange_repaint_regions()
        bar.position = 9
        moved = bar._exchange_repaint_regions()

        assert not unchanged
        assert 0 < sum(region.height for region in moved) < bar.size.height
