"""Waiting with a count: the job's outcome comes back, and it can be stopped."""

import threading
from collections.abc import Callable

import pytest

from storage import ExportError, Progress
from tui.app import CasecoderApp
from tui.dialogs.progress import Outcome, ProgressDialog, bar, count


async def outcome(app: CasecoderApp, pilot, until, job) -> Outcome[object]:
    ended: list[Outcome[object]] = []
    app.push_screen(ProgressDialog("Working", job, app.writer), ended.append)
    await until(pilot, lambda: ended)
    return ended[0]


async def test_the_outcome_is_what_the_job_returned(app, settled, until):
    async with app.run_test() as pilot:
        await settled(pilot)

        assert await outcome(app, pilot, until, lambda _tell: 7) == Outcome(7)


async def test_an_expected_error_is_the_outcome(app, settled, until):
    error = ExportError("No room.")

    def job(_tell: Callable[[Progress], None]) -> None:
        raise error

    async with app.run_test() as pilot:
        await settled(pilot)

        assert await outcome(app, pilot, until, job) == Outcome(error=error)


async def test_a_short_job_shows_no_panel(app, settled, shown, monkeypatch):
    monkeypatch.setattr("tui.dialogs.progress.SHOW_AFTER", 60)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        hold = threading.Event()
        app.push_screen(ProgressDialog("Working", lambda _tell: hold.wait(10), app.writer))
        await pilot.pause()
        text = shown(app)
        hold.set()

        assert "Working" not in text


async def test_a_long_job_shows_how_far_it_has_come(app, settled, until, shown):
    hold = threading.Event()

    def job(tell: Callable[[Progress], None]) -> None:
        tell(Progress(1200, 10000, "documents"))
        hold.wait(10)

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.push_screen(ProgressDialog("Working", job, app.writer))
        await until(pilot, lambda: "1,200 of 10,000 documents" in shown(app))
        hold.set()


async def test_escape_stops_the_job_where_it_next_tells_its_progress(app, settled, until):
    steps: list[int] = []
    hold = threading.Event()

    def job(tell: Callable[[Progress], None]) -> str:
        for step in range(1000):
            tell(Progress(step, 1000, "files"))
            steps.append(step)
            hold.wait(10)
        return "all"

    async with app.run_test() as pilot:
        await settled(pilot)
        ended: list[Outcome[str]] = []
        app.push_screen(ProgressDialog("Working", job, app.writer), ended.append)
        await until(pilot, lambda: steps)
        await pilot.press("escape")
        hold.set()
        await until(pilot, lambda: ended)

        assert ended == [Outcome()]
        assert steps == [0]


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress(0, 10, "files"), "0 of 10 files"),
        (Progress(1500, None, "rows"), "1,500 rows"),
    ],
)
def test_the_count_is_written_out(progress: Progress, text: str):
    assert count(progress) == text


@pytest.mark.parametrize(("done", "filled"), [(0, 0), (5, 20), (10, 40), (99, 40)])
def test_the_bar_is_as_long_as_what_is_done(done: int, filled: int):
    drawn = bar(Progress(done, 10, "files"))

    assert drawn.plain == "━" * 40
    assert sum(span.end - span.start for span in drawn.spans if span.style == "$accent") == filled


def test_without_a_known_whole_there_is_no_bar():
    assert bar(Progress(5, None, "rows")).plain == ""
