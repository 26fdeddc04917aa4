"""Whatever the bytes are: a reading whose every passage is a slice, or a refusal."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import (
    fill,
    read,
    segment,
    segmentation_from_json,
    segmentation_to_json,
)
from storage.documents.fills import RULES
from storage.documents.kinds import KINDS
from storage.documents.normalise import normalise
from storage.errors import SourceError
from storage.records import Passage, Reading, Segmentation

PIECES = [
    "Oakley Council (20 001 222)",
    "Category : A > B",
    "Decision :",
    "Decision date : 12 Feb 2020",
    "The complaint",
    "Final decision",
    "1. ",
    "  2. ",
    "    • ",
    "- ",
    "Back to top",
    "SPSO decision report",
    "Case: 202001230, A Council",
    "Summary",
    "The ombudsman said: “No. 4 was late.” ",
    "councils in Ash, Elm and Oak",
    "Ofsted inspectors found Ash council inadequate. ",
    "He paid £1.3million, e.g. to Mr. B. ",
    "By Jo Marsh jo@example.org",
    "The Daily Comet",
    "draft decision",
    "cookies on this website",
    "within one month of 3 May",
    "it has agreed to",
    "and went on without a stop",
    "\n",
    "\n\n",
    " \n\t",
    "\u00a0",
    "e\u0301",
    "ſ",
    "İ",
    "\u2028",
    "\x0c",
]
documents = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)
pages = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ol>",
            "<li>",
            "</ol>",
            "<table>",
            "<td>",
            "<dt>",
            "<dd>",
            "<title>",
            "<nav>",
            "<script>",
            "<!--",
            "-->",
            "<a href='x'>",
            "<b x='",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "<pre>",
            "< ",
            ">",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)
names = st.sampled_from(["a.txt", "a.md", "a.html", "a"])


def check(text: str, parts: Segmentation) -> None:
    """Every promise that a segmentation makes about its text."""
    for section in parts.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert section.title
    previous = 0
    for paragraph in parts.paragraphs:
        assert previous <= paragraph.start < paragraph.end <= len(text)
        assert not text[previous : paragraph.start].strip()
        assert paragraph.section is None or 0 <= paragraph.section < len(parts.sections)
        previous = paragraph.end
    assert not text[previous:].strip()
    check_sentences(text, parts)
    assert list(parts.boilerplate) == sorted(parts.boilerplate, key=lambda passage: passage.start)


def check_sentences(text: str, parts: Segmentation) -> None:
    """Sentences are ordered, lie in one paragraph each, and leave out only list marks."""
    sentences = list(parts.sentences)
    for paragraph in parts.paragraphs:
        at = paragraph.start
        while sentences and sentences[0].start < paragraph.end:
            sentence = sentences.pop(0)
            left_out = text[at : sentence.start].strip()
            assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            assert (
                not left_out
                or at == paragraph.start
                and re.fullmatch(r"[\w().\[\]]{1,12}|\W", left_out)
            )
            assert (
                text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
            )
            at = sentence.end
        assert at == paragraph.end
    assert not sentences


def check_reading(reading: Reading) -> None:
    """Every promise that a reading makes."""
    assert normalise(reading.text) == (reading.text, ())
    assert reading.title.strip()
    assert "\n" not in reading.title
    for proposal in reading.proposals:
        assert proposal.passage is None or proposal.passage.end <= len(reading.text)
        assert proposal.value
    check(reading.text, reading.segmentation)


def read_or_refuse(source: bytes, name: str) -> None:
    try:
        reading = read(source, name)
    except SourceError:
        return
    check_reading(reading)


@settings(deadline=None)
@given(st.binary(max_size=300), names)
def test_any_bytes_are_read_or_refused(source, name):
    read_or_refuse(source, name)


@settings(max_examples=300)
@given(documents, names)
def test_any_document_is_read_or_refused(text, name):
    read_or_refuse(text.encode("utf-8", errors="replace"), name)


@given(pages)
def test_any_page_is_read_or_refused(page):
    read_or_refuse(("<html>" + page).encode("utf-8", errors="replace"), "page.html")


@given(documents, st.sampled_from([*KINDS, "a_study_kind"]))
def test_any_text_is_cut_without_loss(text, kind):
    stored = normalise(text)[0]
    parts = segment(stored, kind)

    check(stored, parts)
    assert segmentation_from_json(segmentation_to_json(parts)) == parts


@given(documents.filter(str.strip), st.sampled_from(RULES), st.sampled_from(KINDS), st.data())
def test_any_passage_can_be_asked(text, rule, kind, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    answer = fill(rule, text, segment(text, kind), kind, Passage(start, end))

    types = {"amount": float, "complaint_handling": bool}
    assert answer is None or isinstance(answer, types.get(rule, str))


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)[0]

    assert normalise(once) == (once, ())


@pytest.mark.parametrize(
    "unit", ["...", ". A", "Aa ", "(", "“", "Aa Council ", ", Aa", "1. ", "e.g. ", "£1,"]
)
def test_long_monotony_takes_no_longer_than_prose(unit):
    read_or_refuse(f"Ofsted said the council {unit * 30_000}".encode(), "long.txt")
