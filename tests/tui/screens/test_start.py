"""The first screen: a study is chosen, made or found, and leads on to a first coded record."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import seeds
from storage import Study
from tui.app import CasecoderApp
from tui.cli.first_time import offers
from tui.dialogs.new_study import NewStudyDialog
from tui.dialogs.open_study import OpenStudyDialog
from tui.screens.importing import ImportScreen
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder."""
    folder = tmp_path / "short-breaks"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def cases(place: Path) -> Path:
    """Two texts in a folder with a short name."""
    folder = place / "c"
    folder.mkdir()
    for name in ("ardley-21-004-117.txt", "strathmore-202103418.txt"):
        shutil.copy(seeds.sample_cases() / name, folder)
    return folder


@pytest.fixture
def new_app(place: Path) -> CasecoderApp:
    """The application where there is no study."""
    clock = datetime(2025, 1, 15, 14, 2, tzinfo=UTC)
    return CasecoderApp(offers("anna"), coder="anna", clock=lambda: clock)


async def test_it_says_where_one_is_and_what_can_be_begun(new_app, place, until, shown):
    async with new_app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.pause()

        assert str(place) in shown(new_app).replace("\n", "").replace(" ", "")
        assert "n  Begin a study here" in shown(new_app)
        assert list(place.iterdir()) == []


async def test_from_an_empty_folder_to_a_first_record_the_screens_say_how(
    new_app, place, cases, until, settled, shown
):
    async with new_app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(new_app.screen, NewStudyDialog))
        await pilot.press("enter")
        await settled(pilot)
        assert "Ctrl+O brings in files or a folder" in shown(new_app)

        await pilot.press("ctrl+o", "c", "enter")
        await until(pilot, lambda: "i brings them in." in shown(new_app))
        await pilot.press("i")
        await until(pilot, lambda: "o opens one." in shown(new_app))
        await pilot.press("o")
        await until(
            pilot, lambda: isinstance(new_app.screen, ReviewScreen) and new_app.screen.opened
        )
        await pilot.pause()
        hint = "f makes a finding"
        assert hint in shown(new_app)

        await pilot.press("J", "J", "f", "c", "enter")
        await until(pilot, lambda: new_app.screen.coding.records)
        await pilot.pause()
        assert hint not in shown(new_app)

    with Study.open(place / "casecoder.db", coder="anna") as study:
        assert study.overview().name == "Short breaks"


async def test_a_codebook_with_faults_is_refused_where_it_is_asked_for(
    new_app, place, until, settled, shown
):
    Path("mine.toml").write_text("[codebook]\nname = 3\n", encoding="utf-8")
    async with new_app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(new_app.screen, NewStudyDialog))
        await pilot.press("tab", *"mine.toml", "enter")
        await pilot.pause()

        assert "mine.toml" in shown(new_app)
        assert not Path("casecoder.db").exists()


async def test_a_study_elsewhere_is_asked_for_until_there_is_one(
    new_app, place, store, until, settled, shown
):
    Path("s").mkdir()
    shutil.copy(store, "s/casecoder.db")
    async with new_app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(new_app.screen, OpenStudyDialog))
        await pilot.press(*"nowhere", "enter")
        await pilot.pause()
        assert "There is no study at nowhere." in shown(new_app)
        await pilot.press("ctrl+u", "s", "enter")
        await settled(pilot)

        assert new_app.study is not None
        assert new_app.study.overview().name == "Sample study"


async def test_what_cannot_be_opened_is_told_and_the_choice_stays(new_app, place, until, notices):
    Path("notes.txt").write_text("no study")
    async with new_app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.press("o", *"notes.txt", "enter")
        await until(pilot, lambda: notices(new_app))
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))

        assert "is not a casecoder store" in notices(new_app)[0]


async def test_arrows_and_enter_choose_too(new_app, until):
    async with new_app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(new_app.screen, StartScreen))
        await pilot.press("j", "j", "k", "enter")

        await until(pilot, lambda: isinstance(new_app.screen, NewStudyDialog))


async def test_what_was_imported_is_opened_from_the_list(place, cases, empty_app, settled, until):
    async with empty_app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+o", "c", "enter")
        await until(pilot, lambda: isinstance(empty_app.screen, ImportScreen))
        screen = empty_app.screen
        await until(pilot, lambda: screen._listed)
        assert screen.check_action("open", ()) is False
        await pilot.press("i")
        await until(pilot, lambda: screen._is_done and screen._listed and screen._read_file)
        await pilot.press("j", "o")
        await until(
            pilot, lambda: isinstance(empty_app.screen, ReviewScreen) and empty_app.screen.opened
        )
        title = empty_app.screen.coding.document.title
        await pilot.press("escape")
        await settled(pilot)

        assert title == screen._listed[1].title
        assert empty_app.screen is empty_app.library
        assert empty_app.library.documents.row.title == title
