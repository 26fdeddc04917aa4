"""What any website puts around a page of whatever kind: menus, trails, feet of links."""

import pytest

from storage.documents import segment

TITLE = "Larkby Council (21 000 111)"
TEXT = "The complaint\n\n  1. Ms R says that nobody wrote to her.\n\nFinal decision\n\n  1. There was fault, and the Council will say sorry to her within a month of this decision of ours."
REVIEW = "Practice Review: Alder"
STORY = "Alder was two when the council lost sight of him, and nobody has said so until this review was written and read."


def boilerplate(text: str, kind: str) -> list[str]:
    return [text[each.start : each.end] for each in segment(text, kind).boilerplate]


@pytest.mark.parametrize(
    "head",
    [
        ["Fell Safeguarding Partnership", "Keeping children safe", "About us | Reviews | Training"],
        ["The Quiet Advocate", "About   Archive   Guest posts"],
        ["Home > Reviews > 2023"],
        ["You are here: Reviews / 2023"],
    ],
)
def test_a_menu_and_the_name_above_it_are_the_sites(head):
    text = "\n".join(head) + f"\n{REVIEW}\n\n{STORY}\n"

    assert boilerplate(text, "other") == head


def test_a_title_above_links_to_share_stays():
    text = f"{REVIEW}\n\nLinkedIn   X   Copy link\n\n{STORY}\n"

    assert boilerplate(text, "other") == ["LinkedIn   X   Copy link"]


FEET = [
    ["Was this page helpful? Yes No", "Larkby House, Fell Road"],
    ["Accessibility   Privacy   Cookies   Freedom of information"],
    ["Share: Facebook  Twitter  Email", "Related cases", "21 000 112 - Elm Council - Upheld"],
    ["Print this page", "LGO logo", "Share this decision", "Sign up for alerts"],
    ["Previous decision | Next decision", "Designed and built by Alder Digital"],
    ["Essential cookies", "These are needed for the page to work.", "Off On", "Save and close"],
    ["Rate this page   Good   Poor", "Larkby House, Fell Road", "Modern slavery | Data protection"],
    ["Report a problem with this page", "Fell Digital"],
    ["Download this report as a PDF (312 KB)", "Page last reviewed: 3 May 2023"],
]


@pytest.mark.parametrize("foot", FEET)
def test_from_the_first_line_of_a_sites_foot_all_is_the_sites(foot):
    text = f"{TITLE}\n\n{TEXT}\n\n" + "\n".join(foot)

    assert boilerplate(text, "lgsco_decision") == foot


def test_a_signature_below_a_way_back_to_the_top_is_the_decisions():
    text = f"{TITLE}\n\n{TEXT}\n\nBack to top\n\nInvestigator's decision on behalf of the Ombudsman"

    assert boilerplate(text, "lgsco_decision") == ["Back to top"]


@pytest.mark.parametrize(
    "line",
    [
        "Care Quality Commission, Citygate, Fell Road, Tarnborough TN1 4PA",
        "Local Government and Social Care Ombudsman, PO Box 1234, Tarnborough",
    ],
)
def test_a_senders_address_in_one_line_is_boilerplate(line):
    text = f"Inspection of Larkby\n\nwww.larkby.example\n\n{STORY}\n\n{line}"

    assert line in boilerplate(text, "inspection_report")


def test_what_stands_on_every_page_is_apart_from_the_paragraph_around_it():
    page = "26 April 2023                                                  {}\n202008871 Larkby Council\n"
    carers = ("aunt", "uncle", "sister", "grandfather")
    text = "SPSO decision report\n\n" + "".join(
        f"{number}. The council did not write to the {carer}, who then asked for money, and the {carer}\n"
        f"{page.format(number)}was told that there was none. That was wrong, as the head of the {carer}’s\n"
        "own team says now.\n"
        for number, carer in enumerate(carers, 1)
    )

    parts = segment(text, "spso_decision")
    found = boilerplate(text, "spso_decision")

    assert len(found) == 8
    assert {" ".join(each.split()[:2]) for each in found} == {"26 April", "202008871 Larkby"}
    assert [each.label for each in parts.paragraphs if each.label] == ["1", "2", "3", "4"]


def test_a_title_between_menu_and_day_is_the_documents():
    text = f"MENU\nHome   About   Learning\n{REVIEW}\nPublished March 2024\n\n{STORY}\n"

    assert boilerplate(text, "other") == [
        "MENU",
        "Home   About   Learning",
        "Published March 2024",
    ]


def test_a_label_with_a_bodys_name_is_no_title_that_a_site_stands_above():
    head = "Text size A A A\nHome\nOur findings\n"
    text = f"{head}Subject: Fostering\nCase Against: Tarn Council\nCase Reference Number: 2\n\n{STORY}\n"

    assert "Subject: Fostering" not in boilerplate(text, "ombudsman_other")


def test_a_press_release_ends_with_its_notes():
    notes = ["Notes to editors", "- The service is free.", "- Press office: 01632 960 118"]
    text = f"Girl’s file lost twice\n\n{STORY}\n\n“It was mine,” she told us on Friday.\n\n"

    assert boilerplate(text + "\n".join(notes), "press_ombudsman") == notes
