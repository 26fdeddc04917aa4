"""Word files: what is printed comes out, with its numbers; what is dangerous does not get in."""

import pytest

from storage.documents import read
from storage.documents.readers import read_source
from storage.documents.readers.docx import MEDIA_TYPE
from storage.errors import SourceError


def text(source: bytes) -> str:
    return read_source(source, "letter.docx").text


def test_headings_paragraphs_and_tables_are_lines_of_text(docx, p, rows):
    source = docx(
        p("What we found", style="Heading1")
        + p("The office did nothing &amp; said so.")
        + rows(("Area", "Grade"), ("Leadership", "Good"))
    )

    assert text(source).split("\n\n")[:2] == [
        "What we found",
        "The office did nothing & said so.",
    ]
    assert "Leadership | Good" in text(source)


def test_numbers_go_on_across_headings_as_they_are_printed(docx, p):
    source = docx(
        p("The complaint", style="Heading1")
        + p("She complained.", 1)
        + p("He did too.", 1)
        + p("What I found", style="Heading1")
        + p("It was late.", 1)
        + p("by a week, and", 1, 1)
        + p("by a month;", 1, 1)
        + p("as they said.", 1, 2)
        + p("It was sorry.", 1)
        + p("again late.", 1, 1)
    )

    lines = [line for line in text(source).split("\n") if line]
    assert lines == [
        "The complaint",
        "1. She complained.",
        "2. He did too.",
        "What I found",
        "3. It was late.",
        "(a) by a week, and",
        "(b) by a month;",
        "i) as they said.",
        "4. It was sorry.",
        "(a) again late.",
    ]


def test_numbers_of_chapters_have_the_chapter_in_them(docx, p):
    source = docx(p("Findings", 2) + p("Late.", 2, 1) + p("Later.", 2, 1) + p("Remedy", 2))

    assert text(source).split("\n\n") == ["4 Findings", "4.1 Late.", "4.2 Later.", "5 Remedy"]


def test_a_list_that_begins_anew_does(docx, p):
    source = docx(p("One.", 1) + p("Two.", 1) + p("Other one.", 4) + p("Other two.", 4))

    assert text(source).split("\n\n") == ["1. One.", "2. Two.", "1. Other one.", "2. Other two."]


def test_a_style_puts_its_paragraphs_into_a_list_and_a_paragraph_may_leave_it(docx, p):
    source = docx(
        p("One.", style="Counted")
        + p("Not counted.", 0, style="Counted")
        + p("Two.", style="CountedToo")
    )

    assert text(source).split("\n\n") == ["1. One.", "Not counted.", "2. Two."]


def test_bullets_stay_bullets(docx, p):
    assert "• a letter\n• a visit" in text(docx(p("It needs") + p("a letter", 3) + p("a visit", 3)))


def test_points_below_a_numbered_paragraph_are_set_in(docx, p):
    source = docx(p("It will:", 1) + p("say sorry;", 3, 1) + p("pay.", 3, 1) + p("By May.", 1))

    assert text(source) == "1. It will:\n\n    • say sorry;\n    • pay.\n\n2. By May."


def test_what_was_taken_out_stays_out_and_what_was_put_in_is_read(docx, p):
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('It was')}<w:ins>{run.format(' late')}</w:ins><w:del><w:r><w:delText> early</w:delText></w:r></w:del></w:p>"

    assert text(docx(body)) == "It was late"


def test_the_file_without_lists_needs_no_numbering(docx, p):
    source = docx(p("One.", 1), numbering=None, styles=None)

    assert "One." in text(source)


def test_what_the_file_says_of_itself_is_metadata(docx, core, p):
    found = read_source(docx(p("A letter."), core=core("Mr A and Ash Council")), "letter.docx")

    assert found.media_type == MEDIA_TYPE
    assert found.metadata == {
        "title": "Mr A and Ash Council",
        "author": "A Writer",
        "created_on": "2021-07-05",
        "modified_on": "2022-01-02",
    }


@pytest.mark.parametrize("title", ["", "Document1", "Microsoft Word - old.doc", "final.docx"])
def test_what_word_makes_up_is_no_title(docx, core, p, title):
    found = read_source(docx(p("A letter."), core=core(title, "lately")), "letter.docx")

    assert "title" not in found.metadata
    assert "modified_on" not in found.metadata


def test_what_it_is_its_bytes_say(docx, p):
    assert text(docx(p("A letter."))) == read(docx(p("A letter.")), "letter.txt").text


def test_notes_stand_at_the_end_without_their_arrow(docx, p):
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("It was late.").replace("</w:p>", note + "</w:p>")
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="2">{p("By a week.")}</w:footnote></w:footnotes>'
    )

    found = text(docx(body, footnotes=notes))

    assert "By a week." in found
    assert "\u2191" not in found


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<w>&b;</w>"
)


@pytest.mark.parametrize("part", [BOMB, BOMB.encode("utf-16")])
@pytest.mark.parametrize("place", ["document", "core", "numbering", "footnotes"])
def test_entities_are_refused_in_every_part(docx, p, place, part):
    with pytest.raises(SourceError, match=r"letter\.docx declares XML entities"):
        text(docx(p("A letter."), **{place: part}))


def test_a_file_that_unpacks_to_far_too_much_is_refused(docx, p):
    with pytest.raises(SourceError, match="more than 40 MB"):
        text(docx(p("A letter."), footnotes=b" " * 41_000_000))


@pytest.mark.parametrize(
    "parts",
    [
        {"document": None},
        {"document": "<w:document"},
        {"document": "<p>Not Word</p>"},
        {"numbering": "<w:numbering"},
        {"core": "nothing"},
        {"styles": b"\xff\xfe\xff"},
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(docx, p, parts):
    with pytest.raises(SourceError, match=r"letter\.docx (is a damaged Word file|has no words)"):
        text(docx(p("A letter.", 1), **{"settings": "<a/>", **parts}))


def test_any_depth_of_tables_is_read_or_refused(docx, p):
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + p("Deep.") + "</w:tc></w:tr></w:tbl>" * 3_000

    with pytest.raises(SourceError, match="damaged Word file"):
        text(docx(deep))


def test_a_truncated_file_is_refused(docx, p):
    with pytest.raises(SourceError, match="damaged or cut short"):
        text(docx(p("A letter."))[:-40])


def test_a_file_without_words_is_refused(docx, p):
    with pytest.raises(SourceError, match="has no words"):
        text(docx(p("")))
