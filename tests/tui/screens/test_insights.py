"""The insights screen: what is counted, how one walks through it, and where its bars lead."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import seeds
from storage import Missing, Study
from tui.app import CasecoderApp
from tui.screens.figure_screen import FigureScreen
from tui.screens.insights import InsightsScreen
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen

DATES = ("2019", "2019-04-02", "2020-11", "2021-02-28", "2021-03-01", "2021-05", "2023-10-09")
FAULT = ["f", "m"]
"""Keys that count the kinds of fault."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen was left before."""
    monkeypatch.setattr(FigureScreen, "left_at", {})


@pytest.fixture(scope="module")
def coded_template(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with its one coding, and dates for some documents."""
    template = Path(shutil.copy(sample_store, tmp_path_factory.mktemp("coded") / "study.db"))
    with Study.open(template, coder="anna") as study:
        study.annotate(seeds.sample_coding(), coder="anna")
        study.reopen(study.documents().rows[1].uid)
        for document, date in zip(study.documents().rows[3:], DATES, strict=False):
            study.set_variable(document.uid, "decided_on", date)
            study.set_variable(document.uid, "outcome", Missing.UNCLEAR)
    return template


@pytest.fixture
def store(coded_template: Path, tmp_path: Path) -> Path:
    """A copy of it: the application opens this one."""
    return Path(shutil.copy(coded_template, tmp_path / "study.db"))


@pytest.fixture
def pressed(app: CasecoderApp, settled, shown) -> Callable[..., object]:
    """Opens insights, presses keys one after the other, and gives what is on the screen."""

    async def pressed(pilot, *keys: str) -> str:
        await settled(pilot)
        for key in ("S", *keys):
            await pilot.press(key)
            await settled(pilot)
        return shown(app)

    return pressed


async def test_opening_counts_the_first_choice_with_its_shares(app, pressed):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot)

        assert "Outcome · 9 documents" in screen
        assert "▸ Upheld" in screen
        assert "11.1%" in screen
        assert "(unclear)" in screen
        assert "Counted: your own coding of 9 documents begun or done" in screen


async def test_a_field_is_chosen_by_letter_and_split_by_another(app, pressed, settled, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot, *FAULT)
        assert "Fault · 8 findings" in screen
        assert "Left out: 4 findings not asked this." in screen

        await pilot.press("b", "b")
        await settled(pilot)
        assert "Fault by Kind of document · 8 findings" in shown(app)
        assert "LGSCO decision · n 8" in shown(app)


async def test_t_shows_the_numbers_with_what_they_are_shares_of(app, pressed):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot, *FAULT, "t")

        lines = [line.split() for line in screen.splitlines()]
        assert ["▸", "Delay", "3", "37.5%"] in lines
        assert ["n", "8"] in lines


async def test_a_bar_opens_the_records_that_it_counts(app, pressed, until):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot, *FAULT, "j", "enter")
        assert "Not done: 2 findings" in screen

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        assert app.screen.focus_uid == "sample-f2"

        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, InsightsScreen))
        await pilot.pause()

        assert app.screen.view.pointed[1].key == "not_done"


async def test_opened_from_a_document_it_comes_back_to_where_it_was_left(
    app, pressed, until, settled
):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        await pressed(pilot, *FAULT, "j", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert len(app.screen_stack) == 2

        await pressed(pilot)

        assert app.screen.asked.field == "finding.fault_type"
        assert app.screen.view.pointed[1].key == "not_done"


async def test_time_is_cut_into_longer_and_shorter_periods(app, pressed):
    async with app.run_test(size=(80, 24)) as pilot:
        by_year = await pressed(pilot, "5")
        assert "Date of decision · 8 documents" in by_year
        assert "2023: 1 document, 12.5%" in by_year

        await pilot.press("escape")
        by_quarter = await pressed(pilot, "p", "h")
        assert "Date of decision · 7 documents" in by_quarter
        assert "2023 Q3: 0 documents, 0.0%" in by_quarter
        assert "Left out: 1 document dated by year only" in by_quarter


async def test_amounts_show_their_spread_and_never_a_sum(app, pressed):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot, "4")

        assert "Amount by Basis" in screen
        assert "GBP · Fixed sum · n " in screen
        assert "median £" in screen


async def test_values_together_are_a_square_table(app, pressed):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await pressed(pilot, "3", "t", "j", "l", "l")

        assert "Who was affected with Who was affected" in screen
        assert "Two values are together when they are in the same finding." in screen
        group, bar = app.screen.view.pointed
        assert (group.key, bar.key) == ("parent_carer", "family")


async def test_a_view_is_written_as_csv(app, pressed, tmp_path: Path, settled, notices, shown):
    file = tmp_path / "faults.csv"
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, *FAULT, "ctrl+e")
        app.screen.query_one("#file").value = str(file)
        await pilot.press("enter")
        await settled(pilot)

        assert notices(app) == [f"{file} was written."]
        lines = file.read_text(encoding="utf-8").split("\n")
        assert lines[0] == "field,value,value_label,value_kind,unit,n,base,share"
        assert lines[1] == "finding.fault_type,delay,Delay,value,findings,3,8,0.375"

        await pilot.press("ctrl+e")
        await settled(pilot)
        app.screen.query_one("#file").value = str(file)
        await pilot.press("enter")
        await settled(pilot)

        assert "already; give another name" in " ".join(shown(app).split())


async def test_where_there_is_nothing_it_says_what_to_do(empty_app, settled, shown):
    async with empty_app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("S")
        await settled(pilot)

        assert "Nothing has been coded yet that this could count." in shown(empty_app)
        assert "f counts something else." in shown(empty_app)
        assert "Open a document, answer its questions (i) and make records" in shown(empty_app)

        await pilot.press("enter", "t", "1")
        await settled(pilot)
        assert "Nothing has been done yet." in shown(empty_app)

        await pilot.press("q")
        await pilot.pause()
        assert isinstance(empty_app.screen, LibraryScreen)


async def test_keys_typed_at_once_mean_the_figure_that_they_asked_for(app, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        await pilot.press(*FAULT, "j", "j", "j", "j", "j")
        await settled(pilot)

        assert app.screen.view.pointed[1].key == "poor_records"


PICTURES = {
    "counts": ((80, 24), [*FAULT, "j"]),
    "amounts": ((80, 24), ["4"]),
    "split": ((120, 40), ["b", "b", "t", "j"]),
    "time": ((120, 40), ["5", "p"]),
}
"""Size and keys of every picture."""


@pytest.mark.parametrize("state", PICTURES)
def test_insights_look_as_they_did(app, snap_compare, settled, state: str):
    size, keys = PICTURES[state]

    async def press(pilot) -> None:
        await settled(pilot)
        for key in ("S", *keys):
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=press)
