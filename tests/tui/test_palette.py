"""The palette and the help screen: both tell what works here, from the one list."""

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from tui.commands import COMMANDS, available_commands
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.import_files import ImportDialog
from tui.palette import has_words


async def prompts(pilot, until, typed: str) -> list[str]:
    await pilot.press("ctrl+p", *typed)
    listed = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: listed.option_count)
    await pilot.pause(0.2)
    return [str(listed.get_option_at_index(n).prompt) for n in range(listed.option_count)]


async def test_every_command_of_the_library_is_in_the_palette(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", "a", "enter")
        await settled(pilot)
        app.library.documents.marked = frozenset({"a", "b"})
        ids = {command.id for command in available_commands(app.screen)}

        assert {
            each.id for each in COMMANDS if each.where in ("app", "library", "list", "study")
        } == ids


async def test_the_palette_finds_a_command_by_its_label(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        found = await prompts(pilot, until, "export")

        assert found[0].startswith("Export (Ctrl+E)")


async def test_the_palette_finds_a_command_by_the_words_of_its_help(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        found = await prompts(pilot, until, "stata")

        assert found[0].startswith("Export (Ctrl+E)")


async def test_choosing_in_the_palette_does_what_the_key_does(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await prompts(pilot, until, "import")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportDialog))


async def test_the_palette_opens_once(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", "ctrl+p")
        await pilot.pause()

        assert len([s for s in app.screen_stack if isinstance(s, CommandPalette)]) <= 1


@pytest.mark.parametrize(
    ("query", "found"), [("tables stata", True), ("STATA", True), ("stata zebra", False)]
)
def test_all_words_of_a_query_must_be_there(query: str, found: bool):
    export = next(command for command in COMMANDS if command.id == "library.export")

    assert has_words(export, query) is found


async def test_help_shows_the_keys_of_this_screen_by_group(app, settled, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        text = shown(app)

        assert "What the keys do here" in text
        assert all(group in text for group in ("Library", "Moving", "Everywhere"))
        assert "Open the document under the cursor." in text


async def test_help_leaves_out_what_does_not_work_now(app, settled, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()

        assert "Make one case of the marked documents." not in shown(app)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter"])
async def test_help_closes(app, settled, key: str):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpDialog)
        await pilot.press(key)

        assert app.screen is app.library


async def test_the_key_bar_names_what_fits_and_always_help(app, settled, shown):
    async with app.run_test(size=(50, 24)) as pilot:
        await settled(pilot)
        last = shown(app).splitlines()[-1]

        assert last.strip() == "Enter open  n next to do  / filter  ? help"


async def test_a_click_on_the_key_bar_is_the_key(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        bar = app.screen.query_one("KeyBar")
        await pilot.click(bar, offset=(9, 0))
        await until(pilot, lambda: app.screen is app.library)
