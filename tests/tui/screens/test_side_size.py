"""The panel gets larger and smaller beside and below the text, is remembered, and leaves the text its room."""

import pytest

from storage import Study
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen
from tui.settings import Settings, read_settings


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


def width(app: CasecoderApp) -> int:
    """Columns of the panel."""
    return app.screen.side.outer_size.width


async def test_a_key_makes_it_wider_and_the_settings_remember(app, settled, reviewed):
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewed(pilot)
        await pilot.press("left_parenthesis", "left_parenthesis", "right_parenthesis")
        await settled(pilot)

        assert width(app) == 52
    assert read_settings().side == 52


async def test_it_begins_as_the_settings_say(store, reviewed):
    settings = Settings(side=36)
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewed(pilot)

        assert width(app) == 36


async def test_the_text_keeps_its_room_and_the_panel_comes_back(store, reviewed):
    settings = Settings(side=90)
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await reviewed(pilot)
        before = width(app)
        await pilot.resize_terminal(180, 40)
        await pilot.pause()

        assert (before, width(app)) == (72, 90)


async def test_the_same_keys_make_a_drawer_higher_and_the_settings_remember(app, reviewed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await reviewed(pilot)
        await pilot.press("left_parenthesis", "tab")
        await settled(pilot)
        before = app.screen.side.outer_size
        await pilot.press(*["left_parenthesis"] * 2, "right_parenthesis")
        await settled(pilot)

        assert (before.width, before.height, app.screen.side.outer_size.height) == (80, 11, 14)
    assert (read_settings().side, read_settings().drawer) == (None, 60)


async def test_a_drawer_begins_as_the_settings_say_and_the_sentence_stays_in_sight(
    store, reviewed, shown
):
    settings = Settings(drawer=80)
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await reviewed(pilot)
        await pilot.press(*["j"] * 12, "tab")
        await pilot.pause()
        above = " ".join(shown(app).split()).partition("DOCUMENT")[0]

        assert app.screen.side.outer_size.height == 18
        assert app.screen.text.chosen_words[:20] in above
