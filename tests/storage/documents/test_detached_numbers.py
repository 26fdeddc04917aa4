"""Numbers that a text has on lines of their own label the paragraphs they belong to."""

import pytest

from storage.documents import segment

TOP = "Oakley Council (20 001 222)\n\nThe complaint\n\n"
FIRST = "Mr X complained that nothing was done\nfor a long time."
SECOND = "He wants the Council to apologise."
THIRD = "We looked at what both of them sent us."


def labelled(text):
    parts = segment(text, "lgsco_decision")
    return [
        (each.label, text[each.start : each.end].split()[-1])
        for each in parts.paragraphs
        if each.label is not None
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n"])
def test_a_number_alone_labels_the_paragraph_below(between):
    text = f"{TOP}1.{between}{FIRST}\n\n2.{between}{SECOND}\n\nWhat I found\n\n3.{between}{THIRD}\n"

    assert labelled(text) == [("1", "time."), ("2", "apologise."), ("3", "us.")]


def test_a_group_of_numbers_labels_as_many_paragraphs():
    text = f"{TOP}1.\n2.\n\n{FIRST}\n\n{SECOND}\n\n3.\n\n{THIRD}\n"

    assert labelled(text) == [("1", "time."), ("2", "apologise."), ("3", "us.")]


def test_a_group_that_does_not_fit_labels_nothing():
    text = f"{TOP}1.\n2.\n3.\n\n{FIRST}\n\n{SECOND}\n"

    assert labelled(text) == []


def test_a_number_above_a_list_stays_alone():
    assert labelled(f"{TOP}2.\n• {SECOND}\n") == []


def test_a_detached_number_is_no_part_of_the_sentence():
    text = f"{TOP}1.\n\n{SECOND}\n"
    parts = segment(text, "lgsco_decision")
    last = parts.sentences[-1]

    assert text[last.start : last.end] == SECOND
    assert text[parts.paragraphs[-1].start :].startswith("1.")
