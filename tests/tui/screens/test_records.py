"""Records across the study by their keys: what is on the screen, and what is in the store afterwards."""

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import seeds
from storage import Held, NewEvidence, RecordEntry, RecordGroup, RecordQuery, RecordRow, Study
from tui.app import CasecoderApp
from tui.screens.library import LibraryScreen
from tui.screens.records import RecordsScreen
from tui.screens.review import ReviewScreen

CODER = "anna"


@pytest.fixture(scope="session")
def coded_store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with its coding: twelve findings, eight remedies and more on one document."""
    store = Path(shutil.copy(sample_store, tmp_path_factory.mktemp("coded") / "sample.db"))
    with Study.open(store, coder=CODER) as study:
        study.annotate(seeds.sample_coding(), coder=CODER)
    return store


@pytest.fixture
def store(coded_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(coded_store, tmp_path / "study.db"))


def screen_of(app: CasecoderApp) -> RecordsScreen:
    assert isinstance(app.screen, RecordsScreen)
    return app.screen


def marks(app: CasecoderApp) -> list[str]:
    """What the list shows: values of headings, numbers of records."""
    return [
        str(row.value) if isinstance(row, RecordGroup) else f"{row.type[0].upper()}{row.number}"
        for row in screen_of(app).records.rows
    ]


def values(study: Study, field: str) -> list[object]:
    rows = study.records_page(RecordQuery("finding")).rows
    return [row.values.get(field) for row in rows if isinstance(row, RecordRow)]


@pytest.fixture
def pressed(settled):
    """Open the list of records and press keys, waiting after each for what it does."""

    async def pressed(pilot, *keys: str) -> None:
        await settled(pilot)
        await pilot.press("L")
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await settled(pilot)

    return pressed


async def test_the_list_opens_from_the_library_and_esc_goes_back(app, pressed, shown, settled):
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot)
        text = shown(app)
        await pilot.press("escape")
        await settled(pilot)

        assert "12 findings" in text
        assert "Conclusion" in text
        assert "Not done" in text
        assert isinstance(app.screen, LibraryScreen)


async def test_loaded_records_are_made_findable_before_anybody_looks_for_words(
    app, study, pressed, until
):
    loaded = study.records_to_read()
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot)
        await until(pilot, lambda: study.records_to_read() == 0)

    assert loaded


async def test_high_numbers_are_shown_in_full(app, store, pressed, shown):
    with closing(sqlite3.connect(store)) as raw, raw:
        raw.execute("UPDATE record SET number = number + 12344 WHERE type = 'finding'")
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        lines = shown(app).split("\n")

        first = next(line for line in lines if "F12345 " in line)
        head = next(line for line in lines if "Conclusion" in line)
        assert first.index("Criticism") == head.index("Conclusion")


async def test_tab_walks_the_record_types(app, pressed, shown, settled):
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "tab")
        remedies = shown(app)
        for _ in range(2):
            await pilot.press("tab")
            await settled(pilot)

        assert "8 remedies" in remedies
        assert "£300.00" in remedies
        assert "12 findings" in shown(app)


async def test_quotations_of_one_value_stand_one_under_the_other(app, pressed, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "b", "f", "v")

        assert marks(app)[:5] == ["delay", "F1", "F3", "F6", "not_done"]
        assert "Delay  3" in shown(app)
        assert "“34 weeks”" in shown(app)
        assert "deal with her complaint.”" in shown(app)


async def test_a_heading_opens_its_records_and_esc_comes_back_to_it(app, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "b", "f", "j", "j", "j", "enter")
        limited = marks(app)
        await pilot.press("escape")
        await settled(pilot)

        assert limited == ["F2", "F5"]
        assert marks(app)[:4] == ["delay", "F1", "F3", "F6"]
        assert screen_of(app).records.row.value == "not_done"


async def test_words_filter_as_one_types(app, pressed, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "slash", *"tribunal had")

        assert marks(app) == ["F5"]
        assert "1 found" in shown(app)


async def test_a_filter_without_a_match_says_how_to_go_on(app, pressed, shown, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "slash", *"zebra", "enter")
        assert "None of the findings has these words." in shown(app)
        await pilot.press("escape")
        await settled(pilot)

        assert len(marks(app)) == 12


async def test_s_orders_by_a_field_and_once_more_turns_it_round(app, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "tab", "s", "a")
        amounts = marks(app)
        await pilot.press("s", "a")
        await settled(pilot)

        assert amounts[:4] == ["R8", "R5", "R2", "R3"]
        assert marks(app)[:4] == ["R3", "R2", "R5", "R8"]


async def test_one_answer_is_changed_and_taken_back(app, study, pressed, shown, settled, notices):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "e", "f", "r")
        await settled(pilot)
        assert values(study, "fault_type")[0] == "poor_reasoning"
        assert "u takes it back." in notices(app)[-1]
        await pilot.press("u")
        await settled(pilot)

        assert values(study, "fault_type")[0] == "delay"


async def test_marked_records_are_changed_together(app, study, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "b", "f", "k", "space", "e", "o", *"ten weeks", "enter")
        await settled(pilot)
        weeks = values(study, "duration")
        await pilot.press("u")
        await settled(pilot)

        assert weeks.count("ten weeks") == 3
        assert "ten weeks" not in values(study, "duration")


async def test_very_many_are_changed_after_a_question_that_counts_them(
    app, study, pressed, shown, settled
):
    (document,) = {row.document for row in study.records_page(RecordQuery("finding")).rows}
    for start in range(9):
        entry = RecordEntry("finding", {"conclusion": "praise"}, (NewEvidence(start, start + 5),))
        study.add_record(document, entry)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "asterisk", "e", "c", "b", "n")
        refused = values(study, "conclusion")
        await pressed(pilot, "asterisk", "e", "c", "b")
        asked = " ".join(shown(app).split())
        await pilot.press("y")
        await settled(pilot)

        assert "Set conclusion of 21 records to “No fault”? " in asked
        assert "It is one change; u takes it back." in asked
        assert refused.count("no_fault") < 21
        assert values(study, "conclusion") == ["no_fault"] * 21


async def test_several_values_are_chosen_by_letters(app, study, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "e", "h", "f", "enter")
        await settled(pilot)

        assert values(study, "affected")[0] == ("child", "parent_carer", "family")


async def test_a_wrong_answer_is_refused_where_it_is_typed(app, study, pressed, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "e", "u", *"many", "enter")

        assert "whole number" in shown(app)
        assert "many" not in values(study, "count")


async def test_removed_records_come_back_by_u(app, study, pressed, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "space", "space", "delete", "y")
        await settled(pilot)
        left = len(values(study, "conclusion"))
        await pilot.press("u")
        await settled(pilot)

        assert left == 10
        assert len(values(study, "conclusion")) == 12


async def test_a_record_in_a_document_somebody_removed_leads_nowhere(
    app, study, pressed, shown, settled, until, notices
):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        study.remove_documents([screen_of(app).row.document])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordsScreen))
        await settled(pilot)
        await until(pilot, lambda: not screen_of(app).records.rows)

        assert len(notices(app)) == 1
        assert "not in this study any more" in notices(app)[0]


@pytest.mark.parametrize("keys", [("e", "u", "2", "enter"), ("delete", "y"), ("m", "x", "ctrl+s")])
async def test_a_record_somebody_removed_goes_when_something_is_to_be_done_with_it(
    app, study, pressed, settled, until, notices, keys
):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        gone = screen_of(app).row.record
        study.remove_record(gone)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await until(pilot, lambda: isinstance(app.screen, RecordsScreen))
        await until(pilot, lambda: gone not in [row.uid for row in screen_of(app).records.rows])

        assert len(marks(app)) == 11
        assert [said for said in notices(app) if gone in said] == []
        assert len(notices(app)) == 1


async def test_marked_records_can_be_removed_although_somebody_removed_one_of_them(
    app, study, pressed, settled, until
):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot)
        gone = screen_of(app).row.record
        for key in ("space", "space", "space"):
            await pilot.press(key)
        study.remove_record(gone)
        for left in (11, 9):
            await pilot.press("delete")
            await settled(pilot)
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, RecordsScreen))
            await until(pilot, lambda: len(marks(app)) == left)  # noqa: B023

        assert screen_of(app).records.marked == frozenset()


async def test_a_memo_is_written_on_the_record(app, study, pressed, shown, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "m", *"compare", "ctrl+s")
        await settled(pilot)

        (row, *_) = study.records_page(RecordQuery("finding")).rows
        assert row.memo == "compare"


async def test_y_copies_the_quotation_with_its_citation(app, pressed, until, monkeypatch):
    copied: list[str] = []
    monkeypatch.setattr(app, "copy", copied.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "y")
        await until(pilot, lambda: copied)

    assert copied[0].startswith("“The Council took 41 weeks to assess him")
    assert "Ardley City Council (21 004 117), 14 Mar 2022" in copied[0]


async def test_enter_goes_to_the_passage_and_the_way_back_leads_here(app, pressed, until, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "j", "j", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        focus = app.screen.focus_uid
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, RecordsScreen))
        await settled(pilot)

        assert focus == "sample-f4"
        assert screen_of(app).row.number == 4


async def test_from_a_document_the_list_goes_back_to_that_document(app, pressed, until, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        review = app.screen
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, RecordsScreen) and app.screen.row)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is review and review.focus_uid == "sample-f1")

        assert len(app.screen_stack) == 2


async def test_the_list_is_written_as_a_table(app, pressed, settled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "slash", *"weeks", "enter", "ctrl+e", "enter")
        await settled(pilot)
        shown = len(marks(app))

    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shown > 0
    assert rows[0]["record_id"] == "sample-f1"
    assert rows[0]["affected"] == "child|parent_carer"
    assert rows[0]["affected__child"] == "1"
    assert b"\r" not in (tmp_path / "findings.csv").read_bytes()


async def test_the_list_opens_limited_to_what_another_screen_asks(app, settled, shown):
    asked = RecordQuery(
        "finding", where=(Held("fault_type", "delay"),), variables=(Held("outcome", "upheld"),)
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.screen.show_screen(RecordsScreen(asked))
        await pilot.pause()
        await settled(pilot)

        assert "3 findings · fault: Delay · outcome: Upheld" in shown(app)
        assert marks(app) == ["F1", "F3", "F6"]


async def test_a_study_without_records_says_what_to_do(empty_app, settled, shown):
    async with empty_app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("L")
        await settled(pilot)

        assert "There are no findings yet." in shown(empty_app)
        assert "press f on a sentence" in shown(empty_app)


async def test_any_text_is_shown_safely(app, study, pressed, shown):
    (document, *_) = study.documents().rows
    wild = "\u05e2\u05d1\u05e8\u05d9\u05ea \U0001f469\u200d\U0001f467 \u202e[bold] /12]"
    entry = RecordEntry("finding", {"duration": wild}, (NewEvidence(0, 9),), note=wild)
    study.add_record(document.uid, entry)
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot, "slash", *"bold", "enter", "b", "o", "v")

        assert marks(app) == [wild, "F1"]
        assert "\u202e" not in shown(app)
        assert "[bold] /12]" in shown(app)


async def test_answers_to_what_the_codebook_dropped_are_told(app, study, pressed, shown):
    source = study.codebook().source.replace('name = "duration"', 'name = "how_long"')
    source = source.replace('version = "1.0"', 'version = "1.1"').replace('fill = "duration"\n', "")
    study.set_codebook(source)
    async with app.run_test(size=(120, 40)) as pilot:
        await pressed(pilot)

        assert "12 findings" in shown(app)


LOOKS = {
    "table": ((80, 24), ["j", "space"]),
    "by_value": ((120, 40), ["b", "f", "v", "j"]),
    "answer": ((80, 24), ["e", "f"]),
}
"""Size of each picture, and what is pressed before it; look at it before updating it."""


@pytest.mark.parametrize("state", LOOKS)
def test_the_list_looks_as_it_did(app, snap_compare, pressed, state: str):
    size, keys = LOOKS[state]

    async def press(pilot) -> None:
        await pressed(pilot, *keys)

    assert snap_compare(app, terminal_size=size, run_before=press)
