"""Reports and letters of inspectorates: whom they judge, when, how, and what their pages add."""

import pytest

from storage.documents import read
from storage.records import Reading

TABLE = """Inspection of Harrow Weir local authority children’s services

Inspection dates: 3 to 14 June 2024

Lead inspector: Jane Roe, His Majesty’s Inspector

Judgement

Grade

The impact of leaders on social work practice with
children and families

Requires improvement to
be good

The experiences and progress of children in care

Good

{overall}
Services for children in Harrow Weir are better than they were when inspectors came before.

What needs to improve?

• Plans for children.

The experiences and progress of children in care: good

1. Children in care see their social workers often and know them well.
"""
OVERALL = "Overall effectiveness\n\nRequires improvement to be good\n"
FRAMEWORK = """Elmshire County Council

Inspection of services for children in need of help and protection, children looked after
and care leavers

and

Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 24 January 2017 – 16 February 2017

Report published: 4 April 2017

Children’s services in Elmshire require improvement to be good

1. Children who need help and protection   Requires improvement
2. Children looked after and achieving permanence   Good
2.1 Adoption performance   Outstanding

Executive summary

Services for children have improved a good deal since the last time that inspectors came.

Recommendations

1. Ensure that all assessments are done in time.
2. Improve the quality of plans.
"""
LETTER = """12 March 2019

Mr Sam Hill
Director of Children’s Services
Northwell Borough Council

Dear Mr Hill

Monitoring visit of Northwell local authority children’s services

This letter summarises the findings of the monitoring visit to Northwell children’s services on 13 February 2019.

Findings and evaluation of progress

Most children are seen by their social workers in good time, and what they say is written down.
"""
AREA = """Area SEND inspection of Elmford Local Area Partnership

Inspection dates: 9 to 13 October 2023

Information about the local area partnership

Elmford City Council and NHS West Elmshire Integrated Care Board (ICB) are jointly responsible for services.

Areas for improvement

Leaders should listen more. Ofsted inspectors and those of the CQC carried out the inspection.
"""
SCOTTISH = """Report of a joint inspection of services for children at risk of harm in Glenbrae

September 2022

Introduction

The Care Inspectorate led this joint inspection with Education Scotland and two others.

Evaluation: Leadership
Adequate

Recommendations

The partnership should improve its reviews.
"""
POLICE = """Elmshire Constabulary

National Child Protection Inspection

6–17 February 2023

© HMICFRS 2023

Summary

This report contains the findings of our inspection of child protection in Elmshire Constabulary.

Recommendations

• We recommend that the force reviews its policy.
"""
REPORTS = {
    "table": TABLE.format(overall=OVERALL),
    "framework": FRAMEWORK,
    "letter": LETTER,
    "area": AREA,
    "scottish": SCOTTISH,
    "police": POLICE,
}


def reading(words: str) -> Reading:
    return read(words.encode(), "report.txt")


def fact(found: Reading, name: str) -> object:
    return next((each.value for each in found.proposals if each.name == name), None)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_reports_of_every_inspectorate_are_known(report):
    assert reading(report).kind == "inspection_report"


@pytest.mark.parametrize(
    ("report", "names"),
    [
        ("table", ("Harrow Weir",)),
        ("framework", ("Elmshire County Council", "Local Safeguarding Children Board")),
        ("letter", ("Northwell Borough Council",)),
        ("area", ("Elmford City Council", "NHS West Elmshire Integrated Care Board")),
        ("scottish", ("Glenbrae",)),
        ("police", ("Elmshire Constabulary",)),
    ],
)
def test_the_bodies_that_are_judged_are_the_respondents(report, names):
    assert reading(REPORTS[report]).respondents == names


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Devon", "Devon County Council"),
        ("Croydon", "London Borough of Croydon"),
        ("Brighton & Hove", "Brighton and Hove City Council"),
    ],
)
def test_a_council_named_by_its_place_alone_is_named_in_full(place, name):
    found = reading(REPORTS["table"].replace("Harrow Weir", place))

    assert found.respondents == (name,)


