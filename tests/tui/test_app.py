"""The application: it paints before it opens, tells errors in sentences, and loses nothing."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage import ChangeRefused, Progress, StoreInvalid, Study
from tui.app import CasecoderApp
from tui.messages import ChangeFailed
from tui.settings import Settings


def test_nothing_of_sql_is_imported_before_the_first_paint():
    program = (
        "import sys, tui.app, tui.screens.library;"
        "sys.exit(', '.join(name for name in ('sqlmodel', 'sqlalchemy', 'storage', 'pydantic')"
        " if name in sys.modules) or None)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


async def test_the_frame_is_there_while_the_study_is_being_opened(store: Path, shown):
    go_on = threading.Event()

    def slowly() -> Study:
        go_on.wait(10)
        return Study.open(store, coder="anna")

    app = CasecoderApp(slowly, coder="anna")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = shown(app)
        go_on.set()

        assert "Opening …" in text
        assert "anna" in text
        assert "? help" in text


async def test_opening_that_takes_long_has_a_bar_and_a_count(store: Path, until, shown):
    go_on = threading.Event()

    def slowly() -> Study:
        app.tell_opening(Progress(150, 600, "MB"))
        go_on.wait(10)
        return Study.open(store, coder="anna")

    app = CasecoderApp(slowly, coder="anna")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "150 of 600 MB" in shown(app))
        text = shown(app)
        go_on.set()
        await until(pilot, lambda: app.library.documents.row)

    assert "━" * 10 + "┄" * 30 in text
    assert "Ctrl+Q stops it and leaves everything as it was." in text


async def test_leaving_stops_opening_where_it_next_tells_its_progress(store, until):
    told: list[int] = []

    def slowly() -> Study:
        for megabytes in range(10_000):
            app.tell_opening(Progress(megabytes, None, "MB"))
            told.append(megabytes)
            time.sleep(0.01)
        return Study.open(store, coder="anna")

    app = CasecoderApp(slowly, coder="anna")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: told)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)

    assert app.return_code == 0
    assert app.study is None
    assert len(told) < 10_000


async def test_keys_typed_while_the_study_is_being_opened_wait_for_it(store, settled, until):
    go_on = threading.Event()

    def slowly() -> Study:
        go_on.wait(10)
        return Study.open(store, coder="anna")

    app = CasecoderApp(slowly, coder="anna")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        go_on.set()
        await settled(pilot)
        await until(pilot, lambda: app.library.documents.row)
        rows = app.library.documents.rows
        await until(pilot, lambda: app.library.documents.row == rows[2])


async def test_a_store_that_cannot_be_used_ends_the_application_with_status_3(
    tmp_path: Path, until
):
    def refuse() -> Study:
        raise StoreInvalid("cases.txt is no casecoder store.")

    app = CasecoderApp(refuse, coder="anna")
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_code == 3)

    assert app.return_code == 3


def test_the_sentence_stands_on_standard_error(tmp_path: Path):
    program = (
        "from storage import Study; from tui.app import CasecoderApp; import sys\n"
        f"app = CasecoderApp(lambda: Study.open({str(tmp_path / 'none.db')!r}, coder='anna'),"
        " coder='anna')\n"
        "app.run(headless=True); sys.exit(app.return_code)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.returncode == 3
    assert "none.db" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr


async def test_a_refused_change_becomes_a_notice(app, settled, notices):
    async with app.run_test() as pilot:
        await settled(pilot)
        app.post_message(ChangeFailed(ChangeRefused("A later change\x1b[2J touched [it].")))
        await pilot.pause()

        assert notices(app) == ["A later change␛[2J touched [it]."]


async def test_an_unexpected_failure_is_not_hidden(app, settled):
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await settled(pilot)
            app.writer.submit(app.screen, lambda: 1 / 0)
            await settled(pilot)


async def test_ctrl_q_leaves_after_everything_is_saved(app, settled, until):
    made: list[int] = []
    hold = threading.Event()

    def change() -> None:
        hold.wait(10)
        made.append(1)

    async with app.run_test() as pilot:
        await settled(pilot)
        app.writer.submit(app.screen, change)
        await pilot.press("ctrl+q")
        assert app._exit is False
        hold.set()
        await until(pilot, lambda: app._exit)

    assert made == [1]


async def test_ctrl_q_stays_when_something_could_not_be_saved(app, settled, notices):
    hold = threading.Event()

    def refuse() -> None:
        hold.wait(10)
        raise ChangeRefused("No.")

    async with app.run_test() as pilot:
        await settled(pilot)
        app.writer.submit(app.screen, refuse)
        await pilot.press("ctrl+q")
        hold.set()
        await settled(pilot)

        assert app._exit is False
        assert notices(app)[0] == "No."


async def test_ctrl_c_leaves_nothing(app, settled, notices):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()

        assert app._exit is False
        assert notices(app) == ["Ctrl+Q leaves casecoder; everything is saved first."]


async def test_the_store_is_closed_at_the_end(app, settled):
    async with app.run_test() as pilot:
        await settled(pilot)

    with pytest.raises(RuntimeError):
        app.writer.submit(app, lambda: None)


async def test_problems_of_the_settings_are_told(store: Path, settled, notices):
    settings = Settings(
        theme="no-such", keymap={"library.srot": "o"}, problems=("line 3: no setting thme.",)
    )
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test() as pilot:
        await settled(pilot)

        assert notices(app) == [
            "line 3: no setting thme.",
            "Settings: there is no theme no-such.",
            "Settings: there is no command library.srot; library.sort may be meant.",
        ]


async def test_a_key_map_moves_a_command(store: Path, settled, shown):
    settings = Settings(keymap={"library.sort": "o"})
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "o sort" in shown(app)
        await pilot.press("s")
        assert app.screen is app.library
        await pilot.press("o")

        assert app.screen is not app.library


async def test_a_copy_tells_where_it_went(app, settled, notices, tmp_path: Path):
    async with app.run_test() as pilot:
        await settled(pilot)
        app.copy("“words”")
        await settled(pilot)

        assert app.clipboard == "“words”"
        assert notices(app)[0].startswith("Sent to the terminal. Also in ")
        assert (tmp_path / "state" / "casecoder" / "copied.txt").read_text() == "“words”"


async def test_every_theme_has_the_hues_of_record_types(app, settled):
    async with app.run_test() as pilot:
        await settled(pilot)

        assert all(f"record-{number}" in app.theme_variables for number in range(1, 9))
        assert "record-8" in CasecoderApp.get_theme_variable_defaults(app)


async def test_an_upgrade_of_the_store_is_told(store: Path, until):
    def upgrade() -> Study:
        study = Study.open(store, coder="anna")
        study.upgraded = "The store was upgraded; the copy study.db.before is as before."
        return study

    app = CasecoderApp(upgrade, coder="anna")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: list(app._notifications))

        said = [notification.message for notification in app._notifications]
        assert said == ["The store was upgraded; the copy study.db.before is as before."]


async def test_a_notice_that_is_still_there_is_not_said_again(app: CasecoderApp, settled):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for _ in range(3):
            app.notice("This is the last document.")
        app.notice("Another thing.")
        await settled(pilot)

        said = [notification.message for notification in app._notifications]
        assert said == ["This is the last document.", "Another thing."]
