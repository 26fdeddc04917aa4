"""Text is measured as the terminal draws it, and never cut inside a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.document_cells import column_sums, is_edge, snap, wrap

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f466"
FLAG = "\U0001f1ec\U0001f1e7"
PIECES = [
    "a",
    "word",
    " ",
    "  ",
    "“",
    "界",
    "漢字。",
    "e\u0301",
    FAMILY,
    FLAG,
    "שלום",
    "क्\u200dष",
    "각",
]
MIXED = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.mark.parametrize("whole", [FAMILY, FLAG, "e\u0301", "☎\ufe0f", "👍🏽"])
def test_a_character_of_several_code_points_has_no_edge_inside(whole: str) -> None:
    text = f"x{whole}y"

    assert not any(is_edge(text, index) for index in range(2, len(text) - 1))
    assert is_edge(text, 1)
    assert is_edge(text, len(text) - 1)


def test_flags_in_a_row_part_between_each_other() -> None:
    assert [index for index in range(9) if is_edge(FLAG * 4, index)] == [0, 2, 4, 6, 8]


def test_a_passage_grows_to_whole_characters() -> None:
    text = f"ab{FAMILY}cd"

    assert snap(text, 4, 5) == (2, 7)
    assert snap(text, 1, 2) == (1, 2)
    assert snap(text, -3, 99) == (0, len(text))


@given(MIXED)
def test_columns_are_those_of_the_terminal(text: str) -> None:
    sums = column_sums(text, 0, len(text))
    total = len(text) if sums is None else sums[-1]

    assert total == cell_len(text)


@given(MIXED.map(str.strip).filter(bool), st.integers(8, 40), st.integers(8, 40))
def test_pieces_fit_and_lose_nothing_but_spaces(text: str, width: int, first: int) -> None:
    pieces = wrap(text, 0, len(text), width, first)
    gaps = [0, *(edge for piece in pieces for edge in piece), len(text)]

    assert all(
        text[end:start].strip(" ") == "" for end, start in zip(gaps[::2], gaps[1::2], strict=True)
    )
    assert all(start < end for start, end in pieces)
    assert all(
        cell_len(text[start:end]) <= (width if number else first)
        for number, (start, end) in enumerate(pieces)
    )


def test_words_stay_whole_where_they_fit() -> None:
    text = "The Council took far too long"
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), 12, 12)]

    assert lines == ["The Council", "took far too", "long"]


def test_text_without_spaces_parts_between_wide_characters_but_not_before_a_full_stop() -> None:
    text = "漢字漢字漢字漢字。漢字"
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), 16, 16)]

    assert lines == ["漢字漢字漢字漢", "字。漢字"]
