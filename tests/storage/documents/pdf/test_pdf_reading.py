"""A PDF's lines become paragraphs, and each page knows where it begins."""

import pytest

from storage.documents import segment
from storage.documents.normalise import normalise
from storage.documents.readers.pdf import read_pdf

LONG = (
    "Officers visited the family twice in spring and wrote down what each child told them, "
    "but nobody passed the notes on to the team that had to decide, so the plan was made "
    "without them and had to be made again in the summer of that year."
)
SHORT = "The panel met once."


def paragraphs(source):
    return source.text.split("\n\n")


def test_lines_are_joined_into_paragraphs(make_pdf, laid_out):
    source = read_pdf(make_pdf(laid_out([LONG, SHORT, LONG])), "a.pdf")

    assert paragraphs(source) == [LONG, SHORT, LONG]
    assert source.media_type == "application/pdf"
    assert source.warnings == ()


def test_a_paragraph_that_a_page_cuts_is_joined_and_the_furniture_moved_behind_it(
    make_pdf, laid_out
):
    body = laid_out(["1. " + LONG])
    pages = [
        [*body[:3], (70, 30, "Report 12 of Elmford", 8), (500, 30, "1", 8)],
        [
            (70, 810, "Care in Elmford", 8),
            *[line._replace(y=790 - 14 * at) for at, line in enumerate(body[3:])],
            (70, 30, "Report 12 of Elmford", 8),
            (500, 30, "2", 8),
        ],
        [
            (70, 810, "Care in Elmford", 8),
            *laid_out(["2. " + SHORT]),
            (70, 30, "Report 12 of Elmford", 8),
            (500, 30, "3", 8),
        ],
        [
            (70, 810, "Care in Elmford", 8),
            *laid_out(["3. " + SHORT]),
            (70, 30, "Report 12 of Elmford", 8),
            (500, 30, "4", 8),
        ],
    ]
    source = read_pdf(make_pdf(*pages), "a.pdf")
    furniture = [source.text[start:end] for start, end in source.furniture]

    assert paragraphs(source)[0] == "1. " + LONG
    assert paragraphs(source)[1].split("\n") == furniture[:4]
    assert furniture[:2] == ["Report 12 of Elmford\t1", "Care in Elmford"]
    assert len(furniture) == 7
    assert source.text[source.pages[1] :].startswith(body[3].words)


def test_pages_begin_where_their_first_words_are(make_pdf, laid_out):
    source = read_pdf(make_pdf(laid_out([LONG]), [], laid_out([SHORT])), "a.pdf")

    assert source.pages == (0, len(LONG) + 2, len(LONG) + 2)
    assert source.warnings == ("no words on page 2",)


def test_a_numbered_paragraph_that_ends_a_line_and_a_page_with_a_stop_goes_on_by_its_indent(
    make_pdf,
):
    first = "4. Inspectors looked at all the plans that were made in the year before the visit."
    pages = [
        [(70, 100, "4.", 12), (95, 100, first[3:], 12)],
        [(95, 770, "They found most of them out of date and some of them missing.", 12)],
    ]
    source = read_pdf(make_pdf(*pages), "a.pdf")

    assert paragraphs(source) == [first + " " + pages[1][0][2]]


