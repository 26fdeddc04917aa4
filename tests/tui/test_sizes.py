"""Terminals of any size, and one whose size never rests: nothing ends, and the words come back."""

import random

import pytest

from tui.screens.review import ReviewScreen


@pytest.fixture
def reviewed(settled, until):
    """Open the first document."""

    async def reviewed(pilot) -> None:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        await until(pilot, lambda: pilot.app.screen.opened)
        await pilot.pause()

    return reviewed


KEYS = "j tab f c escape escape slash a escape question_mark escape f9 escape ctrl+p escape"


async def test_a_terminal_of_a_column_or_a_row_ends_nothing(app, reviewed, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await reviewed(pilot)
        for size in ((1, 24), (80, 1), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.press(*KEYS.split())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()

        assert app.return_code is None
        assert "help" in shown(app)


async def test_a_storm_of_sizes_leaves_the_screen_as_it_was(app, reviewed, shown, until):
    sizes = random.Random(4)
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewed(pilot)
        await pilot.press("J", "J", "x")
        before, selected = shown(app), app.screen.text.selection
        for _ in range(40):
            app.post_message(resized(sizes.randint(1, 200), sizes.randint(1, 60)))
        await pilot.resize_terminal(120, 40)

        await until(pilot, lambda: shown(app).splitlines()[-1] == before.splitlines()[-1])
        assert app.screen.text.selection == selected


def resized(columns: int, rows: int):
    """What the terminal tells when its size is another."""
    from textual.events import Resize
    from textual.geometry import Size

    return Resize(Size(columns, rows), Size(columns, rows))
