"""Full reports of the ombudsman of Scotland: heads of complaint, headings, tables of recommendations."""

import pytest

from storage.documents import read

HEAD = (
    "Investigation Report\nPublic report under the Scottish Public Services Ombudsman Act 2002\n"
    "26 April 2023\nCase number: 202008871\nBody: Larkby Council\nSector: Local government\n"
    "Subject: Social work\n\nOverview\n\nThe complaints that I have looked into are that the Council:\n"
    "(a) took too long ({});\n(b) refused to share a file ({}).\n\n"
)
ADVICE = (
    "Advice\n\n1. The Adviser said that a visit was due. She considered that the plan was thin. "
    "In her opinion the child was not safe there.\n\n"
)
TABLE = (
    "Recommendations\nWhat we are asking the Council to do for C\n"
    "Number    What we found    What the organisation should do    What we need to see\n"
    "(a)    The Council failed to reply\nApologise to C for the failings in this report\n"
    "A copy of the letter\nBy: 26 May 2023\n(b)    C was not told\nOffer C a meeting with the head of service\n"
    "Note of the meeting\nBy: 26 June 2023\n\nEvidence of action already taken\n\n"
    "The Council told us that a new team answers relatives within a day.\n"
)


def report(first: str = "upheld", second: str = "upheld"):
    return read((HEAD.format(first, second) + ADVICE + TABLE).encode(), "x.txt")


def cues_of(reading, type_: str) -> list[str]:
    return [reading.text[each.start : each.end] for each in reading.cues if each.type == type_]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("upheld", "upheld", "upheld"),
        ("upheld", "not upheld", "partly_upheld"),
        ("not upheld", "not upheld", "not_upheld"),
        ("partly upheld", "not upheld", "partly_upheld"),
    ],
)
def test_the_heads_make_the_outcome(first, second, outcome):
    reading = report(first, second)

    assert reading.kind == "spso_decision"
    assert reading.outcome == outcome
    assert reading.decision_date == "2023-04-26"


def test_the_adviser_goes_on_speaking():
    found = cues_of(report(), "finding")

    assert "She considered that the plan was thin." in found
    assert "In her opinion the child was not safe there." in found


def test_a_tables_findings_orders_proofs_and_days_are_told_apart():
    reading = report()
    orders = [
        "Apologise to C for the failings in this report",
        "Offer C a meeting with the head of service",
    ]

    assert [each for each in cues_of(reading, "remedy") if "told us" not in each] == orders
    assert {"The Council failed to reply", "C was not told"} <= set(cues_of(reading, "finding"))
    assert not any("need to see" in reading.text[each.start : each.end] for each in reading.cues)
    assert not any("copy of" in reading.text[each.start : each.end] for each in reading.cues)


def test_what_is_done_already_is_a_remedy_or_a_change():
    done = "The Council told us that a new team answers relatives within a day."

    assert done in cues_of(report(), "remedy")
    assert done in cues_of(report(), "recommendation")


FOOT = "26 April 2023\n{}\nCase ref: 202008871\n"
PAGED = (
    "Scottish Public Services Ombudsman Act 2002\nReport of a complaint to the Ombudsman\n\n"
    "Case ref: 202008871, Larkby Council\nSector: Local Government\nSubject: Social work\n\nSUMMARY\n"
    "The complainant (C) lived in foster care from the age of six. C complained to us that the Council\n"
    "gave them no plan. We therefore upheld both complaints.\n\n"
    + FOOT.format(1)
    + "INTRODUCTION\n1. C brought their complaint to this office in 2021 with the help of an advocate.\n\n"
    + FOOT.format(2)
    + "2. We took advice from a social worker.\n"
)


def test_a_report_with_its_case_on_each_page_is_one_whole():
    reading = read(PAGED.encode(), "x.txt")
    furniture = [reading.text[each.start : each.end] for each in reading.segmentation.boilerplate]

    assert (reading.kind, reading.decision_date) == ("spso_decision", "2023-04-26")
    assert reading.warnings == ()
    assert not any("foster care" in each or "upheld" in each for each in furniture)
