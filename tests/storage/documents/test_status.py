"""Entries of a listing as documents of their own."""

import pytest

from storage.documents import read

SUMMARY = "Summary: Miss B said the Council was slow to see her daughter. It was."


@pytest.mark.parametrize(
    "status",
    [
        "Statement Upheld Child protection 25-Jan-2022",
        "Statement | Upheld | Child protection | 25 January 2022",
        "• Statement\n• Upheld\n• Child protection\n• 25-Jan-2022",
        "Upheld\nChild protection\n25-Jan-2022",
        "25 January 2022 - Statement - Upheld - Child protection",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_status_below_the_title_tells_the_facts(status, gap):
    text = gap.join(("Ashmoor Council (21 004 117)", status, SUMMARY))
    reading = read(text.encode(), "a.txt")

    assert reading.kind == "lgsco_decision"
    assert (reading.reference, reading.category) == ("21 004 117", "Child protection")
    assert (reading.decision, reading.outcome) == ("Upheld", "upheld")
    assert reading.decision_date == "2022-01-25"
    assert all(each.passage is not None for each in reading.proposals)


def test_a_status_of_a_report_makes_a_report():
    text = f"Elm Council (21 004 118)\nReport Not upheld 03-Feb-2022\n{SUMMARY}"
    reading = read(text.encode(), "a.txt")

    assert (reading.kind, reading.outcome) == ("lgsco_report", "not_upheld")
    assert reading.category is None


def test_prose_below_a_title_is_no_status():
    text = f"Elm Council (21 004 118)\nUpholding rights takes time.\n{SUMMARY}"

    assert read(text.encode(), "a.txt").decision is None
