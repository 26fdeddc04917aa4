"""Words are found as a reader would type them."""

import pytest

from tui.widgets.document_find import find_words

TEXT = "The Council’s\ndelay: “too long”. the council paid – late."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("council", ["Council", "council"]),
        ("council's delay", ["Council’s\ndelay"]),
        ('"too  long"', ["“too long”"]),
        ("paid - late.", ["paid – late."]),
        ("[redacted]", []),
        ("   ", []),
        ("", []),
    ],
)
def test_case_space_and_quotation_marks_do_not_matter(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in find_words(TEXT, words)] == found


def test_a_hit_is_whole_characters() -> None:
    assert find_words("cafe\u0301", "e") == [(3, 5)]
