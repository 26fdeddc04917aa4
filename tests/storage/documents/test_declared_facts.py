"""Facts that a file's metadata states and its text does not."""

import csv
import io

import pytest

from storage.documents import read
from storage.documents.metadata.declared import iso_date
from storage.documents.readers.rows import read_rows
from storage.documents.reading import reading_of

PROSE = (
    "Mrs B complained that nobody assessed her son for eleven months. We found that the plan was "
    "late, and that no reason was ever given to her for it."
)
HEADER = ["Council", "Ombudsman reference", "Decision date", "Outcome", "Subject", "Text"]


@pytest.fixture
def row_read():
    """What is recognised in a table's only row."""

    def reading(header, row):
        into = io.StringIO(newline="")
        csv.writer(into).writerows([header, row])
        (source,) = read_rows(into.getvalue(), "a.csv")
        return reading_of(source, "a.csv", "")

    return reading


def test_columns_become_proposals_that_name_their_column(row_read):
    reading = row_read(HEADER, ["Ashby", "21 004", "25-Jan-22", "Not upheld", "Schools", PROSE])
    proposals = {each.name: each for each in reading.proposals}

    assert {name: each.value for name, each in proposals.items()} == {
        "respondent": ("Ashby",),
        "reference": "21 004",
        "decided_on": "2022-01-25",
        "category": "Schools",
        "decision": "Not upheld",
        "outcome": "not_upheld",
    }
    assert proposals["respondent"].rule == "the file's column “Council”"
    assert proposals["outcome"].rule == "the file's column “Outcome”"
    assert all(each.passage is None for each in reading.proposals)
    assert reading.respondents == ("Ashby",)
    assert reading.outcome == "not_upheld"


def test_what_the_text_states_beats_its_columns(row_read):
    text = (
        "Oakley Council (20 001 222)\n\nCategory : Education > Other\n\nDecision : Upheld\n\n"
        f"Decision date : 12 Feb 2020\n\nThe Ombudsman's final decision:\n\nSummary: {PROSE}"
    )
    reading = row_read(HEADER, ["Elm Council", "1", "1 May 2019", "Not upheld", "Roads", text])

    assert reading.respondents == ("Oakley Council",)
    assert reading.reference == "20 001 222"
    assert reading.decision_date == "2020-02-12"
    assert (reading.decision, reading.outcome) == ("Upheld", "upheld")
    assert all(each.passage is not None for each in reading.proposals)


def test_body_and_reference_make_a_title_where_nothing_else_does(row_read):
    named = row_read(["Council", "Ref", "Text"], ["Ashby Council", "21 004", PROSE])
    titled = row_read(["Council", "Ref", "Title", "Text"], ["Ashby", "21 004", "Late plan", PROSE])

    assert named.title == "Ashby Council (21 004)"
    assert titled.title == "Late plan"


@pytest.mark.parametrize(
    ("reference", "outcome", "kind"),
    [
        ("21 004 117", "Not upheld", "lgsco_decision"),
        ("21004117", "Upheld", "lgsco_decision"),
        ("202104410", "Some upheld, recommendations", "spso_decision"),
        ("202104410", "Upheld", "other"),
        ("21 004 117", "Delivered", "other"),
        ("A7", "Upheld", "other"),
    ],
)
def test_columns_tell_the_kind_where_the_text_does_not(row_read, reference, outcome, kind):
    assert row_read(["Ref", "Outcome", "Text"], [reference, outcome, PROSE]).kind == kind


def test_columns_make_no_decision_of_a_draft(row_read):
    draft = f"The Ombudsman's draft decision\n\n{PROSE}"

    assert row_read(["Ref", "Outcome", "Text"], ["21 004 117", "Upheld", draft]).kind == "other"


def test_several_bodies_in_a_cell_are_several(row_read):
    reading = row_read(["Council", "Text"], ["Ashby; Brighton, Hove and Lewes | Elm", PROSE])

    assert reading.respondents == ("Ashby", "Brighton, Hove and Lewes", "Elm")


@pytest.mark.parametrize("nothing", ["n/a", "NaN", "-", "Unknown", " "])
def test_a_cell_that_says_nothing_proposes_nothing(row_read, nothing):
    reading = row_read(HEADER, [nothing, nothing, nothing, nothing, nothing, PROSE])

    assert reading.proposals == ()


def test_a_cell_too_long_for_a_fact_proposes_nothing(row_read):
    reading = row_read(["Decision", "Text"], ["It was late. " * 30, PROSE * 9])

    assert reading.decision is None


def test_front_matter_is_asked_too():
    page = f"---\ncouncil: Ashby\ndecision_date: 3 May 2021\n---\n{PROSE}\n"
    reading = read(page.encode(), "a.md")

    assert reading.respondents == ("Ashby",)
    assert reading.decision_date == "2021-05-03"
    assert {each.rule for each in reading.proposals} >= {"the file's own “council”"}


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("25-Jan-22", "2022-01-25"),
        ("5/1/2022", "2022-01-05"),
        ("25.01.22", "2022-01-25"),
        ("2022/1/5", "2022-01-05"),
        ("2022-01-25T10:00:00Z", "2022-01-25"),
        ("Tuesday, 25 January 2022", "2022-01-25"),
        ("Jul-21", "2021-07"),
        ("July 2021", "2021-07"),
        ("31/02/2022", None),
        ("44586", None),
        ("", None),
    ],
)
def test_dates_are_read_as_spreadsheets_write_them(printed, iso):
    assert iso_date(printed) == iso
