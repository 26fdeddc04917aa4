"""Coders and rounds: who codes what, how far they are, assigned and opened by the lead."""

from functools import partial

import pytest

from storage import Assignment, NewEvidence, RecordEntry, Role, Study
from tui.app import CasecoderApp
from tui.screens.library import LibraryScreen

pytestmark = pytest.mark.usefixtures("universal_time")

FINDING = RecordEntry("finding", {"conclusion": "criticism"}, (NewEvidence(100, 140),))


@pytest.fixture
def led(study: Study) -> Study:
    """The sample study with two coders and an adjudicator, nothing of it assigned."""
    study.add_coder("ben")
    study.add_coder("cara")
    return study


@pytest.fixture
def assigned(led: Study) -> Study:
    """The same with a pilot that both coders have, and one of its documents begun by ben."""
    led.assign(Assignment("pilot", size=3))
    with Study.open(led.store, coder="ben") as ben:
        ben.add_record(ben.next_to_do() or "", FINDING)
    return led


@pytest.fixture
def at(sitting):
    """Opens the rounds of the sample study."""
    return partial(sitting, "C")


async def test_a_lead_sees_how_far_everybody_is_in_each_round(assigned: Study, at) -> None:
    async with at(words="you lead this study") as desk:
        await desk.until_shown("1 in progress")
        told = " ".join(desk.shown.split())

        assert "pilot blind until it is opened · 3 documents assigned" in told
        assert "ben 0 of 3 done, 1 in progress · coder" in told
        assert "cara 0 of 3 done · coder" in told
        assert "3 of 12 documents, 3 of them to 2 coders each, seed 1" in told
        await desk.press("q")
        assert isinstance(desk.screen, LibraryScreen)


async def test_who_codes_alone_is_told_that_opening_a_round_compares_nothing(study, at) -> None:
    async with at(words="you lead this study") as desk:
        await desk.press("o")
        await desk.until_shown("Only anna codes in it: there is nothing to compare.")
        await desk.press("n")

    assert not study.rounds_to_settle()


async def test_documents_are_assigned_after_their_plan_was_seen(led: Study, at) -> None:
    async with at(words="you lead this study") as desk:
        await desk.press("a")
        await desk.until_shown("Assign documents")
        await desk.press("tab", "tab", *"4", "enter")
        await desk.until_shown("in round pilot?")
        assert "ben: 4 documents" in desk.shown
        assert not led.standing().assigned

        await desk.press("y")
        await desk.until_said("Documents assigned.")
        await desk.until_shown("4 documents assigned")
        assert led.standing().assigned


async def test_what_is_no_number_is_said_and_assigns_nothing(led: Study, at) -> None:
    async with at(words="you lead this study") as desk:
        await desk.press("a")
        await desk.until_shown("Assign documents")
        await desk.press("tab", "tab", *"many", "enter")
        await desk.until_said("'many' is no number")

        assert not led.standing().assigned


async def test_a_round_is_opened_after_a_question_and_reopened_to_one_coder(
    assigned: Study, at
) -> None:
    async with at(words="0 of 3 done") as desk:
        await desk.press("g", "o")
        await desk.until_shown("ben is not done with 3 documents.")
        await desk.press("n")
        assert next(each for each in assigned.rounds() if each.name == "pilot").opened_at is None

        await desk.press("o", "y")
        await desk.until_said("Round pilot opened")
        await desk.until_said("V in the library settles")
        await desk.until_shown("opened ")
        await desk.press("j", "r", "y")
        await desk.until_said("Round pilot reopened to ben.")
        await desk.until_shown("reopened to ben")


async def test_somebody_is_added_with_a_role(study: Study, at) -> None:
    async with at(words="you lead this study") as desk:
        await desk.press("plus")
        await desk.until_shown("Add a coder")
        await desk.press(*"dora", "tab", "space", "enter")
        await desk.until_said("dora added as adjudicator.")
        await desk.until_shown("dora")


@pytest.fixture
def as_ben(assigned: Study):
    """The application on the assigned study, as ben."""
    store = assigned.store
    return CasecoderApp(lambda: Study.open(store, coder="ben"), coder="ben")


async def test_a_coder_sees_their_own_queue_and_progress_only(
    as_ben: CasecoderApp, settled, until, shown
) -> None:
    async with as_ben.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "round pilot" in shown(as_ben))
        first = shown(as_ben).splitlines()[2]
        assert "◐" in first

        await pilot.press("end")
        await until(pilot, lambda: "not yours to code" in shown(as_ben))
        await pilot.press("C")
        await until(pilot, lambda: "your own progress" in shown(as_ben))
        await until(pilot, lambda: "0 of 3 done" in shown(as_ben))
        assert "cara" not in shown(as_ben)
        assert "assign" not in shown(as_ben).splitlines()[-1]
        await settled(pilot)


async def test_a_document_of_an_opened_round_says_that_it_is_frozen(
    as_ben: CasecoderApp, assigned: Study, until, shown, notices
) -> None:
    assigned.open_round("pilot")
    async with as_ben.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "round pilot" in shown(as_ben))
        await pilot.press("enter")
        await until(
            pilot, lambda: any("coding in it is frozen" in each for each in notices(as_ben))
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_rounds_look_like_this(
    led: Study, app, until, settled, shown, snap_compare, size
) -> None:
    led.add_coder("dora", Role.ADJUDICATOR)

    async def look(pilot) -> None:
        await settled(pilot)
        await pilot.press("C")
        await until(pilot, lambda: "you lead this study" in shown(app))
        await settled(pilot)

    assert snap_compare(app, run_before=look, terminal_size=size)
