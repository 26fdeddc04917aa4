"""Disagreements: the list of them, and the screen on which they are decided."""

import sqlite3
from functools import partial

import pytest

from storage import CaseQuery, Decision, NewEvidence, Reason, RecordEntry, Study


def finding(start, end, **values):
    return RecordEntry("finding", {"conclusion": "criticism"} | values, (NewEvidence(start, end),))


@pytest.fixture
def coded(store, study) -> Study:
    """ben and cara have coded a document: they agree about one finding and the outcome of three cases."""
    document = study.documents().rows[4].uid
    for name, fault, outcome, end in (
        ("ben", "delay", "upheld", 60),
        ("cara", "not_done", "not_upheld", 70),
    ):
        with Study.open(store, coder=name) as own:
            own.add_record(document, finding(0, end))
            own.add_record(document, finding(100, 160, fault_type=fault))
            own.set_variable(document, "outcome", outcome)
            if name == "ben":
                own.add_record(document, finding(300, 340))
    with sqlite3.connect(store) as connection:
        connection.execute(
            "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
            "VALUES ('r', 'main', '{}', 1, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 1)"
        )
    connection.close()
    return study


@pytest.fixture
def at(coded: Study, sitting):
    """Opens the list of disagreements, whose coder leads the study."""
    return partial(sitting, "V", words="3 cases")


def decided(study) -> list[tuple[str, str, str | None, str]]:
    """What was settled by somebody: name, outcome, reason and note."""
    told = []
    for case in study.disagreements(CaseQuery(is_open=False), limit=100).rows:
        held = case.settlement
        gold = held.record.values.get("fault_type", "") if held.record else ""
        gold = held.value.value if held.value else gold
        told.append((case.name, "rejected" if held.is_rejection else gold, held.reason, held.note))
    return told


async def test_who_codes_alone_is_told_that_it_takes_two(study, sitting, until) -> None:
    async with sitting("V", words="You are the only one in this study; C leads") as desk:
        assert "rounds open" not in desk.shown
        assert "settle agreed" not in desk.shown


async def test_a_round_that_is_blind_is_told_of_with_where_it_is_opened(
    coded, store, sitting
) -> None:
    set_opening(store, None)
    async with sitting("V", words="The round main is not open") as desk:
        assert "C shows how far its coders are" in desk.shown


async def test_what_coders_differ_in_is_listed_and_what_they_agree_about_is_settled_by_one_key(
    at, coded
) -> None:
    async with at() as desk:
        for words in ("Outcome", "other answers", "not all have it"):
            assert words in desk.shown

        await desk.press("a")
        await desk.until_said("1 case settled; 3 disagreements left to decide.")
        await desk.press("t", "e")
        await desk.until_shown("unanimous")
        assert "4 cases" in desk.shown


async def test_two_keys_settle_a_case_and_lead_to_the_next(at, coded) -> None:
    async with at() as desk:
        await desk.press("enter")
        await desk.until_shown("OUTCOME")
        await desk.press("l", "enter")
        await desk.until_shown("2 open")
        assert "FINDING" in desk.shown
        await desk.press("h", "g")
        await desk.until_shown("1 open")
        await desk.press("x", "n", "S", "e", "enter", "enter")
        await desk.until_shown("0 open")

    assert decided(coded) == [
        ("outcome", "not_upheld", "slip", ""),
        ("finding", "delay", "gap", ""),
        ("finding", "rejected", "gap", "Se"),
    ]


async def test_of_three_coders_each_has_the_number_that_takes_theirs(
    at, coded, store, study
) -> None:
    set_opening(store, None)
    with Study.open(store, coder="dan") as own:
        own.set_variable(study.documents().rows[4].uid, "outcome", "resolved_early")
    set_opening(store, "2026-01-02T00:00:00.000Z")
    async with at(words="cases") as desk:
        await desk.press("enter")
        await desk.until_shown("3 dan")
        assert "1 ben" in desk.shown
        await desk.press("3", "s")
        await desk.until(lambda: decided(coded))

    assert decided(coded)[0][:2] == ("outcome", "resolved_early")


async def test_u_takes_the_last_decision_back(at, coded) -> None:
    async with at() as desk:
        await desk.press("enter")
        await desk.until_shown("3 open")
        await desk.press("l", "s")
        await desk.until_shown("2 open")
        await desk.press("u")
        await desk.until_shown("3 open")

    assert decided(coded) == []


