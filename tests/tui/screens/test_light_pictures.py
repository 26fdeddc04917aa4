"""The main screens in the light theme, and the first screen of all; look at each before updating it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import Study
from tui.app import CasecoderApp
from tui.offers import Offers
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen
from tui.settings import Settings

KEYS = {
    "library": [],
    "review": ["down", "enter", "J", "J", "J", "x"],
    "form": ["down", "enter", "J", "J", "J", "f", "c"],
}
"""What is pressed before each picture."""


@pytest.fixture
def light_app(store: Path) -> CasecoderApp:
    """The application in the light theme."""
    return CasecoderApp(
        lambda: Study.open(store, coder="anna"),
        coder="anna",
        settings=Settings(theme="casecoder-light"),
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("state", "size"), [("library", (80, 24)), ("review", (120, 40)), ("form", (80, 24))]
)
def test_the_light_theme_looks_as_it_did(light_app, snap_compare, settled, until, state, size):
    async def press(pilot) -> None:
        await settled(pilot)
        for key in KEYS[state]:
            await pilot.press(key)
            if key == "enter":
                await until(pilot, lambda: isinstance(light_app.screen, ReviewScreen))
                await until(pilot, lambda: light_app.screen.opened)
        await pilot.pause()

    assert snap_compare(light_app, terminal_size=size, run_before=press)


def test_the_first_screen_looks_as_it_did(snap_compare, until):
    def never(*_asked: object) -> Study:
        raise AssertionError

    offered = Offers(Path("/home/anna/short-breaks"), never, never, never, never, never)
    app = CasecoderApp(offered, coder="anna")

    async def wait(pilot) -> None:
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=wait)
