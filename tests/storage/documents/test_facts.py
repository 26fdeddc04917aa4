"""Title, respondents, reference, category, decision, date and outcome, each with its passage."""

import pytest

from storage.documents import read
from storage.records import Reading


def described(text: str) -> Reading:
    return read(text.encode(), "x.txt")


def proposed(reading: Reading) -> dict[str, tuple[object, str]]:
    return {
        each.name: (each.value, reading.text[each.passage.start : each.passage.end])
        for each in reading.proposals
    }


def test_a_decision_is_described_from_its_header(lgsco):
    assert proposed(lgsco) == {
        "respondent": (("Westmarch Borough Council",), "Westmarch Borough Council"),
        "reference": ("22 008 431", "22 008 431"),
        "decided_on": ("2022-11-07", "7 Nov 2022"),
        "category": (
            "Children's care services > Friends and family carers",
            "Children's care services > Friends and family carers",
        ),
        "decision": ("Upheld", "Upheld"),
        "outcome": ("upheld", "Upheld"),
    }


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("Read the report 20 004 551", "20 004 551"),
        ("Complaint reference: 20-004-551", "20 004 551"),
        ("She rang 20 004 551 times and nobody answered her.", None),
        ("Read the reports 20 004 551\nRead the report 20 004 552", None),
    ],
)
def test_an_articles_case_is_the_one_that_a_line_refers_to(line, reference):
    text = (
        "Council lost girl's file\n\nAn ombudsman's report has found that Larkby Council lost a girl's "
        "file twice.\n\n“It was mine,” she said: “They lost it.”\n\n" + line
    )

    assert described(text).kind == "press_ombudsman"
    assert described(text).reference == reference


def test_a_health_ombudsmans_title_may_join_two_bodies():
    text = (
        "Elm and Tarn NHS Foundation Trust and Tarn Borough Council (P-002345)\n\nOutcome: Partly upheld\n\n"
        "The complaint\n\n1. Mrs L complains of both.\n\nWhat we found\n\n2. The ombudsman found fault.\n"
    )

    assert described(text).respondents == (
        "Elm and Tarn NHS Foundation Trust",
        "Tarn Borough Council",
    )


def test_the_reading_carries_what_is_proposed(lgsco):
    assert lgsco.title == "Westmarch Borough Council (22 008 431)"
    assert lgsco.respondents == ("Westmarch Borough Council",)
    assert lgsco.reference == "22 008 431"
    assert lgsco.decision_date == "2022-11-07"
    assert lgsco.decision == "Upheld"
    assert lgsco.outcome == "upheld"


def test_every_proposal_says_why(lgsco, spso, read_text):
    readings = [lgsco, spso, read_text("press_ombudsman"), read_text("inspection")]

    assert all(each.rule for reading in readings for each in reading.proposals)


def test_a_bulleted_header_is_read_with_its_values_below(spso):
    assert proposed(spso) == {
        "respondent": (("Glenfarrow Health and Social Care Partnership",),) * 1
        + ("Glenfarrow Health and Social Care Partnership",),
        "reference": ("202107714", "202107714"),
        "decided_on": ("2022-10", "October 2022"),
        "category": ("Respite / short breaks", "Respite / short breaks"),
        "decision": ("Some upheld, recommendations", "Some upheld, recommendations"),
        "outcome": ("partly_upheld", "Some upheld, recommendations"),
    }
    assert spso.title == "Glenfarrow Health and Social Care Partnership"


def test_reference_and_body_may_share_a_line():
    reading = described(
        "SPSO decision report\n\nCase: 202001230, A Council\nSector: Local Government\n"
        "Subject: Fostering\nDecision: not upheld, no recommendations\n\nSummary\n\nC complained."
    )

    assert reading.title == "A Council"
    assert reading.respondents == ("A Council",)
    assert reading.reference == "202001230"
    assert reading.outcome == "not_upheld"
    assert reading.decision_date is None


HEADER = (
    "Oakley {} ({})\n\nDecision : {}\n\nDecision date : {}\n\nThe Ombudsman's final decision:\n"
)


