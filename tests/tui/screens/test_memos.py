"""The memos screen: one list, each memo whole, a key away from what it is on, and none lost."""

import sqlite3
from functools import partial

import pytest
from textual.pilot import Pilot

from storage import MemoQuery, NewEvidence, Passage, RecordEntry, StoreLocked, Study
from tui.kept_memos import KeptMemos
from tui.screens.library import LibraryScreen
from tui.screens.memos import MemosScreen
from tui.screens.review import ReviewScreen

pytestmark = pytest.mark.usefixtures("universal_time")

FINDING = RecordEntry("finding", {"conclusion": "criticism"}, (NewEvidence(100, 140),))


def lines(desk) -> list[str]:
    """What the list says of each memo, without its date."""
    return [line[14:].split("  ")[0] for line in desk.shown.splitlines() if " 20" in line[:14]]


@pytest.fixture
def noted(study: Study) -> Study:
    """The sample study, with a memo on a record, a passage, a document and the study."""
    first, second, *_ = study.documents().rows
    record = study.add_record(first.uid, FINDING)
    study.add_memo("record", record.uid, "Was this really a delay?")
    study.add_memo("passage", second.uid, "An odd phrase.", passage=Passage(40, 60))
    study.add_memo("document", first.uid, "Compare the other council.\nThe same ombudsman.")
    study.add_memo("study", study.overview().uid, "Regional differences.")
    return study


@pytest.fixture
def at(noted: Study, sitting):
    """Opens the memos of the sample study."""
    return partial(sitting, "O", words="Regional differences.")


def texts(study: Study) -> list[str]:
    return [line.memo.text for line in study.memo_page(MemoQuery()).rows]


async def test_all_memos_are_in_one_list_and_the_one_under_the_cursor_is_told_whole(at) -> None:
    async with at() as desk:
        assert lines(desk) == ["study", "document", "passage", "Finding F1"]

        await desk.press("j")
        await desk.until_shown("The same ombudsman.")
        told = desk.shown.partition("document · A Council · ")[2].splitlines()[2:4]
        assert [line.strip() for line in told] == [
            "Compare the other council.",
            "The same ombudsman.",
        ]

        await desk.press("s")
        assert lines(desk) == ["study", "Finding F1", "document", "passage"]
        assert "by document" in desk.shown


async def test_words_and_kinds_limit_the_list_and_escape_brings_all_back(at) -> None:
    async with at() as desk:
        await desk.press("t", "r")
        await desk.until_shown("on records only")
        assert lines(desk) == ["Finding F1"]

        await desk.press("slash", *"zebra", "enter")
        await desk.until_shown("No memo matches.")
        await desk.press("escape")
        await desk.press("slash", *"odd", "enter")
        await desk.until_shown("1 memo")
        assert lines(desk) == ["passage"]

        await desk.press("escape")
        await desk.until_shown("Regional differences.")
        await desk.press("escape")
        assert isinstance(desk.screen, LibraryScreen)


async def test_enter_goes_to_the_record_and_back_again(at, noted: Study) -> None:
    async with at() as desk:
        await desk.press("G", "enter")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))
        await desk.until_shown("F1")
        screen = desk.screen

        assert screen.focus_uid == noted.coding(screen.uid).records[0].uid
        assert screen.text.selection.start <= 100 < screen.text.selection.end

        await desk.press("escape", "escape")
        assert isinstance(desk.screen, MemosScreen)
        assert desk.screen.memos.row.about == "Finding F1"


async def test_from_a_document_enter_goes_to_the_passage_in_another(at, noted: Study) -> None:
    async with at() as desk:
        await desk.press("escape", "enter")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))
        await desk.press("O", "j", "j", "enter")
        other = noted.documents().rows[1].uid
        await desk.until(lambda: getattr(desk.screen, "uid", None) == other)

        assert len(desk.app.screen_stack) == 2
        assert desk.screen.text.selection.start <= 40 < desk.screen.text.selection.end


async def test_a_memo_is_edited_and_that_is_taken_back(at, noted: Study) -> None:
    async with at() as desk:
        await desk.press("j", "e")
        await desk.until_shown("Memo on this document")
        await desk.press(*"Now: ", "ctrl+s")
        await desk.until_shown("Now: Compare")
        assert texts(noted)[1].startswith("Now: Compare")

        await desk.press("u")
        await desk.until_said("Undone: Memo on the document changed.")
        assert texts(noted)[1].startswith("Compare")

        await desk.press("u", "u", "u", "u", "u")
        await desk.until_said("no change of a memo left")
        assert "You have written no memos yet." in desk.shown