def test_headings_stay_lines_of_their_own(make_pdf):
    page = [
        (70, 770, "What needs to improve", 14, 1),
        (70, 752, "Plans come too late for most of the children whom they are made for, and", 12),
        (70, 738, "reviews too.", 12),
        (70, 712, "Leadership", 12, 1),
        (70, 698, "Leaders know this well.", 12),
    ]
    source = read_pdf(make_pdf(page), "a.pdf")

    assert paragraphs(source) == [
        "What needs to improve",
        "Plans come too late for most of the children whom they are made for, and reviews too.",
        "Leadership",
        "Leaders know this well.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the whole infor-", "mation was there", "the whole information was there"),
        ("a multi-", "agency team", "a multi-agency team"),
        ("pupils aged 10-", "17 years", "pupils aged 10-17 years"),
        ("the pre-", "and post-war years", "the pre- and post-war years"),
        ("Stoke-", "Mandeville", "Stoke-Mandeville"),
        ("decisions -", "all of them", "decisions - all of them"),
    ],
)
def test_words_split_at_line_ends_are_rejoined(make_pdf, before, after, joined):
    full = "Nobody had told them about it in good time, and so it came about that "
    page = [(70, 770, full + before, 12), (70, 756, after + ".", 12)]

    assert read_pdf(make_pdf(page), "a.pdf").text == full + joined + "."


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        (["key-|worker", "co-|operation", "sub-|group", "cross-|check"], "key-worker"),
        (["infor-|mation", "deci-|sion", "assess-|ment", "meas-|ured"], "information"),
    ],
)
def test_a_document_that_splits_no_words_keeps_its_hyphens(make_pdf, halves, whole):
    full = "Nobody had told them about it in good time, and so it came about that the "
    page, y = [(70, 790, "Every decision was made in time.", 12)], 760
    for half in halves:
        before, after = half.split("|")
        page += [(70, y, full + before, 12), (70, y - 14, after + " was gone.", 12)]
        y -= 60
    text = read_pdf(make_pdf(page), "a.pdf").text

    assert f"the {whole} was gone" in text


def test_ligatures_of_tex_are_letters(make_pdf):
    page = [(70, 770, "The de\x0cnition of an o\x0bence was \x0clled in", 12)]

    assert read_pdf(make_pdf(page), "a.pdf").text == "The definition of an offence was filled in"


def test_numbers_of_a_list_inside_a_paragraph_are_no_labels(make_pdf):
    page = [
        (70, 770, "1."),
        (95, 770, "The Council should do the following:"),
        (95, 745, "1."),
        (120, 745, "apologise;"),
        (95, 720, "2."),
        (120, 720, "pay."),
        (70, 695, "2."),
        (95, 695, "It should tell us when it has done so."),
    ]
    source = read_pdf(make_pdf(page), "a.pdf")
    parts = segment(source.text, "lgsco_decision")

    assert [each.label for each in parts.paragraphs] == ["1", None, None, "2"]


def test_a_bullet_of_a_sign_font_is_mended(make_pdf):
    page = [
        (70, 770, "n", 12, 2),
        (90, 770, "plans for children", 12),
        (70, 740, "n", 12, 2),
        (90, 740, "visits", 12),
    ]

    assert read_pdf(make_pdf(page), "a.pdf").text == "• plans for children\n\n• visits"


def test_a_bullet_printed_as_a_control_character_is_mended(make_pdf):
    page = [(70, 770, "\x7f", 12), (90, 770, "plans for children", 12)]

    assert read_pdf(make_pdf(page), "a.pdf").text == "• plans for children"


def test_numbers_that_stand_apart_are_put_back_and_said_so(make_pdf, laid_out):
    page = laid_out(["1. " + LONG, "2. " + SHORT, "3. " + LONG])
    marks = [words for words in page if words.words.endswith(".") and len(words.words) == 2]
    page = [words for words in page if words not in marks] + marks
    source = read_pdf(make_pdf(page), "a.pdf")

    assert paragraphs(source) == ["1. " + LONG, "2. " + SHORT, "3. " + LONG]
    assert source.warnings == ("3 list marks put back before the words",)


def test_numbers_that_cannot_be_put_back_are_reported(make_pdf, laid_out):
    page = [*laid_out([LONG, SHORT]), (70, 400, "1."), (70, 380, "2.")]
    source = read_pdf(make_pdf(page), "a.pdf")

    assert source.warnings == ("2 paragraph numbers apart from the words",)


