"""Which numbers label paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import segment


def _labels(text, kind="lgsco_decision"):
    return [paragraph.label for paragraph in segment(text, kind).paragraphs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  1. It says:\n    1. one; and\n    2. two.\n  2. More.", ["1", None, None, "2"]),
        ("  1. It says:\n      1. one.\n  1. Anew.", ["1", None, "1"]),
        ("  1. It says:\n  1. one;\n  2. two.\n  2. More.", ["1", None, None, "2"]),
        ("  1. It says:\n  • one.\n  1. Anew.", ["1", None, "1"]),
        ("1. One.\n(1) Sub.\n(2) Sub.\n2. Two.", ["1", None, None, "2"]),
        ("  9. Nine.\n 10. Ten.\n100. Hundred.", ["9", "10", "100"]),
        ("  1. It says:\n    a) one; and\n    b) two.\n  2. More.", ["1", None, None, "2"]),
    ],
)
def test_points_of_a_list_are_not_paragraphs(text, expected):
    assert _labels(text) == expected


def test_a_figure_that_begins_a_folded_line_is_no_label():
    text = (
        "7. The rules allow it 65 working days to look at a case, and the Council took\n"
        "218. That is too long, and the reason that it gives, which is that two of its\n"
        "managers had left, excuses none of it.\n\n8. It knew.\n"
    )

    assert _labels(text) == ["7", "8"]


def test_a_list_ends_at_the_next_heading():
    text = "The complaint\n\n1. It says:\n\nWhat I found\n\n1. It did.\n2. It knew."

    assert _labels(text) == [None, "1", None, "1", "2"]


def test_numbers_in_the_running_text_begin_paragraphs_where_pages_print_them_so():
    text = "1. It began in May. 2. It ended in June. See page 9 of it. 4. Not this one."

    parts = segment(text, "ombudsman_other")

    assert [text[each.start : each.end] for each in parts.paragraphs] == [
        "1. It began in May.",
        "2. It ended in June. See page 9 of it. 4. Not this one.",
    ]
    assert len(segment(text, "lgsco_decision").paragraphs) == 1


@given(st.text(alphabet="12. )(:;\n\taB•", max_size=120))
def test_wild_numbers_keep_every_word_in_one_paragraph(text):
    for kind in ("lgsco_decision", "ombudsman_other"):
        parts = segment(text, kind)
        held = "".join(text[each.start : each.end] for each in parts.paragraphs)

        assert "".join(held.split()) == "".join(text.split())
