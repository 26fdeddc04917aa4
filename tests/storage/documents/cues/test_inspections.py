"""Inspection reports judge in nearly every sentence, and list what must improve."""

import pytest

LIST = (
    "Inspection of Larkby local authority children’s services\n\nWhat needs to improve\n\n"
    "• The quality of plans.\n• How soon children are seen after they come to notice.\n\n"
    "The experiences and progress of children in care\n\n"
    "1. Children know their social workers well.\n2. Plans drift and reviews are late.\n"
)


def test_areas_for_improvement_are_recommendations_and_judgements_findings(pointed):
    assert pointed(LIST, "inspection_report") == [
        ("recommendation", "The quality of plans."),
        ("recommendation", "How soon children are seen after they come to notice."),
        ("finding", "Children know their social workers well."),
        ("finding", "Plans drift and reviews are late."),
    ]


def test_numbered_recommendations_are_told_from_numbered_judgements(pointed):
    text = (
        "Inspection of Larkby\n\nRecommendations\n\n1. Ensure that every child has a plan.\n"
        "2. Children wait too long to be seen, and managers do not notice.\n"
    )

    found = [type_ for type_, _ in pointed(text, "inspection_report")]

    assert found == ["recommendation", "finding"]


AREAS = [
    "The response to referrals at weekends.",
    "Feedback to schools on what has been decided.",
    "R1 Sharpen self-evaluation so that leaders know what helps",
]


@pytest.mark.parametrize("words", AREAS)
def test_an_area_for_improvement_needs_no_verb(pointed, words):
    text = f"Inspection of Larkby\n\nAreas for improvement\n\n{words}\n"

    assert [type_ for type_, _ in pointed(text, "inspection_report")] == ["recommendation"]


def test_what_a_home_must_do_by_regulation_is_a_recommendation(pointed):
    text = (
        "Inspection of a home\n\nStatutory requirements\n\n"
        "The registered person must ensure that staff are trained. (Regulation 33 (4))\n"
    )

    assert [type_ for type_, _ in pointed(text, "inspection_report")] == ["recommendation"]


def test_a_table_of_requirements_needs_no_heading_of_its_own(pointed):
    text = (
        "Inspection of a home\n\nWhat does the home need to do to improve?\n\nStatutory requirements\n"
        "This section lists the actions that must be taken.\n\n"
        "Requirement                                  Due date\n"
        "The registered person must see that checks are made. (Regulation 32 (3))      28 June 2024\n"
        "The care standard is that children are cared for. In particular, the standard requires the "
        "registered person to act. (Regulation 6)\n30 April 2024\n"
        "Appoint a manager. (Regulation 27)      12 July 2024\n\nHome details\n"
        "Responsible individual: Ann Cole\n"
    )

    found = [words for type_, words in pointed(text, "inspection_report") if type_ != "finding"]

    assert "The registered person must see that checks are made." in found
    assert "Appoint a manager." in found
    assert "In particular, the standard requires the registered person to act." in found
    assert not any("Due date" in words or "Ann Cole" in words for words in found)
    assert not any(words.startswith(("(", "30 April", "Statutory")) for words in found)


@pytest.mark.parametrize(
    "words",
    [
        "Caseloads in the team are unmanageable.",
        "It is hard for them to see brothers and sisters.",
        "Many live over 20 miles away from home.",
        "In two homes that inspectors visited, no one had been there for a year.",
        "Supervision of new staff is irregular.",
    ],
)
def test_criticism_needs_no_word_of_judgement(pointed, words):
    text = f"Inspection of Larkby\n\nMain findings\n\n{words}\n"

    assert [type_ for type_, _ in pointed(text, "inspection_report")] == ["finding"]


def test_what_leaders_should_do_is_a_recommendation_too(pointed):
    text = "Main findings\n\nPlans are weak, and leaders should see to it that they are shared.\n"

    found = [type_ for type_, _ in pointed(text, "inspection_report")]

    assert found == ["finding", "recommendation"]


def test_a_grade_in_a_table_is_no_recommendation(pointed):
    text = "Inspection of Larkby\n\nJudgement Grade\n\nThe impact of leaders Requires improvement to be good\n"

    assert pointed(text, "inspection_report") == []


NEUTRAL = [
    "Inspectors looked at the records of forty children.",
    "Inspectors met children, carers and staff.",
    "The inspection was carried out under the framework for inspecting services for children.",
]


@pytest.mark.parametrize("words", NEUTRAL)
def test_how_it_was_inspected_is_no_finding(pointed, words):
    text = f"Main findings\n\n1. {words}\n2. Plans are weak and late.\n"

    assert pointed(text, "inspection_report") == [("finding", "Plans are weak and late.")]


def test_what_is_said_about_the_inspection_has_no_cues(pointed):
    text = LIST + "\nInformation about this inspection\n\nThe team found a good welcome.\n"

    assert len(pointed(text, "inspection_report")) == 4
