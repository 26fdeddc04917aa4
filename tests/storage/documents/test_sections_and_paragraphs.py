"""Sections, paragraph labels as printed, folded lines and boilerplate."""

import pytest

from storage.documents import segment


def blocks(text: str, kind: str = "other") -> list[str]:
    return [text[part.start : part.end] for part in segment(text, kind).paragraphs]


def labels(text: str, kind: str = "lgsco_decision") -> list[str | None]:
    return [part.label for part in segment(text, kind).paragraphs]


def furniture(text: str, kind: str = "other") -> list[str]:
    return [text[part.start : part.end] for part in segment(text, kind).boilerplate]


def test_sections_are_those_of_the_author_with_their_own_headings(lgsco):
    assert [section.title for section in lgsco.segmentation.sections] == [
        "The Ombudsman's final decision:",
        "The complaint",
        "The Ombudsman’s role and powers",
        "How I considered this complaint",
        "What I found",
        "What happened",
        "Analysis – was there fault?",
        "Agreed action",
        "Final decision",
    ]


def test_numbering_restarts_with_the_section(lgsco, numbered):
    assert numbered(lgsco.segmentation) == [
        ("The complaint", "1"),
        ("The Ombudsman’s role and powers", "1"),
        ("How I considered this complaint", "1"),
        ("How I considered this complaint", "2"),
        ("What happened", "1"),
        ("What happened", "2"),
        ("What happened", "3"),
        ("Analysis – was there fault?", "1"),
        ("Analysis – was there fault?", "2"),
        ("Agreed action", "1"),
        ("Agreed action", "2"),
        ("Final decision", "1"),
    ]


def test_a_heading_is_the_paragraph_that_opens_its_section(lgsco):
    parts = lgsco.segmentation
    opening = {part.start: part.section for part in parts.paragraphs}

    assert [opening[section.start] for section in parts.sections] == list(range(9))


def test_a_section_ends_before_the_foot_of_the_page(lgsco):
    last = lgsco.segmentation.sections[-1]
    foot = [part for part in lgsco.segmentation.paragraphs if part.start > last.end]

    assert lgsco.text[: last.end].endswith("on behalf of the Ombudsman")
    assert {part.section for part in foot} == {None}


def test_scottish_sections_are_summary_and_recommendations(spso):
    assert [section.title for section in spso.segmentation.sections] == [
        "Summary",
        "Recommendations",
        "What we asked the organisation to do in this case:",
        "What we said should change to put things right in future:",
    ]


def test_an_article_has_crossheads_but_its_headline_is_none():
    text = (
        "Council told to pay\n\nBy Jo Marsh\n\n"
        + "The ombudsman said the council had waited far too long to answer a mother. " * 2
        + "\n\nWhat went wrong\n\nNobody read the letters that she had sent to the council office.\n"
    )

    assert [part.title for part in segment(text, "press_ombudsman").sections] == ["What went wrong"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. One.\n2) Two.\n(3) Three.", ["1", "2", "3"]),
        ("1.1 Above.\n1.2. Below.\n1.5 million people.", ["1.1", "1.2", None]),
        ("  1. One.\n    • point\n      1. deeper\n  2. Two.", ["1", None, None, "2"]),
        ("a) one\nii. two\n- three\n* four\n• five", [None] * 5),
        ("12 March 2020\n2019 was long.\n5.5 hours", [None] * 3),
    ],
)
def test_labels_are_as_printed_and_sub_points_have_none(text, expected):
    assert labels(text) == expected


def test_a_line_is_a_paragraph_where_lines_are_not_folded():
    assert blocks("Body: A Council\nDate: May\n\nWords.\nMore words.") == [
        "Body: A Council",
        "Date: May",
        "Words.",
        "More words.",
    ]


FOLDED = """The council waited for a long time before it
answered the letter that Mrs B had sent to it, and
when it did the answer was about another matter.
She wrote again.

  1. It said that the first letter had never come to
     its office at all.
  2. It was sorry.
"""


def test_folded_lines_are_one_paragraph():
    assert blocks(FOLDED) == [
        FOLDED[: FOLDED.index("\n\n")],
        "1. It said that the first letter had never come to\n     its office at all.",
        "2. It was sorry.",
    ]