def test_the_name_that_the_report_prints_comes_before_the_list():
    text = (
        REPORTS["table"].replace("Harrow Weir", "Devon") + "\nStaff of Devon Council were kind.\n"
    )

    assert reading(text).respondents == ("Devon Council",)


def test_a_council_name_split_over_two_lines_is_whole():
    text = REPORTS["table"].replace(
        "Inspection of Harrow Weir local authority children’s services",
        "City of Elmford Metropolitan District\nCouncil\nInspection of children’s services",
    )
    found = reading(text)

    assert found.respondents == ("City of Elmford Metropolitan District Council",)


def test_each_area_has_its_grade_in_the_codebooks_words():
    found = reading(REPORTS["table"])

    assert [(each.area, each.grade) for each in found.grades] == [
        (
            "The impact of leaders on social work practice with children and families",
            "requires_improvement",
        ),
        ("The experiences and progress of children in care", "good"),
        ("Overall effectiveness", "requires_improvement"),
    ]
    assert [found.text[g.passage.start : g.passage.end].split()[0] for g in found.grades] == [
        "Requires",
        "Good",
        "Requires",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Judgement   Grade\nThe quality of help          Requires improvement to\nand protection               be good\n\n",
        "Judgement\tGrade\nThe quality of help and protection\tRequires improvement to be good\n\n",
        "The quality of help and protection: Requires improvement to be good\n\n",
        "The quality of help and protection Requires improvement to\nbe good\n\n",
        "The quality of help and protection\n\nRequires improvement to be good\n\n",
    ],
)
def test_a_grade_is_read_however_its_row_is_printed(table):
    found = reading(
        f"Inspection of Ashby\n\nInspection dates: 3 June 2024\n\n{table}Ofsted came.\n"
    )

    assert [(each.area, each.grade) for each in found.grades] == [
        ("The quality of help and protection", "requires_improvement")
    ]


def test_the_overall_judgement_is_the_decision_as_printed():
    assert reading(REPORTS["table"]).decision == "Requires improvement to be good"
    assert reading(FRAMEWORK).decision == "require improvement to be good"


def test_without_an_overall_judgement_there_is_no_decision_but_each_areas():
    found = reading(TABLE.format(overall=""))

    assert found.decision is None
    assert str(fact(found, "grade")).endswith(
        "; The experiences and progress of children in care: Good"
    )


def test_a_sentence_that_ends_with_a_grade_is_no_row():
    text = REPORTS["letter"].replace(
        "Findings and", "Leadership of the visit team is good\n\nFindings and"
    )

    assert reading(text.replace(" is good\n", " in care are\ngood\n")).grades == ()


@pytest.mark.parametrize(
    ("report", "date"),
    [
        ("framework", "2017-04-04"),
        ("letter", "2019-03-12"),
        ("scottish", "2022-09"),
        ("table", None),
        ("police", None),
    ],
)
def test_the_day_of_publication_counts_only_where_it_is_printed(report, date):
    assert reading(REPORTS[report]).decision_date == date


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("3 to 14 June 2024", "2024-06-03", "2024-06-14"),
        ("8 – 12 July 2013", "2013-07-08", "2013-07-12"),
        ("30 September to 11 October 2024 and 13 to 16 January 2025", "2024-09-30", "2025-01-16"),
        ("5 May 2021", "2021-05-05", "2021-05-05"),
    ],
)
def test_the_days_of_the_inspection_are_read(printed, first, last):
    found = reading(REPORTS["table"].replace("3 to 14 June 2024", printed))

    assert (fact(found, "inspection_from"), fact(found, "inspection_to")) == (first, last)


def test_areas_with_their_grade_are_headings_and_rows_of_the_table_are_not():
    found = reading(REPORTS["table"])

    assert [section.title for section in found.segmentation.sections] == [
        "What needs to improve?",
        "The experiences and progress of children in care: good",
    ]


def test_old_numbered_recommendations_keep_their_labels(numbered):
    assert ("Recommendations", "2") in numbered(reading(FRAMEWORK).segmentation)


