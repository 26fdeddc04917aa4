"""A half-filled form as JSON and back."""

import json
from dataclasses import replace

import pytest

from storage import Basis, Certainty, Codebook, Missing, Money, NewEvidence
from tui.widgets.form_draft import (
    draft_form,
    draft_state,
    draft_text,
    evidence_from_json,
    evidence_to_json,
    read_draft,
)
from tui.widgets.form_fields import form_field
from tui.widgets.form_state import FormState, Mark, Remark
from tui.widgets.form_typing import begin_answer, begin_filter, with_text


@pytest.fixture
def empty(form_codebook: Codebook) -> FormState:
    record_types = [form_codebook.record_type(name) for name in ("finding", "remedy")]
    fields = tuple(form_field(field) for kind in record_types for field in kind.fields)
    return FormState(fields).go_to("conclusion")


def back(state: FormState, empty: FormState) -> FormState:
    """A state written and read again."""
    return draft_state(read_draft(draft_text("record", state, {})), empty)


def test_answers_come_back_with_their_marks(empty: FormState):
    state = empty.answer("conclusion", "criticism").answer("fault_type", "delay", Mark.FILLED)
    state = state.answer("affected", ("child", "others")).answer("count", 3)
    state = state.answer("in_complaint_handling", False).answer("remedy_type", "payment")
    state = state.answer("amount", Money(20.5, "EUR")).answer("deadline", Missing.UNCLEAR)

    assert back(state, empty).answers == state.answers


def test_answers_that_wait_until_they_are_asked_come_back(empty: FormState):
    state = empty.answer("fault_type", "delay")

    assert back(state, empty).answers == state.answers


def test_the_cursor_comes_back(empty: FormState):
    assert back(empty.go_to("count"), empty).at == "count"


def test_words_half_typed_come_back(empty: FormState):
    typed = with_text(begin_answer(empty.go_to("respondent"), whole=False), "Ardl")
    filtered = with_text(begin_filter(empty), "prai")

    assert back(typed, empty).typing == typed.typing
    assert back(filtered, empty).pointed_option.label == "Praise"


def test_remarks_come_back(empty: FormState):
    remarks = {"": Remark(Certainty.LOW, "“a” \n b", Basis.INFERRED), "count": Remark(note="x")}

    assert back(replace(empty, remarks=remarks), empty).remarks == remarks


def test_what_the_codebook_no_longer_has_is_dropped(empty: FormState):
    state = empty.answer("conclusion", "criticism").answer("count", 3).go_to("count")
    fields = tuple(field for field in empty.fields if field.name != "count")

    left = back(state, replace(empty, fields=fields))

    assert left.values() == {"conclusion": "criticism"}
    assert left.at == "conclusion"


def test_a_value_that_no_longer_fits_is_dropped(empty: FormState):
    payload = json.loads(draft_text("record", empty, {}))
    payload["state"]["answers"] = {"conclusion": ["gone", "typed"], "count": ["three", "typed"]}

    assert draft_state(payload, empty).answers == {}


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{",
        "[]",
        "null",
        '{"form": "record"}',
        '{"form": "record", "state": []}',
        '{"form": "record", "state": {"answers": {"count": 3}, "typing": 1, "remarks": [], "at": 0}}',
        '{"state": {"answers": {"count": [3, "odd"]}, "typing": ["answer", null, 0], "at": "count"}}',
    ],
)
def test_a_damaged_draft_opens_an_ordinary_form(empty: FormState, payload: str):
    state = draft_state(read_draft(payload), empty)

    assert state.at in [field.name for field in state.visible()]
    assert draft_form(payload) in ("", "record")


def test_passages_come_back_and_damaged_ones_are_dropped():
    evidence = (NewEvidence(1, 5), NewEvidence(7, 9, "count"))

    assert evidence_from_json(evidence_to_json(evidence)) == evidence
    assert evidence_from_json([[5, 1, None], [1], "x", [1, 2, None]]) == (NewEvidence(1, 2),)