async def test_a_memo_on_the_study_is_added_and_not_lost_where_it_cannot_be_saved(
    at, noted: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StoreLocked("The store is held.")

    async with at() as desk:
        with monkeypatch.context() as held:
            held.setattr(desk.app.study, "add_memo", refuse)
            await desk.press("a")
            await desk.until_shown("Memo on the study")
            await desk.press(*"Ask", "ctrl+s")
            await desk.until_said("The store is held.")
        await desk.press("a")
        await desk.until_shown("Ask")
        await desk.press("ctrl+s")
        await desk.until_said("Memo saved.")

        assert texts(noted)[0] == "Ask"
        assert desk.screen.memos.row.memo.text == "Ask"


@pytest.mark.parametrize("keys", [["delete"], ["e", "f7", "backspace", "ctrl+s"]])
async def test_a_removed_or_emptied_memo_is_gone_until_it_is_brought_back(
    at, noted: Study, keys: list[str]
) -> None:
    async with at() as desk:
        await desk.press("j", *keys)
        await desk.until_said("Memo removed. u brings it back.")
        assert lines(desk) == ["study", "passage", "Finding F1"]
        assert desk.screen.memos.row.about == "passage"

        await desk.press("u")
        await desk.until_said("Undone: Memo on the document removed.")
        assert len(texts(noted)) == 4


async def test_a_memo_on_the_study_leads_nowhere_and_one_on_a_record_is_copied_with_its_words(
    at, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at() as desk:
        copied: list[str] = []
        monkeypatch.setattr(desk.app, "copy", copied.append)
        await desk.press("enter")
        assert "Enter go there" not in desk.shown
        await desk.press("G", "y")

        (text,) = copied
        assert text.startswith("Was this really a delay?\n(Finding F1 · A Council)\n“")


async def test_a_half_typed_memo_is_the_draft_of_its_document(
    at, noted: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = noted.documents().rows[0].uid
    monkeypatch.setattr("tui.dialogs.memo.KEEP_DELAY", 0.01)
    async with at() as desk:
        await desk.press("j", "e")
        await desk.until_shown("Memo on this document")
        await desk.press(*"More")
        await desk.until(lambda: noted.draft(first))
        kept = noted.draft(first).payload
        await desk.press("escape", "escape")

        assert '"text": "MoreCompare' in kept
        assert noted.draft(first) is None


async def test_what_waits_in_a_document_waits_on_while_a_memo_is_typed(
    at, noted: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = noted.documents().rows[0].uid
    noted.save_draft(first, '{"form": "record"}')
    monkeypatch.setattr("tui.dialogs.memo.KEEP_DELAY", 0.01)
    async with at() as desk:
        await desk.press("j", "e")
        await desk.until_shown("Memo on this document")
        await desk.press(*"More")
        await desk.until(lambda: "waits" in noted.draft(first).payload)
        await desk.press("ctrl+s")
        await desk.until_shown("MoreCompare")

        assert noted.draft(first).payload == '{"form": "record"}'


async def test_leaving_keeps_a_half_typed_memo_on_the_study(at, noted: Study) -> None:
    async with at() as desk:
        await desk.press("a")
        await desk.until_shown("Memo on the study")
        await desk.press(*"Half", "ctrl+q")

    assert texts(noted)[0] == "Half"


async def test_a_half_typed_memo_on_the_study_survives_a_killed_process(
    at, noted: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.dialogs.memo.KEEP_DELAY", 0.01)
    kept = KeptMemos(noted.store, "anna")
    async with at() as desk:
        await desk.press("a")
        await desk.until_shown("Memo on the study")
        await desk.press(*"Half")
        await desk.until(lambda: kept.read() == {"": "Half"})
        left = kept.file.read_bytes()
        await desk.press("escape", "escape")
        await desk.until(lambda: not kept.file.exists())
        await desk.press("escape")
        # What a process that was killed would have left behind.
        kept.file.write_bytes(left)
        await desk.press("O")
        await desk.until_said("A half-typed memo on the study waits; a goes on with it.")
        await desk.press("a")
        await desk.until_shown("Half")
        await desk.press("end", *"way", "ctrl+s")
        await desk.until_said("Memo saved.")

    assert texts(noted)[0] == "Halfway"
    assert not kept.file.exists()


def dated(study: Study) -> None:
    """Give every memo a day of its own, so that a picture of them is always the same."""
    with sqlite3.connect(study.store) as connection:
        connection.execute(
            "UPDATE memo SET created_at = '2025-01-1' || (id % 10) || 'T12:30:00.000Z'"
        )
    connection.close()


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ["j", "j"]), ((120, 40), ["G"])])
def test_the_screen_looks_right(
    app, noted: Study, settled, until, snap_compare, size, keys
) -> None:
    dated(noted)

    async def look(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in ("O", *keys):
            await pilot.press(key)
            await settled(pilot)
        await pilot.pause(0.1)

    assert snap_compare(app, run_before=look, terminal_size=size)
