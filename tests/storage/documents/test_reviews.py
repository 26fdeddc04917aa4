"""Reviews of practice: which agencies they look at, when they were agreed, how they are numbered."""

import pytest

from storage.documents import read

TOP = "Local Child Safeguarding Practice Review: Alder\nLead reviewer: Ann Cole\n"
TEXT = (
    "\nAlder was two when he was hurt. The review looks at what was done for him by {}.\n\n"
    "What we found\n\n1. Before the birth\nThe referral should have led to an assessment, and it did "
    "not lead to one for four months.\n\n2. Fathers\nNobody in any agency wrote down a single "
    "talk with his father, who lived there.\n"
)


def reviewed(agencies: str = "all agencies", top: str = TOP):
    return read((top + TEXT.format(agencies)).encode(), "x.txt")


@pytest.mark.parametrize(
    ("agencies", "names"),
    [
        (
            "agencies: Fell Council (social care and housing), Fell Police and Tarn NHS Trust",
            ("Fell Council", "Fell Police", "Tarn NHS Trust"),
        ),
        (
            "practitioners from Fell County Council, Mid-Fell Constabulary and the nursery",
            ("Fell County Council", "Mid-Fell Constabulary"),
        ),
        ("agencies in Fell", ()),
        ("Fell Council, with no word from agencies", ()),
    ],
)
def test_the_agencies_that_took_part_are_respondents(agencies, names):
    assert reviewed(agencies).respondents == names


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Agreed by the Partnership on 12 July 2023", "2023-07-12"),
        ("Report signed off on 3 May 2022", "2022-05-03"),
        ("Published March 2024", "2024-03"),
        ("The father was born on 3 May 2002", None),
    ],
)
def test_the_day_of_a_review_is_when_it_was_agreed(line, day):
    assert reviewed(top=f"{TOP}{line}\n").decision_date == day


def test_numbers_of_headings_are_no_paragraphs():
    parts = reviewed().segmentation

    assert [each.label for each in parts.paragraphs if each.label] == []
    assert [each.title for each in parts.sections][-2:] == ["1. Before the birth", "2. Fathers"]


def test_a_text_of_another_sort_names_no_agencies():
    assert reviewed("Fell Council and Fell Police", top="Minutes of the board\n").respondents == ()
