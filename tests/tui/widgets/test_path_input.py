"""Completing a path as a shell would."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from tui.widgets.path_input import PathInput, complete


class Two(App[None]):
    def compose(self) -> ComposeResult:
        yield PathInput("/no/such/folder/x", id="first")
        yield PathInput(id="second")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "one.txt").write_text("")
    (tmp_path / "december.txt").write_text("")
    (tmp_path / ".hidden").write_text("")
    return tmp_path


def test_a_clear_beginning_is_completed_whole(folder: Path):
    assert complete(f"{folder}/deci") == (f"{folder}/decisions/", ())


def test_an_unclear_beginning_is_completed_as_far_as_it_goes(folder: Path):
    assert complete(f"{folder}/d") == (f"{folder}/dec", ("december.txt", "decisions/"))


def test_a_folder_offers_what_is_in_it(folder: Path):
    assert complete(f"{folder}/decisions/") == (f"{folder}/decisions/one.txt", ())


def test_hidden_files_are_offered_when_asked_for(folder: Path):
    assert complete(f"{folder}/.h") == (f"{folder}/.hidden", ())
    assert ".hidden" not in complete(f"{folder}/")[1]


def test_nothing_to_complete_leaves_the_path_alone(folder: Path):
    assert complete(f"{folder}/zebra") == (f"{folder}/zebra", ())
    assert complete("/no/such/folder/x") == ("/no/such/folder/x", ())


def test_the_home_folder_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(folder))

    assert complete("~/deci") == ("~/decisions/", ())


def test_the_folder_one_is_in_needs_no_name(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)

    assert complete("deci") == ("decisions/", ())


async def test_tab_moves_on_when_there_is_nothing_to_complete():
    app = Two()
    async with app.run_test() as pilot:
        await pilot.press("tab")

        assert app.focused is not None
        assert app.focused.id == "second"


@pytest.mark.parametrize("typed", ["~nobody-of-that-name/x", "no\0path/x", f"{'x' * 5000}/x"])
def test_a_path_that_cannot_be_has_no_completion(typed: str):
    assert complete(typed) == (typed, ())