def test_the_printers_page_is_boilerplate_to_its_end(quotes):
    page = (
        "\nThe Office for Standards in Education, Children’s Services and Skills keeps watch.\n\n"
        "If you would like a copy of this document in a different format, please ring us.\n\n"
        "Quay House\n\nM9 9ZZ\n\n© Crown copyright 2024\n"
    )
    found = reading(REPORTS["table"] + page)
    boilerplate = quotes(found.text, found.segmentation.boilerplate)

    assert boilerplate[-3:] == ["Quay House", "M9 9ZZ", "© Crown copyright 2024"]
    assert len(boilerplate) == 5
    assert found.segmentation.paragraphs[-1].section is None


def test_running_heads_and_contents_are_boilerplate(quotes):
    head = "Inspection report of Harrow Weir council\n\n{}\n\n"
    text = REPORTS["table"].replace(
        "What needs",
        head.format(2) + "Contents\nSummary ....... 3\nHelp for families ....... 14\n\nWhat needs",
    )
    found = reading(
        text.replace("1. Children", head.format(3) + "1. Children") + "\n" + head.format(4)
    )
    boilerplate = quotes(found.text, found.segmentation.boilerplate)

    assert boilerplate == [
        "Inspection report of Harrow Weir council",
        "2",
        "Contents",
        "Summary ....... 3",
        "Help for families ....... 14",
        "Inspection report of Harrow Weir council",
        "3",
        "Inspection report of Harrow Weir council",
        "4",
    ]


def test_the_day_of_publication_is_no_boilerplate(quotes):
    found = reading(FRAMEWORK)

    assert quotes(found.text, found.segmentation.boilerplate) == []


@pytest.mark.parametrize(
    "printed",
    ["LONDON BOROUGH OF NEWHAM", "London Borough of\nNewham", "London Borough of Newham"],
)
def test_a_council_is_spelled_as_it_spells_itself(printed):
    text = REPORTS["table"].replace(
        "Inspection of Harrow Weir local authority children’s services",
        f"{printed}\n\nInspection of children’s services",
    )

    assert reading(text).respondents == ("London Borough of Newham",)


def test_a_heading_with_its_grade_below_opens_a_section():
    text = FRAMEWORK + (
        "\nThe experiences and progress of care leavers\n\nGood\n\nSummary\n\n"
        "Care leavers have homes that suit them, and most of them have work or go to college.\n"
    )
    titles = [section.title for section in reading(text).segmentation.sections]

    assert titles[-2:] == ["The experiences and progress of care leavers", "Summary"]
    assert "1. Children who need help and protection" not in titles


def test_two_places_in_the_title_are_two_councils():
    text = REPORTS["table"].replace("Harrow Weir", "Kingston upon Thames and Richmond upon Thames")

    assert reading(text).respondents == (
        "Royal Borough of Kingston upon Thames",
        "London Borough of Richmond upon Thames",
    )


def test_the_address_above_a_letter_is_boilerplate_and_its_date_is_not(quotes):
    head = "Ofsted\nQuay House\nM9 9ZZ\nT 0300 000 0000\nwww.example.gov.uk\n\n"
    found = reading(head + LETTER)

    assert quotes(found.text, found.segmentation.boilerplate) == head.split("\n")[:5]
    assert found.decision_date == "2019-03-12"


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Unique reference number: 2739118", "2739118"),
        ("URN: SC035537", "SC035537"),
        ("Registration number\n2739118", "2739118"),
        ("Number of homes: 2739118", None),
    ],
)
def test_an_inspected_homes_number_is_the_reference(label, number):
    text = f"{TABLE.format(overall=OVERALL)}\n\nHome details\n\n{label}\n"

    assert read(text.encode(), "x.txt").reference == number


def test_bodies_jointly_responsible_go_before_the_label_of_one():
    text = (
        "Area SEND inspection of Tarn Local Area Partnership\n\nInspection dates: 4 to 8 November 2024\n\n"
        "Tarn Council and NHS Tarn and Fell Vale Integrated Care Board (ICB) are jointly responsible for "
        "commissioning services.\n\nLocal authority: Tarn Council\n"
    )

    assert read(text.encode(), "x.txt").respondents == (
        "Tarn Council",
        "NHS Tarn and Fell Vale Integrated Care Board",
    )
