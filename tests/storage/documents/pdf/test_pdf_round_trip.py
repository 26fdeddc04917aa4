"""Paragraphs that are set on pages come back as they were, wherever lines and pages end."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from storage.documents.normalise import normalise
from storage.documents.readers.pdf import read_pdf

WORDS = st.sampled_from(
    ["children", "plans", "of", "the", "visit", "a", "14", "had", "2019", "agreed", "assessments"]
    + ["Elmford", "because", "nobody", "were", "not", "finished", "by", "social", "workers"]
)
# A lone letter and its stop at the beginning of a line would be a list's.
SENTENCES = (
    st.lists(WORDS, min_size=3, max_size=40)
    .filter(lambda words: len(words[-1]) > 1)
    .map(lambda words: "So " + " ".join(words) + ".")
)
PARAGRAPHS = st.lists(
    st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=7
)
HEAD = "Report on Elmford"
BOTTOM = 640.0
"""So high that a page holds few lines and most paragraphs are cut."""


def paged(words):
    """The lines of one long page on pages of few lines, each with its head and number."""
    pages, page, moved = [], [], 0.0
    for line in words:
        if line.y + moved < BOTTOM and line.y + moved != page[-1].y:
            pages.append(page)
            page, moved = [], 770 - line.y
        page.append(line._replace(y=line.y + moved))
    pages.append(page)
    return [
        [(70, 815, HEAD, 8), *lines, (300, 30, str(number), 8)]
        for number, lines in enumerate(pages, 1)
    ]


def edges(pages):
    """What stands first and last on each page, inside of its head and number."""
    ends = [(page[1].words, page[-2].words) for page in pages]
    return [[re.sub(r"\d+", "#", words) for words in edge] for edge in zip(*ends, strict=True)]


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_numbered_paragraphs_come_back_whole(make_pdf, laid_out, given_paragraphs):
    paragraphs = [f"{number}. {words}" for number, words in enumerate(given_paragraphs, 1)]
    pages = paged(laid_out(paragraphs))
    # A line by itself that two pages begin or end with is theirs, for all that anybody can see.
    assume(all(len(set(edge)) == len(edge) for edge in edges(pages)))
    source = read_pdf(make_pdf(*pages), "a.pdf")
    printed = {HEAD, *(source.text[start:end] for start, end in source.furniture)}
    body = [line for line in source.text.split("\n") if line and line not in printed]

    assert body == paragraphs
    assert len(source.pages) == len(pages)
    assert normalise(source.text) == (source.text, ())
    assert len(source.furniture) == (2 * len(pages) if len(pages) > 1 else len(source.furniture))


def test_words_that_two_pages_end_with_stay_in_their_paragraph(make_pdf, laid_out):
    words = "1. So " + "nobody had finished the plans of the visit because " * 40 + "of 14 plans."
    pages = paged(laid_out([words]))
    source = read_pdf(make_pdf(*pages), "a.pdf")

    printed = [source.text[start:end] for start, end in source.furniture]
    assert any(len(set(edge)) < len(edge) for edge in edges(pages))
    assert {line for line in printed if not line.isdecimal()} == {HEAD}
    assert [line for line in source.text.split("\n") if line and line not in printed] == [words]
