"""Keys of the review that a practised coder types without looking, judged by the store."""

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import App

from storage import Certainty, Missing, NewEvidence, Record, RecordEntry, Study
from tests.tui.screens.reviewer import Reviewer, reviewing

STRATHMORE = "strathmore-202103418.txt"
Shown = Callable[[App[None]], str]


def quotes(records) -> dict[str, list[str]]:
    """The passages of each record, by type and number."""
    return {
        f"{record.type[0]}{record.number}": [one.quote for one in record.evidence]
        for record in records
    }


# A passage of an earlier record


async def test_letter_and_number_mean_a_record_also_where_it_is_the_only_one(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", "r", "a", "enter", "j")
        sentence = at.selected
        await at.press("A", "R", "1")

        assert len(at.records) == 2
        assert quotes(at.records)["r1"][-1] == sentence


async def test_a_key_that_no_number_goes_on_with_takes_the_record_and_acts(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", *"111111111", "j")
        first = at.selected
        await at.press("A", "F", "1", "j")
        second = at.selected
        await at.press("A", "F", "1", "0")

        told = quotes(at.records)
        assert (told["f1"][-1], told["f10"][-1]) == (first, second)
        assert first != second


async def test_a_number_without_a_record_adds_to_none(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", *"111111111", "r", "a", "enter")
        before = quotes(at.records)
        await at.press("j", *"AR2", "enter", "escape", *"AF12", "enter", "escape")

        assert quotes(at.records) == before


async def test_the_number_will_do_where_all_records_are_of_one_type(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", "1", "j")
        sentence = at.selected
        await at.press("A", "2")

        assert quotes(at.records)["f2"][-1] == sentence


async def test_links_are_chosen_by_number_alone_or_by_letter_and_number(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", "1", "r", "a", "enter")
        findings = {record.uid for record in at.records if record.type == "finding"}
        before = {link.to_record for record in at.records for link in record.links}
        await at.press("l", "1", "F", "2", "enter")

        assert {link.to_record for each in at.records for link in each.links} == findings - before


# Passages of variables


async def test_what_is_tied_to_a_variable_waits_for_its_answer(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("j")
        sentence = at.selected
        await at.press("I", "i", *"uu", "plus", "enter")
        said = at.said
        await at.press("f", "c", "enter", "n", "p", "i", *"p", "enter")

        assert "Tied to Service concerned; it is saved with the answer." in said
        assert "What is tied to Service concerned is kept until that is answered." in said
        service = at.coding.variables["service"]
        assert [passage.quote for passage in service.evidence] == [sentence]


async def test_the_notice_names_the_field_that_a_passage_is_tied_to(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "plus", "plus", "up", "plus")

        assert at.said == ["Tied to Fault.", "No longer tied to Fault.", "Tied to Conclusion."]


async def test_a_proposal_dismissed_in_a_hurry_leaves_no_passage(store: Path, study: Study) -> None:
    async with reviewing(store, study, name=STRATHMORE) as at:
        await at.press("I", "i", "minus", "minus", "delete", "u", "enter")

        outcome = at.coding.variables["outcome"]
        assert (outcome.value, outcome.evidence) == ("upheld", ())


async def test_a_missing_value_over_a_proposal_says_so(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("i", "minus", "minus")

        (said,) = at.said
        assert at.coding.variables["respondent"].value is Missing.NOT_STATED
        assert said.startswith("Respondent: not stated, in place of the proposal.")

        await at.press("up", "backspace")

        assert "respondent" not in at.coding.variables
        assert at.screen.variable_form.state.answers["respondent"].mark == "proposed"


async def to_respondent(at: Reviewer) -> None:
    """Back to the first question, in the form of the variables."""
    while at.screen.variable_form.state.at != "respondent":
        await at.press("shift+tab")


async def test_what_is_typed_takes_the_place_of_a_proposal(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("i", *"Borset", "tab")

        assert at.coding.variables["respondent"].value == ("Borset",)


async def test_what_is_typed_is_added_to_a_confirmed_answer_and_says_so(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        await at.press("i", "space")
        await to_respondent(at)
        await at.press(*"Borset")
        told = shown(at.app)
        await at.press("tab")

        assert "added to Ardley City Council" in told
        assert at.coding.variables["respondent"].value == ("Ardley City Council", "Borset")


async def test_delete_takes_a_confirmed_answer_away_at_once_and_undo_brings_it_back(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("i", "space")
        await to_respondent(at)
        await at.press("delete")
        gone = at.coding
        await at.press("enter", "u")

        assert "respondent" not in gone.variables.keys() | gone.proposals.keys()
        assert at.coding.variables["respondent"].value == ("Ardley City Council",)


# Fewer keys


async def test_one_key_answers_that_it_is_not_stated(store: Path, study: Study) -> None:
    async with reviewing(store, study, name=STRATHMORE) as at:
        await at.press("I", "i", "_", "u", "enter")

        told = at.coding.variables
        assert (told["decided_on"].value, told["outcome"].value) == (Missing.NOT_STATED, "upheld")


async def test_a_record_begins_as_sure_as_the_one_before(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "p", "asterisk", "asterisk", "enter")
        await at.press("r", "a")
        form = shown(at.app)
        await at.press("enter", "c", "p", "asterisk", "delete", "enter", "f", "n", "enter")

        sure = [(record.type, record.certainty) for record in by_making(at.records)]
        assert "medium filled in" in form
        assert sure == [
            ("finding", Certainty.MEDIUM),
            ("remedy", Certainty.MEDIUM),
            ("recommendation", None),
            ("finding", None),
        ]


async def test_a_repeated_record_says_all_that_its_passage_does_not(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        entry = RecordEntry(
            "finding",
            {
                "conclusion": "criticism",
                "fault_type": "delay",
                "respondent": "Calderdale Council",
                "in_complaint_handling": True,
                "duration": "41 weeks",
                "count": 3,
            },
            (NewEvidence(0, 30),),
            Certainty.LOW,
        )
        study.add_record(at.uid, entry)
        await at.press("n", "p", "J", "J", "1", "j", "f", "c", "d", "full_stop", "enter")

        first, *others = by_making(at.records)
        assert others[0].values["respondent"] == "Calderdale Council"
        assert len(others) == 2
        for again in others:
            assert again.values["in_complaint_handling"] is True
            assert again.certainty is Certainty.LOW
            assert "count" not in again.values
            assert again.values.get("duration") != first.values["duration"]


async def test_links_are_reached_filled_in_or_not_and_emptied_by_one_key(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", "r", "a", *"___")
        field = at.screen.record_form.state.at
        await at.press("minus", "enter")

        remedy = by_making(at.records)[-1]
        assert field == "link:redresses"
        assert remedy.links == ()


async def test_a_record_beyond_nine_is_linked_by_its_letter_and_number(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", *"1111111111", "r", "a", *"___", "minus")
        await at.press(*"F10F2", "enter")

        by_uid = {record.uid: record.number for record in at.records}
        remedy = next(record for record in at.records if record.type == "remedy")
        assert sorted(by_uid[link.to_record] for link in remedy.links) == [2, 10]


async def test_a_value_is_added_to_the_codebook_only_after_a_yes(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "slash", *"good", "enter", "n", "enter")

        assert "fault_type" not in at.records[0].values
        assert study.codebook().version == "1.0"


async def test_a_search_is_left_where_the_cursor_was_moved_to(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("slash", *"apolog", "enter", "j")
        moved = at.selected
        await at.press("escape")

        assert at.screen.find_line is None
        assert at.selected == moved


def by_making(records: Sequence[Record]) -> list[Record]:
    """Records in the order in which they were made."""
    return sorted(records, key=lambda record: (record.created_at, record.uid))
