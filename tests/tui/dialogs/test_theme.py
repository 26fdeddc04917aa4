"""Choosing a theme: shown while moving, kept by Enter, given up by Esc."""

import pytest

from tui.app import CasecoderApp
from tui.dialogs.theme import ThemeDialog
from tui.settings import read_settings, settings_path
from tui.themes import OWN_THEMES


@pytest.fixture
def previewed(until):
    """Open the question from the palette's command, and move down once."""

    async def previewed(pilot) -> None:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, ThemeDialog))
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.theme == "casecoder-light")

    return previewed


async def test_a_theme_is_shown_while_the_cursor_is_on_it(app, settled, previewed):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await previewed(pilot)

        assert not settings_path().exists()


async def test_enter_keeps_it_in_the_settings(app, settled, previewed):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await previewed(pilot)
        await pilot.press("enter")
        await settled(pilot)

        assert app.theme == "casecoder-light"
    assert read_settings().theme == "casecoder-light"


async def test_esc_goes_back_to_the_one_before(app, settled, previewed):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await previewed(pilot)
        await pilot.press("escape")
        await settled(pilot)

        assert app.theme == "casecoder"
    assert not settings_path().exists()


async def test_a_letter_chooses_at_once(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f9", "b")
        await settled(pilot)

        assert app.theme == "casecoder-colourblind"


async def test_ours_come_first(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        dialog = ThemeDialog(app.available_themes, app.theme)

        assert [choice.value for choice in dialog._choices][: len(OWN_THEMES)] == list(OWN_THEMES)


async def test_a_file_that_cannot_be_written_is_told_and_the_theme_holds(
    app: CasecoderApp, settled, notices
):
    settings_path().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_path().parent.write_text("a file, where a folder should be")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f9", "l")
        await settled(pilot)

        assert app.theme == "casecoder-light"
        assert notices(app)[0].endswith("Until you leave, it holds.")


async def test_no_color_leaves_nothing_to_choose(monkeypatch, settled, notices, store):
    from storage import Study

    monkeypatch.setenv("NO_COLOR", "1")
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)

        assert notices(app) == ["NO_COLOR is set: there are no colours to choose."]
