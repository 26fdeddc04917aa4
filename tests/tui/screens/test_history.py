"""The history screen: changes by day, what each did, going there, and taking it back."""

import sqlite3
import threading
from functools import partial

import pytest
from textual.pilot import Pilot

from storage import ChangeKind, ChangeValue, NewEvidence, Progress, RecordEntry, Study
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.history import HistoryScreen
from tui.screens.history_shown import choices
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen

DELAY = {"conclusion": "criticism", "fault_type": "delay"}
NOT_DONE = {"conclusion": "criticism", "fault_type": "not_done"}
PASSAGE = (NewEvidence(100, 140),)


pytestmark = pytest.mark.usefixtures("universal_time")


@pytest.fixture
def worked(study: Study) -> Study:
    """The sample study after some more work, each change on a day of its own before today."""
    first = study.documents().rows[0].uid
    record = study.add_record(first, RecordEntry("finding", DELAY, PASSAGE))
    study.change_record(record.uid, RecordEntry("finding", NOT_DONE, PASSAGE, note="Or late?"))
    study.add_memo("document", first, "Ask again.")
    with sqlite3.connect(study.store) as connection:
        connection.execute(
            "UPDATE change SET at = printf('2025-01-%02dT09:%02d:00.000Z', 8 + id, 30 + id)"
        )
    connection.close()
    return study


@pytest.fixture
def at(worked: Study, sitting):
    """Opens the history of the whole study."""
    return partial(sitting, "H", words="Memo on the document added.")


async def test_changes_stand_under_their_days_which_the_cursor_passes_over(at) -> None:
    async with at() as desk:
        assert desk.screen.header.study == "history of the study"
        listed = [line.strip() for line in desk.shown.splitlines()[2:14]]
        seen = []
        for key in ("j", "j", "k", "g", "G", "pageup", "k"):
            await desk.press(key)
            seen.append(desk.screen.changes.change.number)

    assert seen == [6, 5, 6, 7, 1, 7, 7]
    assert listed[:6] == [
        "Today, 15 Jan 2025",
        listed[1],
        "Yesterday, 14 Jan 2025",
        listed[3],
        "Monday, 13 Jan 2025",
        listed[5],
    ]
    assert [" ".join(listed[place].split()) for place in (1, 3, 5)] == [
        "09:37 Memo on the document added. A Council",
        "09:36 Finding F1 changed. A Council",
        "09:35 Finding F1 added. A Council",
    ]


async def test_a_change_of_no_document_has_the_whole_line(at, worked) -> None:
    words = {"label": "Commended", "definition": "Said to be done well."}
    worked.edit_codebook(ChangeValue("finding", "conclusion", "praise", words))
    told = "label, definition of «praise» changed."
    async with at(words=told, size=(80, 24)) as desk:
        assert told in desk.shown.splitlines()[3]


async def test_the_change_under_the_cursor_tells_before_and_after(at) -> None:
    async with at() as desk:
        await desk.press("j")
        await desk.until_shown("Fault: Delay → Not done")

        assert "+ note: Or late?" in desk.shown
        assert "Yesterday, 14 Jan 2025, 09:36 · anna · number 6 · A Council" in desk.shown
        assert "u takes it back." in desk.shown


async def test_an_import_says_why_it_stays_and_leads_nowhere(at, worked: Study) -> None:
    async with at() as desk:
        await desk.press("G")
        await desk.until_shown("its document “A Council” has been coded since.")
        await desk.press("u")

        await desk.until_said("taken back: its document “A Council” has been coded since.")
        assert worked.overview().documents == 12

        await desk.press("enter")
        assert isinstance(desk.screen, HistoryScreen)
        assert "go there" not in desk.shown


async def test_u_takes_a_change_back_and_both_are_listed(at, worked: Study) -> None:
    async with at() as desk:
        await desk.press("j", "u")
        await desk.until_said("Undone: Finding F1 changed. u on that line makes it again.")
        await desk.until_shown("(undone) Finding F1 changed.")

        assert desk.screen.changes.change.summary == "Finding F1 changed."
        first = worked.documents().rows[0].uid
        assert worked.coding(first).records[0].values == DELAY

        await desk.press("g", "u")
        await desk.until_said("Redone: Finding F1 changed. u on that line takes it back.")
        assert worked.coding(first).records[0].values == NOT_DONE
        assert "(undone)" not in desk.shown


async def test_much_is_taken_back_only_after_a_question(at, worked: Study) -> None:
    worked.remove_documents([each.uid for each in worked.documents().rows[2:5]])
    async with at() as desk:
        await desk.press("g", "u")
        await desk.until(lambda: isinstance(desk.screen, ConfirmDialog))
        assert "Take back the removal of 3 documents?" in desk.shown

        await desk.press("n")
        assert worked.overview().documents == 9
        await desk.press("u")
        await desk.until(lambda: isinstance(desk.screen, ConfirmDialog))
        await desk.press("y")
        await desk.until_said("Undone: 3 documents removed.")
        assert worked.overview().documents == 12

        await desk.press("escape")
        await desk.until_shown("12 documents · ")


