"""Overlapping passages are painted once, and the margin says where each begins."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.document_layout import Layout, lay_out
from tui.widgets.document_marks import Mark, Spans, Tint, focus_bars, margin_labels, tints

TEXT = "The Council took far too long to finish it. " * 6
MARKS = st.builds(
    lambda start, length, hue, focused, field: Mark(
        start, start + length, f"F{hue}", hue, focused, field
    ),
    st.integers(0, len(TEXT)),
    st.integers(0, 80),
    st.integers(1, 8),
    st.booleans(),
    st.booleans(),
)


def at(spans: Spans[Tint], offset: int) -> Tint | None:
    """What is painted at a character."""
    return next((tint for _start, _end, tint in spans.between(offset, offset + 1)), None)


def layout(width: int = 40) -> Layout:
    """The text in a narrow pane."""
    return lay_out(TEXT, {}, width)


@given(st.lists(MARKS, max_size=12))
def test_each_character_is_painted_as_the_marks_over_it_say(marks: list[Mark]) -> None:
    painted = tints(TEXT, marks)
    for offset in range(0, len(TEXT), 3):
        over = [mark for mark in marks if mark.start <= offset < mark.end]
        tint = at(painted, offset)

        assert (tint is None) == (not over)
        if tint is not None:
            assert tint.dense == (len(over) > 1)
            assert tint.focused == any(mark.focused for mark in over)
            assert tint.field == all(mark.field for mark in over)
            assert tint.hue in {mark.hue for mark in over if mark.focused == tint.focused}


def test_the_innermost_passage_gives_the_hue() -> None:
    painted = tints(TEXT, [Mark(0, 40, "F1", 1), Mark(10, 20, "R1", 2)])

    assert [(start, end, tint.hue) for start, end, tint in painted.between(0, 99)] == [
        (0, 10, 1),
        (10, 20, 2),
        (20, 40, 1),
    ]


def test_the_record_in_focus_gives_the_hue_even_when_it_lies_below() -> None:
    painted = tints(TEXT, [Mark(0, 40, "F1", 1, focused=True), Mark(10, 20, "R1", 2)])

    assert at(painted, 15) == Tint(1, dense=True, focused=True, field=False)


def test_a_passage_that_cuts_a_character_is_painted_over_the_whole_of_it() -> None:
    painted = tints("cafe\u0301s", [Mark(0, 4, "F1", 1)])

    assert list(painted.ends) == [5]


def test_passages_past_the_end_of_the_text_are_cut() -> None:
    painted = tints("short", [Mark(2, 99, "F1", 1), Mark(50, 60, "F2", 1)])

    assert list(painted.between(0, 99)) == [(2, 5, Tint(1, False, False, False))]


def test_labels_of_one_line_move_down_while_there_is_room() -> None:
    marks = [Mark(0, 60, "F1", 1), Mark(4, 20, "R1", 2), Mark(9, 20, "C1", 3)]
    labels = margin_labels(marks, layout())

    assert [labels[line].text for line in range(3)] == ["F1", "R1", "C1"]


def test_a_plus_says_that_more_begin_here_than_there_is_room_for() -> None:
    marks = [Mark(0, 9, "F12", 1), Mark(4, 20, "R1", 2), Mark(40, 60, "C1", 3)]
    labels = margin_labels(marks, layout())

    assert {line: label.text for line, label in labels.items()} == {0: "F12+", 1: "C1"}


def test_a_record_with_two_passages_on_one_line_is_named_once() -> None:
    labels = margin_labels([Mark(0, 5, "F1", 1), Mark(8, 12, "F1", 1)], layout())

    assert [label.text for label in labels.values()] == ["F1"]


def test_the_record_in_focus_is_named_first_and_barred() -> None:
    marks = [Mark(0, 9, "F1", 1), Mark(4, 60, "R1", 2, focused=True)]

    assert margin_labels(marks, layout())[0].text == "R1"
    assert focus_bars(marks, layout()) == {0: 2, 1: 2}


def test_a_field_is_named_only_outside_its_own_record() -> None:
    inside, outside = Mark(50, 60, "F1", 1, field=True), Mark(130, 140, "F1", 1, field=True)
    labels = margin_labels([Mark(0, 70, "F1", 1), inside, outside], layout())

    assert list(labels) == [0, layout().line_of(130)]
