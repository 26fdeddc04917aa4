"""What websites and printers put around a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import read, segment
from storage.documents.readers.html import read_html

PROSE = "A council that lost a file twice has been told to say sorry to the girl whose file it was."
ARTICLE = (
    f"{PROSE}\n\n“It was mine,” she told this newspaper on Friday, when the ruling was printed."
)


def _boilerplate(text, kind="press_ombudsman"):
    found = segment(text, kind).boilerplate
    return [text[passage.start : passage.end] for passage in found]


@pytest.mark.parametrize(
    "line",
    [
        "By Jo Moss",
        "Jo Moss\nEducation correspondent",
        "14:06, 22 JUL 2020",
        "Sun 6 Mar 2022 09.00 GMT",
        "Home   News   Article",
        "Jo Moss 08 November 2018",
        "Last Updated: Thursday, 26 July 2007, 10:21 GMT 11:21 UK",
        "Photo: Ann Cole",
    ],
)
def test_bylines_dates_and_credits_above_an_article_are_boilerplate(line):
    text = f"Girl’s file lost twice\n\n{line}\n\n{ARTICLE}"

    assert "\n".join(_boilerplate(text)) == line


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Ferry late again",
        "Sign up to our daily newsletter here",
        "Get the latest news straight to your inbox",
        "The town hall (Image: Tarn Post)",
        "- Advertisement -",
        "Upper Tarn Council offices",
        "NEWS   POLITICS   IN YOUR AREA   SPORT",
        "By using this site, you agree to our terms",
        "Something went wrong, please try again later.",
        "Follow Tarn Post on Facebook",
        "Listen to our podcast, Tarn Talks",
        "READ MORE\nFerry late again\nBakery opens a second shop",
    ],
)
def test_notes_between_paragraphs_are_boilerplate(line):
    assert "\n".join(_boilerplate(f"{PROSE}\n\n{line}\n\n{ARTICLE}")) == line


@pytest.mark.parametrize(
    "line",
    [
        "The council asked families to sign the form and read more about it in the library.",
        "'Not good enough'",
        "Share the load",
        "It paid £300 for the photograph: the only one of her mother that was ever found.",
    ],
)
def test_an_article_s_own_words_stay(line):
    assert _boilerplate(f"{PROSE}\n\n{line}\n\n{ARTICLE}") == []


def test_short_lines_below_the_last_paragraph_are_the_page_s_foot():
    text = f"{ARTICLE}\n\nMore on this story\n\nFerry late again\n\nTarn Valley"

    assert _boilerplate(text) == ["More on this story", "Ferry late again", "Tarn Valley"]


def test_a_foot_ends_where_somebody_speaks():
    said = 'A charity, Sibs of Tarn, called it "sadly no surprise".'
    text = f"{PROSE}\n\nMore on this story\nTwins meet again\n\n{said}\n\n{ARTICLE}"

    assert _boilerplate(text) == ["More on this story", "Twins meet again"]


@pytest.mark.parametrize(
    "head",
    [
        "Local Government and Social Care Ombudsman   I   www.lgo.org.uk",
        "The Tarn Public Services Ombudsman\n3 Mere Place\nTARN\nTA1 6HN\nTel: 01632 960011",
    ],
)
def test_a_letterhead_is_boilerplate(head):
    text = f"A complaint against\nTarn Trust\n\n{head}\n\nThe complaint\n\n1. Ms B complained.\n"

    assert "\n".join(_boilerplate(text, "ombudsman_other")) == head


def test_the_name_of_an_ombudsman_alone_is_no_letterhead():
    text = (
        "Tarn Public Services Ombudsman\n\nA complaint against Tarn Trust\n\n1. Ms B complained.\n"
    )

    assert _boilerplate(text, "ombudsman_other") == []


def test_an_article_on_cookies_keeps_them():
    text = f"{PROSE}\n\nThe website of Tarn Council set cookies without asking, the watchdog found."

    assert _boilerplate(text) == []


def test_page_numbers_and_the_lines_beside_them_are_boilerplate():
    text = (
        "What I found\n\n1. One.\n\n2\nFinal decision\n\n2. Two.\n\n3\nFinal decision\n\n3. Three."
    )

    assert _boilerplate(text, "lgsco_decision") == ["2", "Final decision", "3", "Final decision"]


def test_a_number_alone_on_its_line_may_be_the_document_s():
    assert _boilerplate("The complaint\n\nChildren\n\n4\n\n1. One.", "lgsco_decision") == []


def test_a_page_s_list_of_its_sections_is_boilerplate():
    text = "Tarn Council (22 003 118)\n- The complaint\n- What I found\nThe complaint\n- Mr B complains."

    assert _boilerplate(text, "lgsco_decision") == ["- The complaint", "- What I found"]


def test_a_site_s_parts_of_a_page_are_boilerplate():
    page = f"""<html><body><header>Tarn Post</header><main><h1>File lost</h1><p>{PROSE}</p>
    <div class="share-bar"><p>Send it on</p></div><p>{PROSE}</p></main>
    <footer><ul><li>Jobs</li></ul></footer></body></html>"""

    reading = read(page.encode(), "page.html")
    found = [reading.text[each.start : each.end] for each in reading.segmentation.boilerplate]

    assert found == ["Tarn Post", "Send it on", "• Jobs"]


def test_a_part_with_the_headline_is_the_article_s():
    page = f"<html><body><header><p>Tarn</p><h1>File lost</h1></header><p>{PROSE}</p></body></html>"

    assert read_html(page).furniture == ()


def test_a_part_that_is_nearly_the_whole_page_is_the_article_s():
    page = f'<html><body><div class="sidebar"><p>{PROSE}</p></div><p>End.</p></body></html>'

    assert read_html(page).furniture == ()


TAGS = st.sampled_from(
    ["<div class='share'>", "</div>", "<footer>", "</footer>", "<main>", "<h1>", "</h1>", "<p>"]
)


@given(st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=30))
def test_parts_of_wild_pages_lie_inside_the_text(pieces):
    source = read_html("<html><body>" + "".join(pieces))

    assert all(0 <= start < end <= len(source.text) for start, end in source.furniture)


def test_what_staff_are_to_share_is_no_button():
    assert _boilerplate("Agreed action\n\n• share this with all staff.", "lgsco_decision") == []


def test_cookies_named_at_the_top_leave_the_article_below_alone():
    text = f"Larkby Gazette\nCookie settings\n\nGirl’s file lost twice\n\n{ARTICLE}"

    assert PROSE not in "\n".join(_boilerplate(text))


def test_links_side_by_side_in_one_line_are_boilerplate():
    text = f"Girl’s file lost twice\n\nPrint this article    Share | Tweet\n\n{ARTICLE}"

    assert "Print this article    Share | Tweet" in _boilerplate(text)
