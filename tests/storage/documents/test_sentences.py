"""Sentences end where authors end them; marks of lists are no part of them."""

import pytest

from storage.documents import segment


def sentences(text: str, kind: str = "other") -> list[str]:
    return [text[part.start : part.end] for part in segment(text, kind).sentences]


ONE = [
    "Mr. Hale met Mrs. Ash and Dr. J. K. Lane at No. 4 Mill Street.",
    "It paid £1.3million under s.47 and s. 48, see para. 12 and p. 3.",
    "The sum (£2.5m, i.e. all of it) came at 5.30 p.m. on 3.4.2020.",
    "Some bodies, e.g. The Hub, vs. others cf. Lane.",
    "“It was bad!” she said.",
    "He said: “We are sorry” and left.",
    "See www.example.org/a.b for more.",
    "Acme Ltd. owns it",
    "In the U.K. Smith won.",
    "What it must do: 1. Apologise and pay.",
    "no capital. no break",
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_one(text):
    assert sentences(text) == [text]


MANY = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "“One.” “Two.” She left.": ["“One.”", "“Two.”", "She left."],
    "It stopped (at last). Then it began.": ["It stopped (at last).", "Then it began."],
    "He paid £5. £7 was due. 45 cases wait.": ["He paid £5.", "£7 was due.", "45 cases wait."],
    "It ended in 2019. The rest came later.": ["It ended in 2019.", "The rest came later."],
    "She waited… Then she wrote.": ["She waited…", "Then she wrote."],
    "It came at 5 p.m. The office was shut.": ["It came at 5 p.m.", "The office was shut."],
    "They asked about pay, leave etc. He had no answer.": [
        "They asked about pay, leave etc.",
        "He had no answer.",
    ],
    "He said no. Four left.": ["He said no.", "Four left."],
    "It was upheld.[1] The council paid.[2] He left.": [
        "It was upheld.[1]",
        "The council paid.[2]",
        "He left.",
    ],
}


@pytest.mark.parametrize("text", MANY)
def test_sentences_are_told_apart(text):
    assert sentences(text) == MANY[text]


@pytest.mark.parametrize("kind", ["spso_decision", "press_ombudsman"])
def test_initials_stay_with_their_name(kind):
    text = "Ms A. B. Smith wrote to Mrs J.K. Rowe. She said no."

    assert sentences(text, kind) == ["Ms A. B. Smith wrote to Mrs J.K. Rowe.", "She said no."]


def test_a_letter_stands_for_a_person_where_people_are_anonymous():
    text = "We wrote to Ms B. Contact with C. Nobody came."

    assert sentences(text, "spso_decision") == [
        "We wrote to Ms B.",
        "Contact with C.",
        "Nobody came.",
    ]
    assert sentences("It was signed by J. Smith.", "press_ombudsman") == [
        "It was signed by J. Smith."
    ]


def test_a_list_mark_is_no_part_of_the_sentence():
    assert sentences("  1. It wrote. It paid.\n    • apologise; and\n    (b) pay.") == [
        "It wrote.",
        "It paid.",
        "apologise; and",
        "pay.",
    ]


def test_a_sentence_never_crosses_a_paragraph():
    assert sentences("no stop here\nand none here\n\nnor here") == [
        "no stop here",
        "and none here",
        "nor here",
    ]


def test_a_sentence_runs_over_a_folded_line():
    text = "The council waited for so long before it\nanswered that she gave up. She\nleft town in the end."

    assert sentences(text) == [
        "The council waited for so long before it\nanswered that she gave up.",
        "She\nleft town in the end.",
    ]