def decision(
    body: str = "Council",
    ref: str = "20 001 222",
    printed: str = "Upheld",
    date: str = "1 May 2021",
) -> Reading:
    return described(HEADER.format(body, ref, printed, date))


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("20 001 222", "20 001 222"),
        ("20 001 222b", "20 001 222b"),
        ("20-001-222", "20 001 222"),
        ("20\xa0001\xa0222", "20 001 222"),
        ("20 001 222-0", "20 001 222-0"),
    ],
)
def test_a_reference_is_listed_with_blanks_and_proposed_as_printed(printed, listed):
    reading = decision(ref=printed)
    proposed = next(each.value for each in reading.proposals if each.name == "reference")

    assert reading.reference == listed
    assert proposed == " ".join(printed.split())


def test_a_reference_that_only_the_file_s_name_has_is_a_warning():
    text = HEADER.format("Council", "x", "Upheld", "1 May 2021").replace(" (x)", "\nCategory : Y")
    reading = read(text.encode(), "summary-15-016-298.txt")

    assert reading.reference is None
    assert reading.warnings == (
        "no reference in the text; its file name or address says 15 016 298",
    )


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("Upheld", "upheld"),
        ("Upheld: no further action", "upheld"),
        ("Upheld in part", "partly_upheld"),
        ("Not upheld", "not_upheld"),
        ("Closed after initial enquiries", "not_investigated"),
        ("Something new", None),
    ],
)
def test_a_printed_decision_means_an_outcome(printed, outcome):
    reading = decision(printed=printed)

    assert reading.decision == printed
    assert reading.outcome == outcome


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("12 Feb 2020", "2020-02-12"),
        ("3rd March 2021", "2021-03-03"),
        ("2022-01-21", "2022-01-21"),
        ("July 12, 2021", "2021-07-12"),
        ("July 2021", "2021-07"),
        ("05/11/2020", "2020-11-05"),
        ("31 Feb 2020", None),
        ("last Tuesday", None),
    ],
)
def test_a_date_is_as_precise_as_printed(printed, iso):
    assert decision(date=printed).decision_date == iso


@pytest.mark.parametrize(
    ("body", "respondents"),
    [
        ("& Ashby City Council", ("Oakley & Ashby City Council",)),
        ("Council & Ash NHS Trust", ("Oakley Council", "Ash NHS Trust")),
        ("London Borough", ("Oakley London Borough",)),
        ("Homes Trust", ("Oakley Homes Trust",)),
    ],
)
def test_a_title_names_one_body_or_joins_two(body, respondents):
    assert decision(body=body).respondents == respondents


def test_a_discontinued_case_says_so_only_in_its_text():
    text = HEADER.format("Council", "20 001 222", "Not upheld", "1 May 2021")
    reading = described(text + "\nSummary: We stopped. We have discontinued this investigation.\n")

    assert reading.decision == "Not upheld"
    assert proposed(reading)["outcome"] == (
        "discontinued",
        "We have discontinued this investigation.",
    )


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("I uphold the complaint.", "upheld"),
        ("We found fault causing injustice.", "upheld"),
        ("I do not uphold it.", "not_upheld"),
        ("There was no fault.", "not_upheld"),
        ("We partly uphold it.", "partly_upheld"),
        ("We will not investigate any of it.", "not_investigated"),
        ("It was a long day.", None),
    ],
)
def test_without_a_header_the_final_decision_tells_the_outcome(told, outcome):
    text = (
        f"Oakley Council (20 001 222)\nThe complaint\n- Mr A complains.\nFinal decision\n- {told}\n"
    )

    assert described(text).outcome == outcome


def test_header_values_may_stand_on_lines_of_their_own():
    reading = described(
        "Category :\nEducation\n>\nSchool admissions\nDecision :\nUpheld\nDecision date :\n"
        "08 Feb 2017\nSummary\nMs K complains about a panel.\nThe complaint\nIt was rude.\n"
        "Finding\nThe Ombudsman upheld it.\n"
    )

    assert reading.category == "Education > School admissions"
    assert (reading.decision, reading.decision_date) == ("Upheld", "2017-02-08")
    assert reading.title == "Ms K complains about a panel."
    assert (reading.reference, reading.respondents) == (None, ())


def test_press_states_no_outcome(read_text):
    reading = read_text("press_ombudsman")

    assert reading.outcome is None
    assert reading.decision is None
    assert proposed(reading)["outlet"] == ("The Larkby Courier", "The Larkby Courier")


