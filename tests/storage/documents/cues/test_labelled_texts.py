"""Whole documents in which a reader marked every finding, remedy and recommendation.

``{F}``, ``{R}`` and ``{C}`` stand where such a sentence begins or what shows it in a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from storage.documents import payments, segment
from storage.documents.cues import cues
from storage.records import Segmentation

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
TYPES = {"F": "finding", "R": "remedy", "C": "recommendation"}


class Marked(NamedTuple):
    """A document and what a reader marked in it: type and beginning of the sentence."""

    kind: str
    text: str
    parts: Segmentation
    marks: set[tuple[str, int]]
    paid: list[float]


def load(path: Path) -> Marked:
    head, _, body = path.read_text().partition("\n---\n")
    labels = dict(line.split(": ", 1) for line in head.splitlines())
    text, places = "", []
    for words, mark in zip(*[iter([*re.split(r"\{([FRC])\}", body), ""])] * 2, strict=True):
        text += words
        places.append((TYPES.get(mark, ""), len(text)))
    parts = segment(text, labels["kind"])
    starts = [sentence.start for sentence in parts.sentences]
    marks = {
        (type_, starts[max(0, bisect_right(starts, place) - 1)]) for type_, place in places if type_
    }
    paid = [float(sum_) for sum_ in labels.get("payments", "").split(", ") if sum_]
    return Marked(labels["kind"], text, parts, marks, paid)


def pointed(marked: Marked) -> Iterator[tuple[str, int]]:
    for cue in cues(marked.text, marked.parts, marked.kind):
        yield cue.type, cue.start


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nine_in_ten_marked_sentences_are_found(path):
    marked = load(path)
    found = marked.marks & set(pointed(marked))

    assert len(found) >= 0.9 * len(marked.marks), sorted(marked.marks - found)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_most_of_what_is_pointed_at_is_right(path):
    marked = load(path)
    cued = set(pointed(marked))

    assert len(cued & marked.marks) >= 0.7 * len(cued), sorted(cued - marked.marks)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_payments_are_those_that_are_marked(path):
    marked = load(path)
    found = payments(marked.text, marked.parts, marked.kind)

    assert sorted(each.amount for each in found) == sorted(marked.paid)
