"""The palette and the help screen: both tell what works here, from the one list."""

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from storage import Study
from tui.app import CasecoderApp
from tui.commands import COMMANDS, available_commands
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import HelpDialog
from tui.dialogs.import_files import ImportDialog
from tui.settings import Settings


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

        places = ("app", "library", "list", "study")
        assert {each.id for each in COMMANDS if each.where in places} == ids


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


async def test_the_palette_finds_a_command_by_what_people_call_it(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        found = await prompts(pilot, until, "exit")

        assert found[0].startswith("Quit (Ctrl+Q)")


async def test_a_command_that_works_elsewhere_is_found_and_says_where(app, settled, until, notices):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        found = await prompts(pilot, until, "exclude")
        await pilot.press("enter")
        await until(pilot, lambda: notices(app))

        assert found[0].startswith("Exclude (D) in a document")
        assert notices(app) == ["“exclude” works in a document."]


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


async def test_help_shows_the_keys_of_the_users_own_map(store, settled, shown):
    settings = Settings(keymap={"library.sort": "o", "study.none": "x"})
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        line = next(line for line in shown(app).splitlines() if "Choose the order" in line)

        assert " o " in line
        assert " s " not in line.partition("Choose")[0]


async def test_help_is_searched_by_plain_words(app, settled, shown, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark", "slash", *"delete")
        await until(pilot, lambda: "2 commands" in shown(app) or "1 command" in shown(app))

        assert "Remove the marked documents from the study." in shown(app)
        assert "Choose the order of the list" not in shown(app)


async def test_esc_takes_the_words_away_before_it_closes(app, settled, shown, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark", "slash", *"zebra")
        await until(pilot, lambda: "0 commands" in shown(app))
        await pilot.press("escape")
        await pilot.pause()
        assert "Open the document under the cursor." in shown(app)
        await pilot.press("escape")

        assert app.screen is app.library


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
