"""Expressions are tried in processes, which end with whoever listens."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.documents import checked_expression, scanned
from storage.documents.concordance import expressions
from storage.documents.concordance.literals import literal
from storage.documents.concordance.scanning import finder
from storage.errors import InputError

ENDLESS = "(a+)+b"


@dataclass(frozen=True)
class Paper:
    """A text."""

    text: str


def batches(number: int) -> Iterator[list[Paper]]:
    for each in range(number):
        yield [Paper(f"no {each}"), Paper(f"It took {each} weeks, or {each + 1} weeks.")]


def test_batches_come_back_in_order_with_the_hits_of_every_text(children):
    told = [each for each in scanned(r"\d+ WEEKS", batches(30)) if each is not None]

    assert [batch[0].text for batch, _ in told] == [f"no {each}" for each in range(30)]
    assert [
        [paper.text[start:end] for start, end in spans]
        for batch, some in told
        for paper, spans in zip(batch, some, strict=True)
    ] == [hits for each in range(30) for hits in ([], [f"{each} weeks", f"{each + 1} weeks"])]
    assert not children()


def test_whoever_stops_listening_ends_an_expression_that_explodes(children):
    begun = time.monotonic()
    told = scanned(ENDLESS, iter([[Paper("a" * 40 + " b")]]))

    assert next(told) is None

    told.close()

    assert not children()
    assert time.monotonic() - begun < 3


def test_an_expression_that_explodes_is_given_up(monkeypatch, children):
    monkeypatch.setattr(expressions, "SECONDS", 1)

    with pytest.raises(InputError, match=r"\(a\+\)\+b takes longer than 1 seconds"):
        list(scanned(ENDLESS, iter([[Paper("a" * 40 + " b")]])))

    assert not children()


def test_an_expression_that_takes_all_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(expressions, "MEMORY", 30_000_000)

    with pytest.raises(InputError, match="more memory"):
        list(scanned(".", iter([[Paper("a" * 2_000_000)]])))


@pytest.mark.parametrize(
    "wrong", ["(", "[", "a{99999999999999999999}", "(?<=a*)b", "(" * 5000, "*"]
)
def test_what_is_no_expression_is_told(wrong):
    with pytest.raises(InputError, match="is no regular expression"):
        checked_expression(wrong)


def test_an_expression_may_mean_something_else_some_day():
    assert checked_expression("[[a]") == "[[a]"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\bweeks?\b", "week"),
        ("[a-z]+ing of the [a-z]+ zzzz", "ing of the "),
        ("council (had|was) [a-z]+", "council "),
        (r"no\. 4", "no. 4"),
        ("delays{2,} of", "delay"),
        ("late|slow", ""),
        ("(?x) a b", ""),
        ("", ""),
    ],
)
def test_what_every_hit_has_in_it(expression, words):
    assert literal(expression) == words


PARTS = [
    "a",
    "B",
    "İ",
    "é",
    ".",
    "[a-c]",
    "[^b]",
    "[;-_]",
    r"\d",
    r"\W",
    r"\x41",
    "(?:ab)",
    "(?-i:a)",
    "-",
    "+",
    "b",
    "?",
    "*",
    "{2}",
    "{0,1}",
    "{",
    "|",
    "(",
    "(?x:",
    "(?#",
    "#",
    ")",
    "[)]",
    r"\-",
    "^",
]


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6), st.text("aAbB-é1É İ[", max_size=20)
)
@example(["{", "|", "a", "{0,1}", "b"], "{b")
@example([r"\-", "(?#", ")", "?"], "a")
@settings(max_examples=1000)
def test_capitals_make_no_difference(parts: list[str], text: str) -> None:
    try:
        expected = re.compile("".join(parts), re.IGNORECASE)
    except re.error:
        return

    assert [each.span() for each in finder("".join(parts))(text)] == [
        each.span() for each in expected.finditer(text)
    ]
