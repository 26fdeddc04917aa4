"""A decision on several bodies has a title for each, and is one document all the same."""

import pytest

from storage.documents import read
from storage.documents.readers.listing import entries

HEADER = "\n\nCategory : {area} > Other\n\nDecision : Upheld\n\nDecision date : 3 Feb 2022\n\n"
BODY = (
    "The Ombudsmen's final decision:\n\nSummary: Both took too long.\n\nThe complaint\n\n"
    "  1. Miss B says so.\n\nWhat we found\n\n  1. It was so.\n\nDecision\n\n  1. There was fault."
)
COUNCIL = "Tarn County Council (21 004 117)"
TRUST = "Tarn Valley NHS Foundation Trust (21 004 117a)"
BOARD = "Fell Integrated Care Board (21 004 117b)"


def joint(*titles: str, header: str = HEADER) -> str:
    return "".join(title + header.format(area="Health") for title in titles) + BODY


@pytest.mark.parametrize(
    "text",
    [
        joint(COUNCIL, TRUST),
        joint(COUNCIL, TRUST, BOARD),
        joint(COUNCIL, TRUST).replace("\n\n", "\n"),
        joint(f"{COUNCIL}\n{TRUST}"),
        joint(COUNCIL, TRUST.replace("117a", "290")),
    ],
    ids=["two", "three", "compact", "one header", "other number"],
)
def test_nothing_is_cut_from_a_joint_decision(source, text):
    assert entries(source(text)) == ()


def test_every_body_is_a_respondent_and_the_first_has_the_reference():
    reading = read(joint(COUNCIL, TRUST, BOARD).encode(), "x.txt")

    assert reading.respondents == tuple(
        title.partition(" (")[0] for title in (COUNCIL, TRUST, BOARD)
    )
    assert reading.reference == "21 004 117"
    assert not any("decisions in one text" in warning for warning in reading.warnings)


def test_a_joint_decision_among_others_is_cut_from_them_whole(source):
    other = joint("Elm Council (20 111 222)")
    both = joint(COUNCIL, TRUST)

    found = entries(source(f"{other}\n\n{both}"))

    assert [entry.text for entry in found] == [other, both]


def test_entries_that_differ_by_a_letter_stay_entries(source):
    status = "\n\nStatement Upheld Other 25-Jan-2022\n\nSummary: They were slow to write to her."
    text = f"{COUNCIL}{status}\n\n{TRUST}{status}"

    assert len(entries(source(text))) == 2
