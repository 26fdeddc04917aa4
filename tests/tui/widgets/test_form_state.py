"""The state of a form: letters, cursors, what is asked, and that answers always fit their fields."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import (
    Basis,
    Certainty,
    Codebook,
    Field,
    FieldType,
    Missing,
    Money,
    Value,
    check_value,
)
from tui.widgets.form_fields import form_field
from tui.widgets.form_state import Answer, FormState, Mark, Purpose, Remark
from tui.widgets.form_typing import (
    accept_text,
    begin_answer,
    begin_filter,
    begin_note,
    offered,
    press,
    stop_typing,
    with_text,
)

OFFERS = {"respondent": ("Ardley City Council", "Borset County Council")}


def a_form(codebook: Codebook, record_type: str) -> FormState:
    """An empty form of a record type, its cursor on the first field."""
    fields = tuple(form_field(field) for field in codebook.record_type(record_type).fields)
    return FormState(fields, offers=OFFERS).go_to(fields[0].name)


def typed(state: FormState, text: str) -> FormState:
    """Letters and digits pressed one after the other."""
    for character in text:
        state = press(state, character)
    return state


@pytest.fixture
def finding(form_codebook: Codebook) -> FormState:
    return a_form(form_codebook, "finding")


@pytest.fixture
def remedy(form_codebook: Codebook) -> FormState:
    return a_form(form_codebook, "remedy")


@pytest.fixture
def law(form_codebook: Codebook) -> FormState:
    return a_form(form_codebook, "note_on_law")


# choosing


def test_a_letter_answers_a_single_choice_and_goes_on(finding: FormState):
    state = typed(finding, "a")

    assert state.values() == {"conclusion": "criticism"}
    assert state.at == "fault_type"


def test_going_on_skips_what_is_filled_in(finding: FormState):
    state = finding.answer("source", "ombudsman", Mark.FILLED)
    state = state.answer("respondent", "Ardley City Council", Mark.FILLED)

    assert typed(state, "an").at == "in_complaint_handling"


def test_going_on_stops_at_what_is_only_proposed(finding: FormState):
    state = finding.answer("source", "ombudsman", Mark.PROPOSED)

    assert typed(state, "an").at == "source"


def test_at_the_last_open_field_the_cursor_stays(remedy: FormState):
    state = remedy.go_to("remedy_type")
    state = state.answer("deadline", "2022").answer("theme", "money")

    assert typed(state, "a").at == "remedy_type"


def test_a_letter_in_a_field_of_several_ticks_and_unticks(finding: FormState):
    state = finding.go_to("affected")

    assert typed(state, "xc").values() == {"affected": ("others", "child")}
    assert typed(state, "xcx").values() == {"affected": ("child",)}
    assert typed(state, "xx").values() == {}
    assert typed(state, "xc").at == "affected"


def test_a_capital_ticks_and_goes_on(finding: FormState):
    state = typed(finding.go_to("affected"), "cP")

    assert state.values() == {"affected": ("child", "parent")}
    assert state.at == "count"


def test_a_capital_in_a_single_choice_is_its_letter(finding: FormState):
    assert typed(finding, "A").at == "fault_type"


def test_nested_values_are_chosen_like_others(finding: FormState):
    assert typed(finding, "ar").values()["fault_type"] == "of_rights"


def test_yes_and_no_answer_a_boolean(finding: FormState):
    state = finding.go_to("in_complaint_handling")

    assert typed(state, "y").values() == {"in_complaint_handling": True}
    assert typed(state, "n").values() == {"in_complaint_handling": False}


def test_an_unknown_letter_changes_nothing_and_says_so(finding: FormState):
    state = typed(finding, "z")

    assert state.values() == {}
    assert "z" in state.problem


def test_the_next_key_takes_the_trouble_away(finding: FormState):
    assert typed(finding, "za").problem == ""


def test_the_value_cursor_stands_on_the_answer(finding: FormState):
    state = typed(finding, "b").go_to("conclusion")

    assert state.pointed_option.label == "No fault"


def test_the_value_cursor_stops_at_both_ends(finding: FormState):
    assert finding.point(-5).option == 0
    assert finding.point(50).option == 2


def test_space_takes_the_value_under_the_cursor(finding: FormState):
    assert finding.point(1).accept().values() == {"conclusion": "no_fault"}


def test_space_takes_a_proposal_whole(finding: FormState):
    state = finding.answer("affected", ("child", "others"), Mark.PROPOSED).go_to("affected")
    accepted = state.accept()

    assert accepted.answers["affected"] == Answer(("child", "others"), Mark.TYPED)
    assert accepted.at == "count"


def test_space_after_moving_the_value_cursor_ticks_instead(finding: FormState):
    state = finding.answer("affected", ("child",), Mark.PROPOSED).go_to("affected")

    assert state.point(1).accept().values() == {"affected": ("child", "parent")}


# what is asked


def test_a_field_is_hidden_until_it_is_asked(finding: FormState):
    def names(state: FormState) -> list[str]:
        return [field.name for field in state.visible()]

    assert "fault_type" not in names(finding)
    assert "fault_type" in names(typed(finding, "a"))
    assert "duration" in names(typed(finding, "ad"))


def test_answers_to_what_is_no_longer_asked_are_no_values_but_wait(finding: FormState):
    state = typed(finding, "ad").answer("duration", "41 weeks")
    changed = typed(state.go_to("conclusion"), "b")

    assert changed.values() == {"conclusion": "no_fault"}
    assert typed(changed.go_to("conclusion"), "a").values()["duration"] == "41 weeks"


def test_fields_set_aside_come_last_and_are_never_gone_on_to(form_codebook: Codebook):
    fields = tuple(
        form_field(variable, aside=variable.name == "respondent")
        for variable in form_codebook.variables
        if variable.name in ("respondent", "outcome", "outlet")
    )
    state = FormState(fields).go_to("outlet")

    assert [field.name for field in state.visible()] == ["outcome", "outlet", "respondent"]
    assert state.advance().at == "outlet"
    assert state.move(1).at == "respondent"


def test_after_the_last_field_comes_the_first(finding: FormState):
    assert finding.move(-1).at == "count"
    assert finding.move(-1).move(1).at == "conclusion"


def test_a_form_without_fields_takes_every_key(form_codebook: Codebook):
    empty = FormState(())

    assert typed(empty, "a1") == empty
    assert empty.move(1) == empty
    assert empty.accept() == empty
    assert accept_text(begin_filter(empty)) == empty


# missing values


@pytest.mark.parametrize(
    ("letter", "missing"),
    [
        ("s", Missing.NOT_STATED),
        ("a", Missing.NOT_APPLICABLE),
        ("u", Missing.UNCLEAR),
        ("r", Missing.REDACTED),
    ],
)
def test_a_letter_after_the_dash_is_a_missing_value(finding, letter, missing):
    state = press(finding.ask_missing(), letter)

    assert state.values() == {"conclusion": missing}
    assert not state.missing


def test_the_dash_twice_is_not_stated(finding: FormState):
    assert finding.ask_missing().ask_missing().values() == {"conclusion": Missing.NOT_STATED}


def test_a_missing_value_stands_in_place_of_several(finding: FormState):
    state = typed(finding.go_to("affected"), "c").ask_missing().ask_missing()

    assert state.values() == {"affected": Missing.NOT_STATED}
    assert typed(state.go_to("affected"), "p").values() == {"affected": ("parent",)}


def test_a_missing_value_goes_into_a_field_that_is_typed(finding: FormState):
    assert press(finding.go_to("count").ask_missing(), "u").values() == {"count": Missing.UNCLEAR}


def test_any_other_letter_after_the_dash_says_so(finding: FormState):
    state = press(finding.ask_missing(), "z")

    assert state.values() == {}
    assert state.problem
    assert not state.missing


# taking away


def test_clearing_takes_a_filled_in_answer_away(finding: FormState):
    state = finding.answer("source", "ombudsman", Mark.FILLED).go_to("source").clear()

    assert state.values() == {}
    assert not state.is_settled("source")


def test_taking_back_removes_the_last_of_several(finding: FormState, law: FormState):
    chosen = typed(finding.go_to("affected"), "pc").take_back()
    typed_names = law.answer("names", ("Ann", "Bob")).go_to("names").take_back()

    assert chosen.values() == {"affected": ("parent",)}
    assert typed_names.values() == {"names": ("Ann",)}
    assert typed_names.take_back().values() == {}


def test_taking_back_clears_a_single_answer(finding: FormState):
    state = typed(finding, "a").go_to("conclusion").take_back()

    assert state.values() == {}


# typing


def test_a_letter_in_a_text_field_begins_to_type(finding: FormState):
    state = press(finding.go_to("respondent"), "B")

    assert state.typing.text == "B"
    assert state.typing.purpose is Purpose.ANSWER


def test_a_digit_takes_an_offered_text(finding: FormState):
    state = press(finding.go_to("respondent"), "2")

    assert state.values() == {"respondent": "Borset County Council"}


def test_a_digit_without_an_offer_begins_to_type(finding: FormState):
    state = typed(finding, "ad").go_to("duration")

    assert press(state, "4").typing.text == "4"


def test_a_digit_begins_a_number_even_where_there_are_offers(finding: FormState):
    state = offered(finding.go_to("count"), "count", ["7"])

    assert press(state, "1").typing.text == "1"


def test_entered_text_is_the_answer_and_goes_on(finding: FormState):
    state = with_text(begin_answer(finding.go_to("respondent")), "Cawdale Council")

    assert accept_text(state).values() == {"respondent": "Cawdale Council"}
    assert accept_text(state).at == "in_complaint_handling"
    assert accept_text(state).typing is None


def test_refused_text_stays_with_its_reason(finding: FormState):
    state = accept_text(with_text(begin_answer(finding.go_to("count")), "several"))

    assert state.values() == {}
    assert state.typing.text == "several"
    assert "whole number" in state.problem


def test_a_date_that_does_not_exist_is_refused(remedy: FormState):
    state = accept_text(with_text(begin_answer(remedy.go_to("deadline")), "31 Feb 2022"))

    assert state.values() == {}
    assert state.problem


def test_entering_nothing_takes_the_answer_away(finding: FormState):
    state = finding.answer("count", 3).go_to("count")

    assert accept_text(with_text(begin_answer(state), "")).values() == {}


def test_an_answer_can_be_changed_by_hand(remedy: FormState):
    state = typed(remedy, "p").answer("amount", Money(300.0)).go_to("amount")

    assert begin_filter(state).typing.text == "£300.00"


def test_typing_adds_to_a_field_of_several(law: FormState):
    state = law.answer("names", ("Ann",)).go_to("names")
    added = accept_text(with_text(press(state, "B"), "Bob | Cleo"))

    assert added.values() == {"names": ("Ann", "Bob", "Cleo")}
    assert added.at == "names"


def test_changing_by_hand_replaces_several(law: FormState):
    state = begin_filter(law.answer("names", ("Ann", "Bob")).go_to("names"))

    assert state.typing.text == "Ann | Bob"
    assert accept_text(with_text(state, "Ann")).values() == {"names": ("Ann",)}


def test_offers_are_narrowed_by_what_is_typed(remedy: FormState):
    state = offered(remedy.go_to("theme"), "theme", ["late payment", "rude letter"])
    state = with_text(press(state, "r"), "rud")

    assert [option.label for option in state.options()] == ["rude letter"]
    assert accept_text(state.point(1)).values() == {"theme": "rude letter"}
    assert accept_text(state).values() == {"theme": "rud"}


def test_offers_that_arrive_while_typing_are_matched(remedy: FormState):
    state = with_text(begin_answer(remedy.go_to("theme")), "lat")

    assert offered(state, "theme", ["late payment"]).options()[0].label == "late payment"


def test_leaving_off_forgets_what_was_typed(finding: FormState):
    state = stop_typing(with_text(begin_answer(finding.go_to("respondent")), "X"))

    assert state.values() == {}
    assert state.typing is None


# filtering


def test_the_filter_takes_the_first_match(finding: FormState):
    state = accept_text(with_text(begin_filter(finding), "fau"))

    assert state.values() == {"conclusion": "no_fault"}
    assert state.typing is None


def test_the_filter_prefers_a_label_that_begins_with_the_words(finding: FormState):
    state = with_text(begin_filter(typed(finding, "a")), "not")

    assert [option.label for option in state.options()][:2] == ["Not done", "Not informed"]


def test_the_filter_finds_nested_values(finding: FormState):
    state = accept_text(with_text(begin_filter(typed(finding, "a")), "plans"))

    assert state.values()["fault_type"] == "of_plans"


def test_the_filter_ticks_one_of_several_and_stays(finding: FormState):
    state = accept_text(with_text(begin_filter(finding.go_to("affected")), "par"))

    assert state.values() == {"affected": ("parent",)}
    assert (state.at, state.typing) == ("affected", None)
    assert state.pointed_option.label == "Parent"


def test_words_that_match_nothing_can_be_added(finding: FormState):
    state = with_text(begin_filter(finding), "Unclear outcome")

    assert state.pointed_option.adds
    assert accept_text(state).values() == {}


def test_words_that_are_a_label_already_cannot_be_added(finding: FormState):
    state = with_text(begin_filter(finding), "no FAULT")

    assert not any(option.adds for option in state.options())


def test_words_that_match_can_still_be_added_last(finding: FormState):
    state = with_text(begin_filter(finding), "fault")

    assert [option.adds for option in state.options()] == [False, True]


def test_ten_thousand_values_are_filtered(form_codebook: Codebook):
    values = tuple(Value(f"v{n}", f"Value {n}", n, "") for n in range(10_000))
    field = form_field(Field("big", "Big", 1, FieldType.CHOICE, values=values))
    state = with_text(begin_filter(FormState((field,)).go_to("big")), "9999")

    assert state.pointed_option.label == "Value 9999"


# what is typed into a field with offers


def test_the_only_offer_with_the_words_typed_is_taken_in_their_place(finding: FormState):
    typing = begin_answer(finding.go_to("respondent"), "B")
    taken = accept_text(with_text(typing, "Bors"))

    assert taken.values() == {"respondent": "Borset County Council"}


def test_the_words_themselves_are_one_key_away(finding: FormState):
    typing = with_text(begin_answer(finding.go_to("respondent"), "B"), "Bors")

    assert accept_text(typing.point(-1)).values() == {"respondent": "Bors"}


def test_of_several_offers_none_is_taken_for_the_words(finding: FormState):
    typing = with_text(begin_answer(finding.go_to("respondent"), "c"), "council")

    assert accept_text(typing).values() == {"respondent": "council"}


def test_a_digit_beyond_the_offers_does_nothing_there(finding: FormState):
    state = press(finding.go_to("respondent"), "3")

    assert (state.typing, state.values()) == (None, {})
    assert state.problem


# correcting


def test_a_correction_goes_on_to_the_next_field_in_order(finding: FormState):
    state = typed(finding.answer("source", "ombudsman", Mark.FILLED), "a")
    state = state.answer("respondent", "Ardley City Council", Mark.FILLED)

    assert typed(state.go_to("source"), "c").at == "respondent"
    assert state.go_to("source").accept().at == "respondent"


# remarks


def test_an_offer_is_taken_by_space_where_digits_begin_the_words(finding: FormState):
    length = form_field(Field("length", "How long", 1, FieldType.TEXT, fill="duration"))
    state = FormState((length,), offers={"length": ("343 working days",)}).go_to("length")
    typed = press(state, "1")

    assert state.accept().values() == {"length": "343 working days"}
    assert typed.typing is not None
    assert typed.typing.text == "1"
    assert [option.key for option in state.options()] == [""]


def test_from_a_filled_in_doubt_the_next_is_certainty_again(finding: FormState):
    begun = finding.remarked(Remark(Certainty.MEDIUM, filled=True))

    assert begun.cycle_certainty().remark == Remark(Certainty.HIGH)


def test_certainty_goes_round(finding: FormState):
    state, seen = finding, []
    for _ in range(4):
        state = state.cycle_certainty()
        seen.append(state.remark.certainty)

    assert seen == [Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW, Certainty.HIGH]
    assert state.without_certainty().remark.certainty is None


def test_a_note_is_typed_for_the_whole_record(finding: FormState):
    state = accept_text(with_text(begin_note(finding), " late, but agreed "))

    assert state.go_to("count").remark.note == "late, but agreed"


def test_remarks_of_their_own_belong_to_one_field(finding: FormState):
    state = replace(finding, own_remarks=True).toggle_basis()

    assert state.remark.basis is Basis.INFERRED
    assert state.go_to("count").remark.basis is Basis.STATED


# whatever is pressed

Step = Callable[[FormState], FormState]

LETTERS = st.sampled_from("abcdenoprsuxyAPC123456789zé£")
TEXTS = st.one_of(
    st.sampled_from(
        ["3", "-1", "1,200.50", "£20", "12 chf", "2022", "14 Mar 2022", "31/2/2022", "not_stated"]
        + ["May 2020 to June 2021", "Ann | Bob", "Ann|Ann", "par", "fau", " ", ""]
    ),
    st.text(max_size=12),
)

STEPS: st.SearchStrategy[Step] = st.one_of(
    LETTERS.map(lambda letter: lambda state: press(state, letter)),
    TEXTS.map(lambda text: lambda state: accept_text(with_text(begin_answer(state), text))),
    TEXTS.map(lambda text: lambda state: accept_text(with_text(begin_filter(state), text))),
    TEXTS.map(lambda text: lambda state: with_text(begin_filter(state), text)),
    TEXTS.map(lambda text: lambda state: accept_text(with_text(begin_note(state), text))),
    st.integers(-3, 3).map(lambda step: lambda state: state.move(step)),
    st.integers(-3, 3).map(lambda step: lambda state: state.point(step)),
    st.sampled_from(
        [
            FormState.accept,
            FormState.clear,
            FormState.take_back,
            FormState.ask_missing,
            FormState.leave_missing,
            FormState.advance,
            FormState.cycle_certainty,
            FormState.not_stated,
            FormState.toggle_basis,
            accept_text,
            stop_typing,
            begin_note,
        ]
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(record_type=st.sampled_from(["finding", "remedy", "note_on_law"]), steps=st.lists(STEPS))
def test_no_sequence_of_keys_makes_an_answer_that_the_store_would_refuse(
    form_codebook: Codebook, record_type: str, steps: list[Step]
):
    state = a_form(form_codebook, record_type)
    for step in steps:
        state = step(state)
        values = state.values()
        for name, value in values.items():
            field = form_codebook.record_type(record_type).field(name)
            assert check_value(field, value, where="here") == value

        assert state.at in [field.name for field in state.visible()]
        assert state.pointed_option is None or state.pointed_option in state.options()