async def test_u_leads_back_to_the_document_whose_last_case_was_decided(
    at, coded, store, study
) -> None:
    document = study.documents().rows[5].uid
    set_opening(store, None)
    for name, body in (("ben", "The council"), ("cara", "The trust")):
        with Study.open(store, coder=name) as own:
            own.set_variable(document, "respondent", (body,))
    set_opening(store, "2026-01-02T00:00:00.000Z")
    async with at(words="4 cases") as desk:
        await desk.press("j", "j", "enter")
        await desk.until_shown("case 3 of 3")
        await desk.press("x", "s")
        await desk.until_shown("case 1 of 1")
        await desk.press("u")
        await desk.until_shown("case 3 of 3")

    assert decided(coded) == []


def set_opening(store, at) -> None:
    """Open the round, or make it blind again."""
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE round SET opened_at = ?", (at,))
    connection.close()


async def test_only_the_latest_decision_is_told(at, notices) -> None:
    async with at() as desk:
        await desk.press("j", "enter")
        await desk.until_shown("3 open")
        await desk.press("x", "s")
        await desk.until_shown("2 open")
        await desk.press("x", "s")
        await desk.until_shown("1 open")

        assert [each for each in notices(desk.app) if "slip" in each] == [
            "Finding: all rejected, slip. u takes it back."
        ]


def test_an_answer_to_what_is_not_asked_of_a_document_is_no_case(coded) -> None:
    document = coded.disagreements(CaseQuery()).rows[0].document
    coded.set_kind(document, "press_ombudsman")

    assert {case.name for case in coded.disagreements(CaseQuery()).rows} == {"finding"}


async def test_e_opens_the_form_of_the_gold_record(at, coded) -> None:
    async with at() as desk:
        await desk.press("j", "enter")
        await desk.until_shown("FINDING  other answers")
        await desk.press("e")
        await desk.until_shown("Conclusion")
        await desk.press("escape", "e", "p", "enter", "a")
        await desk.until_shown("2 open")

    (case,) = coded.disagreements(CaseQuery(is_open=False)).rows
    assert case.settlement.record.values["conclusion"] == "praise"


async def test_differences_stand_first_and_coders_can_go_by_letters(at) -> None:
    async with at(size=(120, 40)) as desk:
        await desk.press("j", "enter")
        await desk.until_shown("≠ fault")
        assert "cara" in desk.shown

        await desk.press("a")
        await desk.until_said("Coders go by letters now.")
        assert "cara" not in desk.shown
        assert "AF2" in desk.shown
        await desk.press("a")


async def test_what_was_settled_meanwhile_is_told_and_shown(at, coded, store) -> None:
    async with at() as desk:
        await desk.press("enter")
        await desk.until_shown("OUTCOME")
        with sqlite3.connect(store) as connection:
            connection.execute("UPDATE coder SET role = 'adjudicator' WHERE name = 'cara'")
        connection.close()
        with Study.open(store, coder="cara") as other:
            case = other.disagreements(CaseQuery(name="outcome")).rows[0]
            other.settle(case, Decision(("cara",)), Reason.EDGE)
        await desk.press("h", "enter")
        await desk.until_said("cara settled this meanwhile (edge)")
        await desk.until_shown("adjudicated by cara")


async def test_a_coder_is_told_who_settles(coded, store, sitting) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE coder SET role = iif(name = 'cara', 'lead', 'coder')")
    connection.close()

    async with sitting("V", words="Only a lead or an adjudicator") as desk:
        assert "Outcome" not in desk.shown


async def test_the_codebook_lists_what_was_unclear_and_leads_there(at) -> None:
    async with at() as desk:
        await desk.press("j", "enter")
        await desk.until_shown("FINDING  other answers")
        await desk.press("h", "g")
        await desk.until_shown("2 open")
        await desk.press("escape", "escape", "B")
        await desk.until_shown("version")
        await desk.press("v")
        await desk.until_shown("1 codebook gap")
        await desk.press("enter")
        await desk.until(
            lambda: desk.screen.line and desk.screen.line.value in ("delay", "not_done")
        )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_case_looks_as_it_did(coded, app, snap_compare, size, settled, until, shown) -> None:
    async def open_case(pilot) -> None:
        await settled(pilot)
        await pilot.press("V")
        await until(pilot, lambda: "3 cases" in shown(pilot.app))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "≠ fault" in shown(pilot.app))
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=open_case)
