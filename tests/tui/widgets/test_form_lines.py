"""A form drawn as lines: what is in sight, and that everything fits."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage import Certainty, Codebook, Field, FieldType, Value
from tui.widgets.form_fields import form_field
from tui.widgets.form_lines import FormHead, FormSheet, form_picture, picture_text
from tui.widgets.form_state import FormState, Mark, Remark
from tui.widgets.form_typing import begin_answer, begin_filter, begin_note, press, with_text
from tui.widgets.spans import line_text, line_width, target_at

KEYS = {"certainty": "*", "note": '"', "basis": "~"}
HEAD = FormHead(
    "FINDING F3", "¶12", "Nobody told her that she could ask for a review of it.", "+2 passages"
)
PANEL, DRAWER = (46, 24), (80, 11)


@pytest.fixture
def finding(form_codebook: Codebook) -> FormState:
    fields = tuple(form_field(field) for field in form_codebook.record_type("finding").fields)
    state = FormState(fields).go_to("conclusion")
    return state.answer("source", "ombudsman", Mark.FILLED)


def drawn(state: FormState, size: tuple[int, int], top: int = 0, **more: object) -> str:
    """A form as text."""
    sheet = FormSheet(state, HEAD, KEYS, **{"tied": {}, **more})
    return picture_text(form_picture(sheet, *size, top).lines)


@pytest.mark.parametrize("size", [PANEL, DRAWER, (46, 36), (120, 40)])
def test_heading_answer_values_and_definition_are_in_sight(finding: FormState, size):
    text = drawn(finding, size)

    assert "FINDING F3" in text
    assert "¶12" in text
    assert "Nobody told her" in text
    assert "▸ Conclusion *" in text
    assert "a Criticism" in text
    assert "Criticism: Somebody" in text
    assert "Ombudsman" in text
    assert "filled in" in text
    assert "required" in text


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_the_definition_follows_the_value_cursor(finding: FormState, size):
    assert "No fault: Nothing went wrong." in drawn(finding.point(1), size)


def test_exclusion_and_example_stand_under_the_definition(finding: FormState):
    text = drawn(finding, PANEL)

    assert text.index("Criticism: Somebody") < text.index("Not: A complaint as put.")
    assert text.index("Not: A complaint") < text.index("e.g. “This was fault.”")


def test_in_the_panel_definitions_stand_below_a_rule(finding: FormState):
    lines = drawn(finding, PANEL).split("\n")

    rule = next(row for row, line in enumerate(lines) if "──" in line)
    assert any("Criticism: Somebody" in line for line in lines[rule + 1 :])


def test_nested_values_stand_indented_under_their_parent(finding: FormState):
    lines = drawn(press(finding, "a"), PANEL).split("\n")
    parent = next(line for line in lines if "e Not informed" in line)
    nested = next(line for line in lines if "r Of their rights" in line)

    assert nested.index("r Of") > len(parent) - len(parent.lstrip())
    assert lines.index(nested) > lines.index(parent)


def test_chosen_values_are_ticked(finding: FormState):
    state = press(press(finding.go_to("affected"), "c"), "x")

    assert "c Child ✓" in drawn(state, PANEL)
    assert "x Others ✓" in drawn(state, PANEL)
    assert "p Parent ✓" not in drawn(state, PANEL)


def test_ticking_moves_nothing(finding: FormState):
    before = drawn(finding.go_to("affected"), PANEL)
    after = drawn(press(finding.go_to("affected"), "c"), PANEL)

    assert after.replace("✓", " ").count("p Parent") == 1
    row = next(line for line in before.split("\n") if "p Parent" in line)
    again = next(line for line in after.split("\n") if "p Parent" in line)
    assert row.index("p Parent") == again.index("p Parent")


def test_the_dash_shows_the_missing_values(finding: FormState):
    text = drawn(finding.ask_missing(), PANEL)

    assert "s not stated" in text
    assert "r redacted" in text
    assert "Not stated: the document does not say." in text


def test_tied_passages_and_saved_answers_are_marked(finding: FormState):
    state = finding.answer("count", 3)
    text = drawn(state, PANEL, tied={"count": 2}, saved=frozenset({"count"}))

    assert "¶2 ✓" in text


def test_certainty_and_note_stand_in_the_last_row(finding: FormState):
    text = drawn(replace(finding, remarks={"": Remark(Certainty.LOW, "See the appendix")}), PANEL)

    assert '* certainty low   " note See the' in text


def test_trouble_is_told_above_the_definition(finding: FormState):
    text = drawn(press(finding, "z"), PANEL)

    assert text.index("letter z") < text.index("Criticism: Somebody")


def test_what_is_typed_stands_in_the_answer_of_its_field(finding: FormState):
    state = begin_answer(finding.go_to("count"))
    picture = form_picture(FormSheet(state, HEAD, KEYS, {}), *PANEL)
    column, row, width = picture.typing_at

    assert line_text(picture.lines[row]).startswith("▸ Count")
    assert line_text(picture.lines[row])[:column].strip() == "▸ Count"
    assert column + width <= PANEL[0]


def test_the_note_is_typed_in_the_last_row(finding: FormState):
    picture = form_picture(FormSheet(begin_note(finding), HEAD, KEYS, {}), *PANEL)

    assert "certainty" in line_text(picture.lines[picture.typing_at[1]])


def test_the_field_under_the_cursor_scrolls_into_sight(finding: FormState):
    state = press(press(finding, "a"), "d").go_to("count")

    assert "▸ Count" in drawn(state, (46, 14))
    assert "▸ Conclusion" in drawn(state.go_to("conclusion"), (46, 14), top=9)


def a_big_form(count: int) -> FormState:
    """A form whose only field has very many values."""
    values = tuple(Value(f"v{n}", f"Value {n}", n, "", f"It is {n}.") for n in range(count))
    field = form_field(Field("big", "Big", 1, FieldType.CHOICE, values=values))
    return FormState((field,)).go_to("big")


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_of_very_many_values_a_window_is_shown(size):
    state = a_big_form(10_000).point(7_777)
    text = drawn(state, size)

    assert "Value 7777" in text
    assert "It is 7777." in text
    assert "more, / to filter" in text


def test_ten_thousand_values_are_drawn_as_fast_as_sixty():
    few, many = a_big_form(60), a_big_form(10_000)
    drawn(many, PANEL)
    took = []
    for state in (few, many):
        started = time.process_time()
        for _ in range(20):
            drawn(state, PANEL)
        took.append(time.process_time() - started)

    assert took[1] < 5 * took[0] + 0.02


def test_a_text_that_matches_nothing_is_offered_as_a_new_value(finding: FormState):
    text = drawn(with_text(begin_filter(finding), "Muddle"), PANEL)

    assert "add “Muddle”" in text
    assert "Enter adds “Muddle”" in text


def test_outside_words_cannot_reach_the_terminal_as_commands(form_codebook: Codebook):
    nasty = "\x1b[2J[/bold]\u202e\r\nx"
    value = Value("v", nasty, 1, "a", nasty, nasty, nasty, nasty)
    field = form_field(Field("f", nasty, 1, FieldType.CHOICE, values=(value,)))
    state = replace(
        FormState((field,)).go_to("f").answer("f", "v"), remarks={"": Remark(note=nasty)}
    )
    sheet = FormSheet(state, FormHead(nasty, nasty, nasty, nasty), KEYS, {})
    text = picture_text(form_picture(sheet, *PANEL).lines)

    assert not set("\x1b\u202e\r") & set(text)
    assert "[/bold]" in text


def test_a_click_on_words_means_their_field_or_value(finding: FormState):
    lines = form_picture(FormSheet(finding, HEAD, KEYS, {}), *PANEL).lines
    row = next(line for line in lines if "No fault" in line_text(line))

    assert target_at(row, line_text(row).index("No fault")) == "option 1"
    assert target_at(lines[-1], 99) == ""


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    width=st.integers(30, 130),
    height=st.integers(8, 50),
    field=st.integers(0, 7),
    label=st.text(max_size=60),
    top=st.integers(0, 30),
    words=st.text(max_size=10),
)
def test_every_line_fits_whatever_is_in_it(finding, width, height, field, label, top, words):
    fields = list(finding.fields)
    known = fields[field].field
    value = Value("odd", label, 99, "o", label, label, label, label)
    fields[field] = form_field(replace(known, label=label, values=(*known.values, value)))
    state = replace(finding, fields=tuple(fields)).answer("conclusion", "criticism")
    state = state.answer("fault_type", "delay").go_to(known.name)
    for shown in (state, with_text(begin_filter(state), words), begin_note(state)):
        picture = form_picture(FormSheet(shown, HEAD, KEYS, {}), width, height, top)

        assert len(picture.lines) == height
        assert all(line_width(line) <= width for line in picture.lines)
        assert any(line_text(line).startswith("▸ ") for line in picture.lines)
        assert all(cell_len(line_text(line)) == line_width(line) for line in picture.lines)
