"""Lines that a publisher may repeat, and who a publisher is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import segment, segmentation_to_json
from storage.documents.segments.repeated import enough, publisher, short_lines
from storage.records import Passage

DECISION = """Ardley City Council (21 004 117)

Category : Education > Transport

Decision : Upheld

Harrow Vale Gazette, subscriber edition

The complaint

1. A numbered line of few words

  - a point of a list

Reported by the county desk

(Fair Hearing Act 1999, section 3, as amended)

Outcome:

Settled early

The Council was at fault.

Back to top
"""


def lines(text: str, kind: str = "lgsco_decision", told=(), given=()) -> list[str]:
    stored = segmentation_to_json(segment(text, kind, (), given))
    return [text[line.start : line.end] for line in short_lines(text, stored, kind, told)]


def test_lines_that_are_the_documents_own_are_left_out() -> None:
    told = [(0, DECISION.index("\n"))]

    assert lines(DECISION, told=told) == [
        "Harrow Vale Gazette, subscriber edition",
        "Reported by the county desk",
    ]


def test_what_was_given_as_boilerplate_is_counted_and_said_to_be_known() -> None:
    start = DECISION.index("Reported")
    passage = Passage(start, start + len("Reported by the county desk"))
    stored = segmentation_to_json(segment(DECISION, "lgsco_decision", (), [passage]))
    found = {line.key: line.is_given for line in short_lines(DECISION, stored, "lgsco_decision")}

    assert found["reported by the county desk"] is True
    assert found["harrow vale gazette, subscriber edition"] is False


def test_an_inspections_table_is_its_own() -> None:
    text = "Ardley Borough\n\nCounty records office\n\nGood\n\nHelp for families\n"

    assert lines(text, "inspection_report") == ["Ardley Borough", "County records office"]


@pytest.mark.parametrize(
    ("kind", "url", "outlet", "expected"),
    [
        ("spso_decision", None, None, "spso_decision"),
        ("other", "https://www.ardley.example/a/b", None, "other ardley.example"),
        ("press_ombudsman", None, "The Vale Post", "press_ombudsman the vale post"),
        (
            "press_ombudsman",
            "https://vale.example",
            "The Vale Post",
            "press_ombudsman vale.example",
        ),
        ("other", "http://[broken", None, "other"),
    ],
)
def test_a_publisher_is_a_site_a_newspaper_or_a_kind(kind, url, outlet, expected) -> None:
    assert publisher(kind, url, outlet) == expected


@pytest.mark.parametrize(("documents", "least"), [(1, 5), (5, 5), (15, 5), (16, 6), (300, 100)])
def test_a_third_is_enough_but_never_fewer_than_five(documents: int, least: int) -> None:
    assert enough(documents) == least


@given(st.text(alphabet="aB1 .:-\n(7)©", max_size=200))
def test_lines_lie_in_the_text_and_are_whole_paragraphs(text: str) -> None:
    cut = segment(text, "other")
    stored = segmentation_to_json(cut)
    whole = {(part.start, part.end) for part in cut.paragraphs}

    for line in short_lines(text, stored, "other"):
        assert (line.start, line.end) in whole
    assert json.loads(stored)["v"] == cut.version
