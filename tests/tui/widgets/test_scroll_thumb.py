"""The scrollbar's thumb moves alone, wherever it is told to go."""

import pytest
from textual.app import App, ComposeResult
from textual.scrollbar import ScrollBar

from tui.widgets.scroll_thumb import move_thumb


class Barred(App[None]):
    """Nothing but a scrollbar."""

    def compose(self) -> ComposeResult:
        yield ScrollBar(vertical=True)


@pytest.mark.parametrize("position", [0.0, 3.0, 18.0, 20.0, 51.0])
async def test_a_thumb_may_be_told_to_go_past_the_end(position: float) -> None:
    app = Barred()
    async with app.run_test(size=(80, 33)) as pilot:
        bar = app.query_one(ScrollBar)
        bar.window_virtual_size, bar.window_size = 51, 33
        await pilot.pause()
        for asked in (position, 0.0, position):
            move_thumb(bar, asked)

        assert bar.position == position
