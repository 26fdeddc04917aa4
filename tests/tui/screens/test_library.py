"""The library by its keys: what is on the screen, and what is in the store afterwards."""

import pytest

from storage import Status, Study
from tui.app import CasecoderApp
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen


def titles(app: CasecoderApp) -> list[str]:
    return [document.title for document in app.library.documents.rows]


def under_cursor(app: CasecoderApp) -> str:
    document = app.library.documents.row
    return document.title if document else ""


async def test_the_front_page_says_what_is_in_the_study(app, settled, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        first, *_ = shown(app).splitlines()

        assert "casecoder · Sample study" in first
        assert "12 documents · 0 done · 1 flagged · 10 to do" in first
        assert first.rstrip().endswith("anna")


async def test_every_document_is_a_line(app, study, settled, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)

        assert titles(app) == [each.title for each in study.documents().rows]
        assert "Ardley City Council (21 004 117)" in shown(app)


async def test_slash_filters_as_one_types(app, settled, until, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"council")
        await until(pilot, lambda: "documents" in shown(app).splitlines()[-2])
        await settled(pilot)

        assert titles(app)
        assert all("council" in title.lower() for title in titles(app)) or len(titles(app)) < 12
        assert f"{len(titles(app))} documents" in shown(app)


async def test_enter_gives_the_keys_back_and_keeps_the_filter(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"ardley", "enter")
        await until(pilot, lambda: len(titles(app)) < 12)
        await pilot.press("G")

        assert app.focused is app.library.documents
        assert under_cursor(app) == titles(app)[-1]


async def test_escape_shows_all_again(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"ardley")
        await until(pilot, lambda: len(titles(app)) < 12)
        await pilot.press("escape")
        await settled(pilot)

        assert len(titles(app)) == 12
        assert not app.screen.query("FilterLine")


async def test_escape_keeps_the_document_under_the_cursor(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"strathmore")
        await until(pilot, lambda: len(titles(app)) == 1)
        found = under_cursor(app)
        await pilot.press("escape")
        await settled(pilot)

        assert under_cursor(app) == found


async def test_a_filter_without_a_match_says_how_to_go_on(app, settled, until, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"zebra", "enter")
        await until(pilot, lambda: not titles(app))

        assert "No document matches." in shown(app)
        assert "Esc shows all of them again." in shown(app)


async def test_what_is_typed_may_hold_anything(app, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", "left_square_bracket", "quotation_mark", "percent_sign", "enter")
        await until(pilot, lambda: not titles(app))

        assert isinstance(app.screen, LibraryScreen)


async def test_s_orders_the_list_and_once_more_turns_it_round(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s", "t")
        await settled(pilot)
        ascending = titles(app)
        await pilot.press("s", "t")
        await settled(pilot)

        assert ascending[:2] == ["A Council", "Ardley City Council (21 004 117)"]
        assert titles(app) == ascending[::-1]


async def test_the_order_is_told(app, settled, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s", "d")
        await settled(pilot)
        await pilot.press("s", "d")
        await settled(pilot)

        assert "by date, descending" in shown(app)


@pytest.mark.parametrize(("key", "count"), [("t", 10), ("x", 1), ("f", 1), ("p", 1), ("d", 0)])
async def test_t_limits_the_list(app, settled, key: str, count: int):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("t", key)
        await settled(pilot)

        assert len(titles(app)) == count


async def test_t_and_all_shows_everything_again(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("t", "x")
        await settled(pilot)
        await pilot.press("t", "a")
        await settled(pilot)

        assert len(titles(app)) == 12


async def test_space_marks_and_goes_on(app, settled, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space")

        assert "2 marked" in shown(app)
        assert len(app.library.documents.marked) == 2
        assert under_cursor(app) == titles(app)[2]


async def test_marked_documents_become_one_case(app, study: Study, settled, notices):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space", "equals_sign")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("y")
        await settled(pilot)

        first, second, *_ = study.documents().rows
        assert first.case == second.case
        assert not app.library.documents.marked
        assert notices(app)[-1].endswith("- takes them apart again.")


async def test_saying_no_groups_nothing(app, study: Study, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space", "equals_sign", "n")
        await settled(pilot)

        assert {each.case_size for each in study.documents().rows} == {1}


async def test_one_marked_document_cannot_be_grouped(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("space", "equals_sign")

        assert isinstance(app.screen, LibraryScreen)


async def test_minus_takes_a_case_apart(app, study: Study, settled):
    study.group([each.uid for each in study.documents().rows[:2]])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("minus")
        await settled(pilot)

        assert {each.case_size for each in study.documents().rows} == {1}


async def test_delete_removes_after_a_question(app, study: Study, settled, shown, notices):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j")
        removed, below = titles(app)[1:3]
        await pilot.press("delete")
        assert removed in shown(app)
        await pilot.press("y")
        await settled(pilot)

        assert removed not in [each.title for each in study.documents().rows]
        assert under_cursor(app) == below
        assert notices(app)[-1].endswith("The history can bring it back.")


async def test_removed_documents_come_back_from_the_history(app, study: Study, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("delete", "y")
        await settled(pilot)
        study.undo_change(next(study.history(limit=1)).uid)

        assert len(study.documents().rows) == 12


async def test_an_empty_study_says_what_to_do_next(empty_app, settled, shown):
    async with empty_app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert "This study has no documents yet." in shown(empty_app)
        assert "Ctrl+O brings in files or a folder: text, HTML, PDF, Word" in shown(empty_app)


async def test_the_dataset_is_exported_from_here(app, settled, until, shown, notices, tmp_path):
    folder = tmp_path / "dataset"
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "Export the dataset" in shown(app))
        app.screen.query_one("#folder").value = str(folder)
        await pilot.press("enter")
        await until(pilot, lambda: notices(app))

        assert "files written to" in notices(app)[0]
        assert (folder / "findings.csv").exists()
        assert (folder / "datapackage.json").exists()


async def test_a_package_for_an_archive_is_written_from_here(
    app, settled, until, shown, notices, tmp_path
):
    folder = tmp_path / "deposit"
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "Export the dataset" in shown(app))
        app.screen.query_one("#folder").value = str(folder)
        await pilot.press("down", "space", "space", "enter")
        await until(pilot, lambda: notices(app))

        assert notices(app)[0].endswith(f"{folder}, and as one to {folder}.zip.")
        assert (folder / "manifest-sha256.txt").exists()


async def test_an_export_that_cannot_be_written_says_why(
    app, settled, until, shown, notices, tmp_path
):
    (tmp_path / "file").write_text("")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "Export the dataset" in shown(app))
        app.screen.query_one("#folder").value = str(tmp_path / "file" / "dataset")
        await pilot.press("enter")
        await until(pilot, lambda: notices(app))

        assert len(notices(app)) == 1
        assert notices(app)[0].endswith(".")


async def test_enter_and_n_open_documents(app, study: Study, settled, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(app, "open_document", opened.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j", "enter", "n")
        await settled(pilot)

    documents = study.documents().rows
    todo = [each.uid for each in documents if each.status is Status.TODO]
    assert [spot.document for spot in opened] == [documents[1].uid, todo[0]]


async def test_n_begins_with_the_document_under_the_cursor_and_goes_on_from_it(
    app, study: Study, settled, until
):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("G", "n")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        first = app.screen.uid
        await until(pilot, lambda: app.screen.opened is not None)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await settled(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        second = app.screen.uid

    assert first == study.documents(backwards=True).rows[-1].uid
    assert second != first


async def test_when_nothing_is_left_to_do_n_says_so(app, study: Study, settled, notices):
    for document in study.documents().rows:
        study.exclude(document.uid, "not needed")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)

        assert notices(app)[-1].startswith("Nothing is left to do")


async def test_the_list_questions_can_be_left(app, settled):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("escape")

        assert isinstance(app.screen, LibraryScreen)
        assert app.focused is app.library.documents
