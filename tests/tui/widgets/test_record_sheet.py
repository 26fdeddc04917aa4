"""What a record form is opened with."""

from dataclasses import replace

import pytest

from storage import Certainty, Codebook, Coding, Link, Money, NewEvidence, Record
from tui.widgets.form_fields import link_name
from tui.widgets.form_state import Mark
from tui.widgets.form_typing import press
from tui.widgets.record_sheet import (
    RecordSheet,
    known_record,
    link_fields,
    new_record,
    offered_texts,
    opening_state,
)

REDRESSES = link_name("redresses")


@pytest.fixture
def a_new(form_codebook: Codebook, form_coding: Coding):
    """Makes the sheet of a new record."""

    def a_new(record_type: str, coding: Coding | None = None, **filled: object) -> RecordSheet:
        kind = form_codebook.record_type(record_type)
        return new_record(form_codebook, coding or form_coding, kind, NewEvidence(1, 9), filled)

    return a_new


def test_a_new_record_has_the_next_number(a_new):
    assert a_new("finding").number == 3
    assert a_new("remedy").number == 2
    assert a_new("note_on_law").number == 1


def test_a_removed_record_does_not_free_its_number(a_new, form_coding: Coding):
    coding = replace(form_coding, records=form_coding.records[1:])

    assert a_new("finding", coding).number == 3


def test_the_only_respondent_fills_itself_in(a_new):
    state = opening_state(a_new("finding"))

    assert state.answers["respondent"].value == "Ardley City Council"
    assert state.answers["respondent"].mark is Mark.FILLED


def test_of_several_respondents_none_is_filled_in_but_all_are_offered(a_new, form_coding: Coding):
    several = replace(form_coding.proposals["respondent"], value=("Ardley", "Borset"))
    coding = replace(form_coding, proposals={"respondent": several})
    state = opening_state(a_new("finding", coding))

    assert "respondent" not in state.answers
    assert [option.label for option in state.go_to("respondent").options()] == ["Ardley", "Borset"]


def test_a_confirmed_respondent_counts_more_than_a_proposed_one(
    form_codebook, form_coding, a_variable
):
    coding = replace(form_coding, variables={"respondent": a_variable("respondent", ("Borset",))})

    assert offered_texts(form_codebook.record_type("finding"), coding) == {
        "respondent": ("Borset",)
    }


def test_what_rules_filled_in_is_marked_and_gone_past(a_new):
    state = opening_state(a_new("remedy", amount=Money(300.0), **{REDRESSES: ("f2",)}))

    assert state.answers[REDRESSES].mark is Mark.FILLED
    assert state.at == "remedy_type"


def test_links_are_chosen_by_the_number_of_the_record(a_new):
    field = next(field for field in a_new("remedy").links if field.name == REDRESSES)

    assert [(value.key, value.name) for value in field.values] == [("1", "f1"), ("2", "f2")]
    assert field.values[0].label == "F1 Delay"
    assert "It took 41 weeks." in field.values[0].definition


def test_the_links_of_the_record_before_are_taken_by_one_key(a_new, form_coding: Coding):
    remedy = form_coding.records[-1]
    links = (*remedy.links, Link("l2", "r1", "redresses", "f2"))
    coding = replace(form_coding, records=(*form_coding.records[:-1], replace(remedy, links=links)))
    state = press(opening_state(a_new("remedy", coding)).go_to(REDRESSES), "0")

    assert state.values()[REDRESSES] == ("f1", "f2")


def test_a_single_link_before_is_no_option_of_its_own(a_new):
    assert a_new("remedy").before is None


def test_a_type_that_links_nothing_has_no_link_field(a_new):
    assert a_new("finding").links == ()


def test_records_beyond_nine_have_no_digit(form_codebook: Codebook, form_coding: Coding):
    first = form_coding.records[0]
    many = tuple(replace(first, uid=f"f{n}", number=n) for n in range(1, 13))
    coding = replace(form_coding, records=many)
    (field,) = link_fields(form_codebook, coding.records, form_codebook.record_type("remedy"), None)

    assert [value.key for value in field.values] == [*"123456789", "", "", ""]


def a_record_named(coding: Coding, uid: str) -> Record:
    return next(record for record in coding.records if record.uid == uid)


def test_a_known_record_opens_with_all_it_has(form_codebook: Codebook, form_coding: Coding):
    sheet = known_record(form_codebook, form_coding, a_record_named(form_coding, "f1"))
    state = opening_state(sheet)

    assert state.values()["duration"] == "41 weeks"
    assert "respondent" not in state.values()
    assert state.remark.certainty is Certainty.HIGH
    assert state.remark.note == "The timescale is in the text."
    assert sheet.evidence == (NewEvidence(120, 160), NewEvidence(320, 350, "duration"))
    assert state.at == "conclusion"


def test_a_known_record_opens_with_its_links(form_codebook: Codebook, form_coding: Coding):
    sheet = known_record(form_codebook, form_coding, a_record_named(form_coding, "r1"))

    assert opening_state(sheet).values()[REDRESSES] == ("f1",)


def test_a_record_of_a_dropped_type_cannot_be_opened(form_codebook, form_coding):
    codebook = replace(form_codebook, record_types=form_codebook.record_types[1:])

    assert known_record(codebook, form_coding, a_record_named(form_coding, "f1")) is None