def test_the_cells_of_a_row_are_parted_by_tabs(make_pdf):
    page = [
        (70, 700, "Judgement", 12, 1),
        (350, 700, "Grade", 12, 1),
        (70, 670, "The progress of children who need help", 12),
        (70, 655, "and protection", 12),
        (350, 670, "Requires improvement to", 12),
        (350, 655, "be good", 12),
        (70, 620, "Overall effectiveness", 12),
        (350, 620, "Good", 12),
    ]

    assert read_pdf(make_pdf(page), "a.pdf").text.replace("\n\n", "\n").split("\n") == [
        "Judgement\tGrade",
        "The progress of children who need help and protection\tRequires improvement to be good",
        "Overall effectiveness\tGood",
    ]


def test_two_columns_are_read_one_after_the_other(make_pdf):
    left = [f"left column line {number} goes on and" for number in range(12)]
    right = [f"right column line {number} goes on and" for number in range(12)]
    page = [
        *((70, 770 - 14 * at, words, 12) for at, words in enumerate(left)),
        *((320, 770 - 14 * at, words, 12) for at, words in enumerate(right)),
    ]

    assert " ".join(read_pdf(make_pdf(page), "a.pdf").text.split()) == " ".join(left + right)


def test_a_page_printed_in_no_order_is_read_from_the_top(make_pdf, laid_out):
    page = laid_out([LONG, SHORT, LONG, SHORT, LONG])
    mixed = page[::2][::-1] + page[1::2]

    assert read_pdf(make_pdf(mixed), "a.pdf").text == read_pdf(make_pdf(page), "a.pdf").text


def test_a_title_left_over_from_another_document_is_not_believed(make_pdf, laid_out):
    page = laid_out(["Inspection of Elmford", LONG])
    made = "/CreationDate (D:20240513120000Z)"
    own = read_pdf(make_pdf(page, about=f"/Title (Elmford inspection) {made}"), "a.pdf")
    left_over = read_pdf(make_pdf(page, about="/Title (Template of a report)"), "a.pdf")

    assert own.metadata == {"title": "Elmford inspection", "created_on": "2024-05-13"}
    assert left_over.metadata == {}


def test_a_page_printed_sideways_is_read_like_any_other(make_pdf, laid_out):
    source = make_pdf(laid_out([LONG, SHORT]))
    sideways = source.replace(b"1 0 0 1 70.00 ", b"0 1 -1 0 70.00 ")
    down = sideways
    for line in laid_out([LONG, SHORT]):
        down = down.replace(
            f"0 1 -1 0 70.00 {line.y:.2f}".encode(), f"0 1 -1 0 {800 - line.y:.2f} 70.0".encode()
        )

    assert read_pdf(down, "a.pdf").text == f"{LONG}\n\n{SHORT}"


def test_a_stamp_across_every_page_is_furniture_and_cuts_no_paragraph(make_pdf, laid_out):
    body = laid_out(["1. " + LONG])
    stamp = (200, 400, "DRAFT", 80)
    moved = [line._replace(y=line.y + 30) for line in body[3:]]
    source = make_pdf([*body[:3], stamp], [stamp, *moved])
    slope = source.replace(b"1 0 0 1 200.00", b"0.7 0.7 -0.7 0.7 200.00")
    found = read_pdf(slope, "a.pdf")

    assert paragraphs(found)[0] == "1. " + LONG
    assert [found.text[start:end] for start, end in found.furniture] == ["DRAFT", "DRAFT"]


def test_each_page_is_told(make_pdf, laid_out):
    told = []
    read_pdf(make_pdf(laid_out([LONG]), laid_out([SHORT])), "a.pdf", lambda *at: told.append(at))

    assert told == [(1, 2), (2, 2)]


def test_the_text_is_as_it_is_stored(make_pdf):
    page = [(70, 770, "The caf\xe9\xa0opened • late", 12)]
    text = read_pdf(make_pdf(page), "a.pdf").text

    assert text == "The café opened • late"
    assert normalise(text) == (text, ())
