"""The questions: what each key answers, and that nothing from outside is markup."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, TextArea

from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.choose_several import ChooseSeveralDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import Dialog
from tui.dialogs.export import ExportDialog, ExportRequest
from tui.dialogs.import_files import ImportDialog, ImportRequest
from tui.dialogs.memo import MemoDialog
from tui.dialogs.reason import ReasonDialog
from tui.themes import DARK

NOTHING = object()
RECORDS = [Choice("one", "delay", "F1"), Choice("two", "not done", "F2"), Choice("r", "pay", "R1")]
LETTERS = [Choice(1, "first", "a"), Choice(2, "second", "b"), Choice(3, "third", "B")]


class Asking(App[None]):
    """Asks one question and keeps the answer."""

    def __init__(self, dialog: Dialog[Any]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.dialog = dialog
        self.answer: object = NOTHING

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.keep)

    def keep(self, answer: object) -> None:
        self.answer = answer


async def answer(dialog: Dialog[Any], *keys: str) -> object:
    app = Asking(dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return app.answer


@pytest.mark.parametrize(("key", "expected"), [("y", True), ("n", False), ("escape", None)])
async def test_confirm_takes_a_letter(key: str, expected: bool | None):
    assert await answer(ConfirmDialog("Do it?"), key) is expected


async def test_confirm_is_not_answered_by_chance():
    assert await answer(ConfirmDialog("Do it?"), "enter", "space", "x") is NOTHING


async def test_a_reason_is_what_was_typed():
    assert await answer(ReasonDialog("Why?"), "n", "o", "space", "enter") == "no"


async def test_a_reason_may_not_be_empty(shown):
    app = Asking(ReasonDialog("Why?"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "enter")

        assert app.answer is NOTHING
        assert "Type a few words first" in shown(app)


async def test_a_reason_that_may_be_empty_is_empty():
    assert await answer(ReasonDialog("Why?", required=False), "enter") == ""


async def test_a_reason_begins_with_what_stands_there():
    assert await answer(ReasonDialog("Why?", text="so"), "end", "x", "enter") == "sox"


async def test_escape_gives_no_reason():
    assert await answer(ReasonDialog("Why?"), "n", "escape") is None


async def test_a_memo_has_several_lines():
    assert await answer(MemoDialog("Memo"), "a", "enter", "b", "ctrl+s") == "a\nb"


async def test_an_emptied_memo_is_empty():
    assert await answer(MemoDialog("Memo", text="a"), "delete", "ctrl+s") == ""


async def test_escape_leaves_an_unchanged_memo_at_once():
    assert await answer(MemoDialog("Memo", text="a"), "escape") is None


async def test_escape_throws_a_changed_memo_away_only_at_the_second_time():
    assert await answer(MemoDialog("Memo"), "a", "escape") is NOTHING
    assert await answer(MemoDialog("Memo"), "a", "escape", "escape") is None


async def test_a_memo_is_never_markup(shown):
    app = Asking(MemoDialog("On [redacted]", "“[/12] \x1b[2J”", text="[b]"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert "On [redacted]" in shown(app)
        assert "“[/12] ␛[2J”" in shown(app)
        assert app.screen.query_one(TextArea).text == "[b]"


async def test_a_letter_chooses_at_once():
    assert await answer(ChooseDialog("Which?", LETTERS), "a") == 1


async def test_capitals_are_told_apart_where_both_are_there():
    assert await answer(ChooseDialog("Which?", LETTERS), "b") == 2
    assert await answer(ChooseDialog("Which?", LETTERS), "B") == 3


async def test_a_letter_and_a_number_choose_a_record():
    assert await answer(ChooseDialog("Which record?", RECORDS), "f", "2") == "two"


async def test_a_letter_alone_waits_for_the_number_or_enter():
    assert await answer(ChooseDialog("Which record?", RECORDS), "r") is NOTHING
    assert await answer(ChooseDialog("Which record?", RECORDS), "r", "1") == "r"
    assert await answer(ChooseDialog("Which record?", RECORDS), "r", "enter") == "r"


async def test_a_number_that_is_not_there_chooses_nothing():
    assert await answer(ChooseDialog("Which record?", RECORDS), "f", "7", "enter") is NOTHING
    assert await answer(ChooseDialog("Which record?", RECORDS), "f", "7", "r", "1") == "r"


async def test_of_several_records_the_number_typed_last_counts_too():
    ten = [Choice(n, "delay", f"F{n}") for n in range(1, 11)]

    assert await answer(ChooseSeveralDialog("Which?", ten), "f", "1", "enter") == (1,)
    assert await answer(ChooseSeveralDialog("Which?", ten), *"f1f10", "3", "enter") == (1, 3, 10)


async def test_arrows_and_enter_choose():
    assert await answer(ChooseDialog("Which?", LETTERS), "down", "down", "enter") == 3


async def test_the_cursor_begins_where_it_was_asked_to():
    assert await answer(ChooseDialog("Which?", LETTERS, chosen=1), "enter") == 2


async def test_a_list_without_choices_can_be_left():
    assert await answer(ChooseDialog("Which?", []), "enter", "a", "escape") is None


async def test_choices_are_never_markup(shown):
    app = Asking(ChooseDialog("Which?", [Choice(1, "[/12]\x1b", "a", "[red]")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert "[/12]␛" in shown(app)
        assert "[red]" in shown(app)


async def test_several_are_chosen_by_letters_and_space():
    dialog = ChooseSeveralDialog("Which?", LETTERS)

    assert await answer(dialog, "a", "down", "down", "space", "enter") == (1, 3)


async def test_a_letter_drops_what_was_chosen():
    dialog = ChooseSeveralDialog("Which?", LETTERS, chosen=[1, 2])

    assert await answer(dialog, "a", "enter") == (2,)


async def test_several_may_be_none():
    assert await answer(ChooseSeveralDialog("Which?", LETTERS), "enter") == ()


async def test_a_long_list_scrolls():
    many = [Choice(number, f"value {number}") for number in range(300)]
    app = Asking(ChooseDialog("Which?", many))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()

        assert app.screen.query_one(OptionList).highlighted == 299
        assert app.screen.query_one("#panel").region.bottom <= 24


async def test_import_asks_for_a_path_that_is_there(tmp_path: Path, shown):
    app = Asking(ImportDialog(f"{tmp_path}/none"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")

        assert app.answer is NOTHING
        assert "There is nothing at" in shown(app)


async def test_import_asks_for_a_path_at_all(shown):
    app = Asking(ImportDialog())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")

        assert "Type the path of a file or folder" in shown(app)


async def test_tab_completes_the_path_and_enter_accepts_it(tmp_path: Path):
    (tmp_path / "decisions").mkdir()

    found = await answer(ImportDialog(f"{tmp_path}/dec"), "end", "tab", "enter")

    assert found == ImportRequest(Path(f"{tmp_path}/decisions/"), None)


async def test_tab_offers_several_ways_to_go_on(tmp_path: Path, shown):
    (tmp_path / "decisions").mkdir()
    (tmp_path / "december").mkdir()
    app = Asking(ImportDialog(f"{tmp_path}/d"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end", "tab")
        await pilot.pause()

        assert "december/  decisions/" in shown(app)


async def test_metadata_is_asked_for_after_the_path(tmp_path: Path):
    (tmp_path / "about.csv").write_text("file\n")
    app = Asking(ImportDialog(str(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.query_one("#metadata", Input).value = f"{tmp_path}/about.csv"
        await pilot.press("down", "enter")

        assert app.answer == ImportRequest(tmp_path, tmp_path / "about.csv")


async def test_export_proposes_the_current_coders_tables():
    found = await answer(ExportDialog("export", "anna"), "enter")

    assert found == ExportRequest(Path("export"), "csv", "anna", None, "all", False)


async def test_export_is_changed_by_arrows_and_space():
    dialog = ExportDialog("out", "anna", ["anna", "ben"])
    keys = ["down", "space", "down", "right", "down", "left", "down", "space", "down", "space"]

    found = await answer(dialog, *keys, "enter")

    assert found == ExportRequest(Path("out"), "jsonl", "ben", "done", "none", True)


async def test_a_package_is_of_everybody_and_asks_what_they_are_called(shown):
    app = Asking(ExportDialog("out", "anna", ["anna", "ben"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "left")
        await pilot.pause()

        assert "all, for an archive" in shown(app)
        assert "anna" not in shown(app)
        await pilot.press("down", "down", "down", "down", "space", "enter")

    wanted = ExportRequest(Path("out"), "package", "anna", None, "all", False, "coded")
    assert app.answer == wanted


async def test_export_needs_a_folder(shown):
    app = Asking(ExportDialog("", "anna"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")

        assert app.answer is NOTHING
        assert "Type the path of a folder" in shown(app)


async def test_export_refuses_the_home_of_nobody(shown):
    app = Asking(ExportDialog("~nobody-of-that-name/out", "anna"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")

        assert app.answer is NOTHING
        assert "~nobody-of-that-name is nobody's home folder here." in shown(app)
