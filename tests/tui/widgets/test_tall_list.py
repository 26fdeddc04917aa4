"""Rows of several lines: whole rows come into view, and the window moves by rows."""

from dataclasses import dataclass

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult

from storage import Page
from tui.widgets.tall_list import TallList


@dataclass(frozen=True)
class Tall:
    uid: str
    height: int


class Talls(TallList[Tall]):
    """Each row says its name on every line."""

    def row_height(self, row):
        return row.height

    def line_segments(self, row, line, base):
        return [Segment(f"{row.uid}.{line}", base)]


class Shelf(App[None]):
    def compose(self) -> ComposeResult:
        yield Talls()

    @property
    def talls(self) -> Talls:
        return self.query_one(Talls)

    def show(self, *heights: int) -> None:
        rows = tuple(Tall(f"r{place}", height) for place, height in enumerate(heights))
        self.talls.show_page(Page(rows, None, None))

    def lines(self) -> list[str]:
        return [self.talls.render_line(y).text.strip() for y in range(self.talls.size.height)]


@pytest.fixture
async def shelf():
    app = Shelf()
    async with app.run_test(size=(20, 10)) as pilot:
        app.talls.focus()
        await pilot.pause()
        yield app, pilot


async def test_each_row_takes_its_lines(shelf):
    app, _ = shelf
    app.show(1, 3, 2)

    assert app.lines()[:7] == ["r0.0", "r1.0", "r1.1", "r1.2", "r2.0", "r2.1", ""]


async def test_the_whole_row_under_the_cursor_comes_into_view(shelf):
    app, pilot = shelf
    app.show(*[4] * 8)
    await pilot.press("j", "j")

    assert {"r2.0", "r2.1", "r2.2", "r2.3"} <= set(app.lines())


async def test_the_last_row_stands_at_the_bottom_and_the_first_at_the_top(shelf):
    app, pilot = shelf
    app.show(3, 4, 2, 5, 3)
    await pilot.press("G")
    bottom = app.lines()
    await pilot.press("g")

    assert bottom[0] == "r2.0"
    assert bottom[-1] == "r4.2"
    assert app.lines()[0] == "r0.0"


async def test_a_row_taller_than_the_list_shows_its_beginning(shelf):
    app, pilot = shelf
    app.show(2, 30, 2)
    await pilot.press("j")

    assert app.lines()[0] == "r1.0"


async def test_a_click_goes_to_the_row_of_that_line(shelf):
    app, pilot = shelf
    app.show(3, 3, 3)
    await pilot.click(Talls, offset=(2, 4))

    assert app.talls.row.uid == "r1"


async def test_wherever_the_cursor_goes_it_is_in_view(shelf):
    app, pilot = shelf
    for heights in ((1, 15, 1, 1, 9), (2,) * 12, (5, 1, 1, 1, 6, 3, 8), (10, 10)):
        app.show(*heights)
        for key in "jjjjkkGkkjgjj":
            await pilot.press(key)
            row = app.talls.row

            assert f"{row.uid}.0" in app.lines()