def test_a_list_of_long_lines_is_not_folded():
    text = (
        "The council will:\napologise to her for all of it;\npay her for what she lost; and\nwrite."
    )

    assert blocks(text) == text.split("\n")


def test_boilerplate_is_found_where_it_stands(lgsco, quotes):
    lines = quotes(lgsco.text, lgsco.segmentation.boilerplate)

    assert lines == ["Back to top"] * 6 + [
        "Print this page",
        "LGO logogram",
        "Review your privacy settings",
        "Required cookies",
        "These cookies keep our pages working. Turn them off in your browser if you must.",
        "Save settings",
    ]


def test_a_site_notice_stands_above_a_scottish_heading(spso, quotes):
    assert quotes(spso.text, spso.segmentation.boilerplate) == [
        "Our office is shut on Monday 2 May. We apologise to anyone who calls."
    ]


def test_an_article_has_masthead_byline_and_teasers(read_text, quotes):
    reading = read_text("press_ombudsman")

    assert quotes(reading.text, reading.segmentation.boilerplate) == [
        "The Larkby Courier",
        "By Jo Marsh, local democracy reporter",
        "Read the full report here.",
        "READ MORE: Buses cut again",
    ]


def test_a_print_from_a_news_service_has_its_list_of_papers(read_text, quotes):
    reading = read_text("press_one_inspection")

    assert quotes(reading.text, reading.segmentation.boilerplate) == [
        "Wendle Valley Herald",
        "- PAT OKORO news@wendleherald.example",
        "Newspapers in English",
        "Newspapers from United Kingdom",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Page 3 of 12",
        "3 of 7",
        "Published: 4 May 2020",
        "Image caption The town hall",
        "© Crown copyright 2018",
        "This website uses cookies to see which pages are read.",
        "Share on Facebook",
        "Sign up for our newsletter",
        "READ MORE",
    ],
)
def test_lines_of_the_page_are_boilerplate(line):
    assert furniture(f"Words of it.\n\n{line}\n\nMore words.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter to her again and she cried.",
        "We share this view.",
        "Published figures show a rise of 3 in 10.",
        "The council's website was down.",
        "By the time it wrote, she had moved.",
        "She searched the page.",
    ],
)
def test_sentences_that_only_begin_like_furniture_stay(line):
    assert furniture(f"Words of it.\n\n{line}\n\nMore words.") == []


def test_the_headline_below_read_more_is_a_teaser():
    text = "Words of it.\n\nREAD MORE\nBuses cut again in town\n\nMore words."

    assert furniture(text, "press_ombudsman") == ["READ MORE", "Buses cut again in town"]


def test_a_report_is_cut_at_its_numbered_headings():
    said = "Families wait for months, and what troubles them grows while they do."
    text = (
        "Inspection of Elmshire\n\n1. Introduction\n\n"
        + said
        + "\n\n2. Summary\n\n2.1 "
        + said
        + "\n\n2.2 "
        + said
        + "\n\n3. Prevention\n\n3.1 "
        + said
    )
    found = segment(text, "inspection_report")

    assert [section.title for section in found.sections] == [
        "1. Introduction",
        "2. Summary",
        "3. Prevention",
    ]
    assert [part.label for part in found.paragraphs if part.label] == ["2.1", "2.2", "3.1"]


def test_a_table_of_contents_and_an_inspectorates_address_are_furniture():
    said = "The council has got better since we came, and the children there are safe now."
    contents = "Contents\n\nSummary 2\nFindings 3\n\n"
    address = "Ofsted\nAgora\nNottingham\nNG1 6HJ\n\n"

    assert furniture(f"{contents}{said}", "ombudsman_other") == [
        "Contents",
        "Summary 2",
        "Findings 3",
    ]
    assert furniture(f"{address}Dear Ms Moss\n\n{said}", "inspection_report") == [
        "Ofsted",
        "Agora",
        "Nottingham",
        "NG1 6HJ",
    ]


def test_a_sites_menu_is_furniture_and_the_text_below_it_is_not():
    said = "If you think that the council has got things wrong, you have a right to say so."

    assert furniture(f"Home\nGet advice\nOur work\nDonate\n\nHow to complain\n\n{said}") == [
        "Home",
        "Get advice",
        "Our work",
        "Donate",
    ]