def test_the_headline_is_the_title_and_the_masthead_the_outlet(read_text):
    reading = read_text("press_inspection")

    assert reading.title == "Inspectors warn three authorities"
    assert proposed(reading)["outlet"] == ("The Daily Comet", "The Daily Comet Online")


def test_without_a_headline_the_first_sentence_is_the_title():
    reading = described(
        "A BOY was left without a school for two years because of a muddle at Oakley Council, "
        "the ombudsman said. It told the council to pay.\n\nThe council said it was sorry.\n"
    )

    assert reading.title.startswith("A BOY was left without a school")
    assert reading.title.endswith("…")
    assert len(reading.title) <= 91


def test_a_reported_grade_is_the_decision_of_an_inspection(read_text):
    reading = read_text("press_one_inspection")

    assert reading.decision == "require improvement to be “good”"
    assert proposed(reading)["grade"][0] == "require improvement to be good"


def test_a_report_has_its_overall_grade_and_place(read_text):
    reading = read_text("inspection")

    assert reading.decision == "Requires improvement to be good"
    assert reading.respondents == ("Harrowmere",)
    assert reading.title == "Inspection of Harrowmere local authority children's services"


def test_a_page_may_declare_its_outlet():
    page = """<html><head><title>Council told to pay | The Comet</title>
    <meta property="og:site_name" content="The Comet"></head><body><p>Ashby Council was told to pay by
    the ombudsman, a report says.</p><p>The council said it was sorry.</p></body></html>"""
    reading = read(page.encode(), "x.html")
    (outlet,) = [each for each in reading.proposals if each.name == "outlet"]

    assert (outlet.value, outlet.passage) == ("The Comet", None)
    assert reading.title == "Council told to pay"


def test_a_housing_report_s_landlord_stands_below_its_reference():
    reading = read(
        b"REPORT\n\nCOMPLAINT 202255501\n\nHollowbrook Homes Limited\n\n4 March 2023\n\n"
        b"Our approach\n\nThe Housing Ombudsman decides what is fair.\n\n"
        b"Determination\n\nThere was maladministration by the landlord.\n",
        "report.txt",
    )

    assert reading.kind == "ombudsman_other"
    assert reading.respondents == ("Hollowbrook Homes Limited",)
    assert reading.title == "Hollowbrook Homes Limited (202255501)"


def test_a_report_may_name_its_body_on_the_second_line_of_its_title():
    reading = read(
        b"The investigation of a complaint\nagainst Cwm Isaf County Borough Council\n\n"
        b"A report by the\nPublic Services Ombudsman for Wales\nCase: 202100001\n\n"
        b"Summary\n\nMr A complained. I upheld the complaint.\n",
        "report.txt",
    )

    assert reading.respondents == ("Cwm Isaf County Borough Council",)
    assert reading.reference == "202100001"


def test_a_title_s_name_may_go_on_below_and_the_date_stand_under_the_signature():
    reading = read(
        b"Investigation of a complaint against\nthe Tarn and Mere Health and Social\nCare Trust\n\n"
        b"NIPSO Reference: 202009999\n\nThe complaint\n\n1. Ms B complained to the Ombudsman.\n\n"
        b"Conclusion\n\n2. I upheld one element of the complaint.\n\nOmbudsman\n\n3 May 2022\n",
        "report.txt",
    )

    assert reading.respondents == ("Tarn and Mere Health and Social Care Trust",)
    assert reading.decision_date == "2022-05-03"
    assert reading.outcome == "partly_upheld"


def test_one_of_several_bodies_may_rise_to_a_grade():
    reading = read(
        "Ofsted lifts the lowest grade from Tarn\n\nTarn Children’s Trust, which works for Tarn City "
        "Council, has gone up from inadequate to requires improvement, Ofsted said on Friday.\n\n"
        "“I want to see us rated good by next year,” its director said.\n".encode(),
        "article.txt",
    )

    assert reading.decision == "requires improvement"


def test_a_health_ombudsman_s_reference_needs_no_ombudsman_by_name():
    reading = read(
        "Westmoor Hospitals Trust – P-001234\n\nThe complaint\n\n1. Ms B complains about a delay.\n\n"
        "Decision\n\n2. We found a delay. We partly uphold the complaint.\n".encode(),
        "decision.txt",
    )

    assert reading.kind == "ombudsman_other"
