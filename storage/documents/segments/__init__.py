"""Cuts a text into sections, paragraphs, sentences and boilerplate.

Every block of text is in exactly one paragraph: a heading is a paragraph that starts where its
section starts. A paragraph begins at its list mark, its first sentence after it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from storage.documents.segments.blocks import Block, blocks
from storage.documents.segments.detached import with_detached_numbers
from storage.documents.segments.furniture import find_furniture
from storage.documents.segments.headings import find_headings
from storage.documents.segments.numbering import (
    is_numbered_heading,
    paragraph_labels,
    split_at_numbers,
)
from storage.documents.segments.packing import (
    SEGMENTATION_VERSION,
    Structure,
    pack,
    segmentation_from_json,
    segmentation_to_json,
    sentence_at,
    stored_boilerplate,
    stored_sentences,
    unfold,
)
from storage.documents.segments.sentences import add_sentences, breaks_of
from storage.records import Passage, Segmentation

__all__ = [
    "SEGMENTATION_VERSION",
    "Structure",
    "pack",
    "segment",
    "segmentation_from_json",
    "segmentation_to_json",
    "sentence_at",
    "stored_boilerplate",
    "stored_sentences",
    "structure_of",
    "unfold",
]

_NUMBERED_IN_TEXT = "ombudsman_other"
"""The kind whose pages may print paragraph numbers in the running text."""


def segment(
    text: str, kind: str, pages: Sequence[int] = (), given: Sequence[Passage] = ()
) -> Segmentation:
    """Cut a stored text of one kind.

    Args:
        text: The stored text.
        kind: Its kind.
        pages: Where each page begins.
        given: What is known to be boilerplate.
    """
    spans = [(passage.start, passage.end) for passage in given]
    return unfold(structure_of(text, kind, pages, spans))


def structure_of(
    text: str, kind: str, pages: Sequence[int] = (), given: Sequence[tuple[int, int]] = ()
) -> Structure:
    """Cut a stored text of one kind, into plain numbers.

    Args:
        text: The stored text.
        kind: Its kind.
        pages: Where each page begins.
        given: Start and end of what is known to be boilerplate.
    """
    found = with_detached_numbers(text, blocks(text))
    if kind == _NUMBERED_IN_TEXT:
        found = split_at_numbers(text, found)
    furniture = find_furniture(text, found, kind) | _given(found, given)
    headings = find_headings(text, found, furniture, kind)
    body = _body_end(found, furniture)
    sentences: list[int] = []
    breaks = breaks_of(text)
    for block in found:
        add_sentences(text, block.words, block.end, kind, sentences, breaks)
    boilerplate: list[int] = []
    for index in sorted(furniture):
        boilerplate += (found[index].start, found[index].end)
    return Structure(
        _sections(text, found, headings, body),
        _paragraphs(text, found, headings, body),
        sentences,
        boilerplate,
        pages,
        list(chain.from_iterable(given)),
    )


def _given(found: list[Block], given: Sequence[tuple[int, int]]) -> set[int]:
    """The indexes of the blocks that lie in what is given as boilerplate."""
    starts = [start for start, _ in given]
    return {
        index
        for index, block in enumerate(found if given else ())
        if (place := bisect_right(starts, block.start)) and block.end <= given[place - 1][1]
    }


def _body_end(found: list[Block], furniture: set[int]) -> int:
    """The index after the last block that is the document's own."""
    end = len(found)
    while end and end - 1 in furniture:
        end -= 1
    return end


def _sections(
    text: str, found: list[Block], headings: list[int], body: int
) -> list[tuple[str, int, int]]:
    """Title, start and end of each section: from its heading to the block before the next."""
    ends = [*headings[1:], body]
    return (
        [
            (
                " ".join(text[found[first].start : found[first].end].split()),
                found[first].start,
                found[end - 1].end,
            )
            for first, end in zip(headings, ends, strict=True)
        ]
        if headings
        else []
    )


def _paragraphs(
    text: str, found: list[Block], headings: list[int], body: int
) -> list[tuple[str | None, int | None, int, int]]:
    """Label, section, start and end of each paragraph."""
    paragraphs = []
    opening = set(headings)
    section: int | None = None
    labels = paragraph_labels(text, found, opening)
    for index, (block, label) in enumerate(zip(found, labels, strict=True)):
        if index in opening:
            section = 0 if section is None else section + 1
            if label is not None and is_numbered_heading(text, found, index):
                label = None
        elif index == body:
            section = None
        paragraphs.append((label, section, block.start, block.end))
    return paragraphs
