"""Where words stand in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import finder, search_query

TEXT = "A delay, then a long wait for an assessment; the assessment was delayed. Not a delay."


def found(line: str, text: str = TEXT) -> list[str]:
    find = finder(search_query(line).terms)
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ("delay", ["delay", "delay"]),
        ("delay*", ["delay", "delayed", "delay"]),
        ('"long wait"', ["long wait"]),
        (
            "delay NEAR/6 assessment",
            ["delay, then a long wait for an assessment", "assessment was delayed. Not a delay"],
        ),
        ("delay NEAR/4 assessment", ["assessment was delayed. Not a delay"]),
        ("delay NEAR/3 assessment", []),
        ("assessment NEAR/1 delay*", ["assessment was delayed"]),
        ("delayed NEAR/2 assessment", ["assessment was delayed"]),
        ('"long wait" NEAR/2 assess*', ["long wait for an assessment"]),
        ("delay NEAR/2 long NEAR/0 wait", ["delay, then a long"]),
    ],
)
def test_words_are_found_alone_together_and_near_each_other(line, hits):
    assert found(line) == hits


def test_a_word_that_another_one_begins_with_is_no_hit():
    assert found("art", "Art, party, artful, art_ist, ART") == ["Art", "art", "ART"]


@given(st.text("ab -é\n", max_size=60), st.integers(0, 3))
def test_near_finds_what_counting_the_words_finds(text, between):
    words = [(word[0], word.start()) for word in re.finditer(r"\w+", text)]
    near = [
        (start, last)
        for place, (word, start) in enumerate(words)
        for other, last in words[place + 1 : place + 2 + between]
        if {word, other} == {"a", "b"}
    ]

    assert bool(found(f"a NEAR/{between} b", text)) == bool(near)
