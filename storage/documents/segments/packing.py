"""A segmentation as it is stored: compact JSON.

``{"v": 1, "sections": [[title, start, end], …], "paragraphs": [[label, section, start, end], …],
"sentences": [start, end, start, end, …], "boilerplate": [start, end, …], "pages": [start, …],
"given": [start, end, …]}``; label and section may be null, section is an index into sections,
positions are those of the stored text, and what is empty for most texts (pages, given) is left out.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from storage.records import Paragraph, Passage, Section, Segmentation

SEGMENTATION_VERSION = 2
"""Rises when texts would be cut differently; stored segmentations keep theirs."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Structure(NamedTuple):
    """A segmentation in plain numbers: what is found is kept like this until somebody looks."""

    sections: list[tuple[str, int, int]]
    paragraphs: list[tuple[str | None, int | None, int, int]]
    sentences: list[int]
    """Start and end of one after the other."""
    boilerplate: list[int]
    """Start and end of one after the other."""
    pages: Sequence[int] = ()
    """Where each page begins."""
    given: Sequence[int] = ()
    """Start and end of the boilerplate that was known before the text was cut."""


def sentence_at(structure: Structure, position: int) -> tuple[int, int] | None:
    """Start and end of the sentence in which ``position`` lies, None between sentences."""
    index = bisect_right(structure.sentences, position)
    if index % 2 == 0:
        return None
    return structure.sentences[index - 1], structure.sentences[index]


def pack(structure: Structure) -> str:
    """The JSON of a structure."""
    return _encoded(
        {
            "v": SEGMENTATION_VERSION,
            "sections": structure.sections,
            "paragraphs": structure.paragraphs,
            "sentences": structure.sentences,
            "boilerplate": structure.boilerplate,
        },
        structure.pages,
        structure.given,
    )


def unfold(structure: Structure) -> Segmentation:
    """The structure as the values that travel."""
    return Segmentation(
        SEGMENTATION_VERSION,
        tuple(Section(*section) for section in structure.sections),
        tuple(Paragraph(*paragraph) for paragraph in structure.paragraphs),
        _passages(structure.sentences),
        _passages(structure.boilerplate),
        tuple(structure.pages),
        _passages(structure.given),
    )


def segmentation_to_json(segmentation: Segmentation) -> str:
    """The stored form of a segmentation."""
    return _encoded(
        {
            "v": segmentation.version,
            "sections": [(part.title, part.start, part.end) for part in segmentation.sections],
            "paragraphs": [
                (part.label, part.section, part.start, part.end) for part in segmentation.paragraphs
            ],
            "sentences": _flat(segmentation.sentences),
            "boilerplate": _flat(segmentation.boilerplate),
        },
        segmentation.pages,
        _flat(segmentation.given),
    )


def segmentation_from_json(stored: str) -> Segmentation:
    """The segmentation that was stored; raises ValueError for anything else."""
    try:
        found = json.loads(stored)
        return Segmentation(
            int(found["v"]),
            tuple(Section(*section) for section in found["sections"]),
            tuple(Paragraph(*paragraph) for paragraph in found["paragraphs"]),
            _passages(found["sentences"]),
            _passages(found["boilerplate"]),
            tuple(found.get("pages", ())),
            _passages(found.get("given", ())),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a stored segmentation: {stored[:60]}") from error


def stored_boilerplate(stored: str) -> list[int]:
    """Start and end of each stretch of boilerplate in a stored segmentation."""
    return stored_numbers(stored, "boilerplate")


def stored_sentences(stored: str) -> list[int]:
    """Start and end of each sentence in a stored segmentation."""
    return stored_numbers(stored, "sentences")


def stored_numbers(stored: str, part: str) -> list[int]:
    """One part of a stored segmentation that is nothing but numbers; the rest is left unread."""
    _, found, tail = stored.rpartition(f',"{part}":[')
    numbers = tail.partition("]")[0] if found else ""
    return [int(number) for number in numbers.split(",")] if numbers else []


def _encoded(parts: dict[str, object], pages: Sequence[int], given: Sequence[int]) -> str:
    """The JSON of the parts, with those that most texts do not have only where there are some."""
    if pages:
        parts["pages"] = list(pages)
    if given:
        parts["given"] = list(given)
    return _ENCODER.encode(parts)


def _passages(positions: Sequence[int]) -> tuple[Passage, ...]:
    return tuple(map(Passage, positions[::2], positions[1::2]))


def _flat(passages: Sequence[Passage]) -> list[int]:
    return list(chain.from_iterable((passage.start, passage.end) for passage in passages))