async def test_taking_much_back_can_be_stopped(at, worked: Study, monkeypatch) -> None:
    worked.remove_documents([each.uid for each in worked.documents().rows[2:5]])
    async with at() as desk:
        never = threading.Event()

        def slow(uid: str, progress) -> object:
            while not never.wait(0.02):
                progress(Progress(1, 3, "documents"))

        monkeypatch.setattr(desk.app.study, "undo_change", slow)
        await desk.press("g", "u")
        await desk.until(lambda: isinstance(desk.screen, ConfirmDialog))
        await desk.pilot.press("y")
        await desk.until_shown("1 of 3 documents")
        desk.screen.action_stop()
        await desk.until_said("Stopped. Everything is as it was.")

        assert worked.overview().documents == 9


async def test_enter_goes_to_the_words_and_back_again(at) -> None:
    async with at() as desk:
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))
        await desk.until_shown("F1")
        review = desk.screen
        assert review.focus_uid == review.coding.records[0].uid
        assert review.text.selection.start <= 100 < review.text.selection.end

        await desk.press("escape", "escape")
        assert desk.screen.changes.change.summary == "Finding F1 changed."


async def test_words_limit_the_list_and_escape_brings_all_back(at) -> None:
    async with at() as desk:
        await desk.press("slash", *"memo", "enter")
        await desk.until_shown("1 change")
        assert desk.screen.changes.change.summary == "Memo on the document added."

        await desk.press("slash", *"zebra", "enter")
        await desk.until_shown("No change matches.")
        await desk.press("escape")
        await desk.until_shown("Memo on the document added.")
        await desk.press("escape")
        assert isinstance(desk.screen, LibraryScreen)


async def test_what_is_shown_can_be_chosen(at) -> None:
    async with at() as desk:
        for key, heading, count in (
            ("f", "done, excluded and flagged", 2),
            ("y", "14 Jan 2025", 1),
        ):
            await desk.press("g", "j", "t", key)
            await desk.until_shown(f"history of {heading}")
            changes = [row for row in desk.screen.changes.rows if hasattr(row, "summary")]
            assert len(changes) == count

            await desk.press("escape")
            await desk.until_shown("history of the study")


def test_every_kind_of_change_can_be_chosen_by_a_key_of_its_own(worked: Study) -> None:
    change = worked.history_page().rows[1]
    offered = tuple(choices(change, None))
    found = {each.key: list(worked.changes(each.value.query)) for each in offered}

    assert len(found) == len(offered) == 6 + len(ChangeKind)
    counts = {key: len(changes) for key, changes in found.items()}
    assert " ".join(f"{key}{count}" for key, count in counts.items()) == (
        "a7 m7 s1 d5 r2 y1 c2 v1 n1 f2 i1 b0 w0"
    )


async def test_from_a_document_its_own_history_and_that_of_the_record_in_focus(at) -> None:
    async with at() as desk:
        await desk.press("escape", "enter")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))
        await desk.press("w", "H")
        await desk.until_shown("history of A Council")
        assert [row.summary for row in desk.screen.changes.rows if hasattr(row, "summary")] == [
            "Memo on the document added.",
            "Finding F1 changed.",
            "Finding F1 added.",
            "Reference set.",
            "12 documents imported.",
        ]

        await desk.press("r")
        await desk.until_shown("history of Finding F1")
        assert "Memo on" not in desk.shown
        await desk.press("r")
        await desk.until_shown("history of A Council")

        await desk.press("u")
        await desk.until_said("Undone: Finding F1 changed.")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))
        await desk.until(lambda: desk.screen.coding.records[0].values == DELAY)


async def test_a_document_that_was_taken_out_of_the_study_is_left(worked: Study, sitting) -> None:
    last = worked.documents().rows[-1].uid
    worked.remove_documents([last])
    worked.undo_change(next(worked.history()).uid)
    async with sitting("G", "enter", words="document 12 of 12") as desk:
        await desk.press("H", "u")
        await desk.until_said("Redone: Document removed.")
        await desk.press("escape")

        await desk.until_said("This document is not in the study any more.")
        await desk.until_shown("11 documents · ")


async def test_what_others_code_is_not_shown(worked: Study, sitting) -> None:
    with Study.open(worked.store, coder="bert") as bert:
        bert.flag(bert.documents().rows[0].uid, "bert's own question")
        bert.set_cues(False)
    async with sitting("H", words="bert: Cues turned off.") as desk:
        await desk.until_shown("another coder's change")

        assert "bert's own question" not in desk.shown
        assert desk.shown.count("bert") == 2


async def test_pages_are_joined_without_a_day_twice(worked: Study, sitting, monkeypatch) -> None:
    monkeypatch.setattr("tui.screens.history_listing.PAGE", 5)
    other = worked.documents().rows[5].uid
    for number in range(20):
        worked.add_memo("document", other, f"Memo {number}.")
    async with sitting("H", words="Memo on the document added.") as desk:
        for _ in range(4):
            await desk.press("pagedown")
        await desk.press("G", "g", "G")
        listed = [row.uid for row in desk.screen.changes.rows]

        changes, days = 20 + 7, 1 + 7
        assert len(listed) == len(set(listed)) == changes + days


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ["j"]), ((120, 40), ["j", "u"])])
def test_the_screen_looks_right(
    app, worked: Study, settled, until, snap_compare, size, keys, monkeypatch
) -> None:
    monkeypatch.setattr("storage.database.journal.now", lambda: "2025-01-15T14:01:00.000Z")

    async def look(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in ("H", *keys):
            await pilot.press(key)
            await settled(pilot)
        await until(pilot, lambda: "Finding F1\n" in str(app.screen.words.content))
        await pilot.pause(0.1)

    assert snap_compare(app, run_before=look, terminal_size=size)
