"""Keys typed in a burst do what the same keys do one by one."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from storage import Place, Study
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


def burst(app: CasecoderApp, keys: str) -> None:
    """Keys read from the terminal at once."""
    driver = app._driver
    assert driver is not None
    for key in keys.split():
        driver.process_message(events.Key(key, key if len(key) == 1 else None))


async def test_a_burst_reaches_the_form_it_opens(
    app: CasecoderApp, study: Study, until: Until, store: Path
) -> None:
    uid = study.find_document("ardley-21-004-117.txt").uid
    study.save_place(Place(uid, 0, "{}"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        burst(app, "j f c d enter j r a enter")
        await until(pilot, lambda: len(study.coding(uid).records) == 2)

        finding, remedy = study.coding(uid).records
        assert (finding.values["conclusion"], finding.values["fault_type"]) == (
            "criticism",
            "delay",
        )
        assert remedy.values["remedy_type"] == "apology"


async def test_a_burst_over_documents_codes_each_where_it_was_meant(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    first = study.find_document("ardley-21-004-117.txt").uid
    second = study.neighbour(first, 1)
    assert second is not None
    study.save_place(Place(first, 0, "{}"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        burst(app, "j f c enter n j f p enter")
        await until(pilot, lambda: len(study.coding(second).records) == 1)

        assert [record.values["conclusion"] for record in study.coding(first).records] == [
            "criticism"
        ]
        assert [record.values["conclusion"] for record in study.coding(second).records] == [
            "praise"
        ]


async def test_a_burst_answers_the_question_it_raises(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    uid = study.find_document("ardley-21-004-117.txt").uid
    study.save_place(Place(uid, 0, "{}"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        burst(app, "exclamation_mark w h o enter j m s o ctrl+s")
        await until(pilot, lambda: study.coding(uid).memos)

        assert study.coding(uid).review.flag_reason == "who"
        assert study.coding(uid).memos[0].text == "so"
