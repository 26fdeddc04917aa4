"""Texts of the project's own, in the shapes that real documents have."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.documents import read
from storage.records import Passage, Reading, Segmentation

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture
def read_text() -> Callable[[str], Reading]:
    """Reads one of the texts beside this file by its name."""

    def reading(name: str) -> Reading:
        return read((TEXTS / f"{name}.txt").read_bytes(), f"{name}.txt")

    return reading


@pytest.fixture
def lgsco(read_text) -> Reading:
    return read_text("lgsco")


@pytest.fixture
def spso(read_text) -> Reading:
    return read_text("spso")


@pytest.fixture
def quotes() -> Callable[[str, tuple[Passage, ...]], list[str]]:
    """The words of each passage."""

    def words(text: str, passages: tuple[Passage, ...]) -> list[str]:
        return [text[passage.start : passage.end] for passage in passages]

    return words


@pytest.fixture
def passage_of() -> Callable[[str, str], Passage]:
    """Where words stand in a text that has them once."""

    def find(text: str, words: str) -> Passage:
        assert text.count(words) == 1, words
        start = text.index(words)
        return Passage(start, start + len(words))

    return find


@pytest.fixture
def numbered() -> Callable[[Segmentation], list[tuple[str, str]]]:
    """Section title and label of each numbered paragraph."""

    def labels(parts: Segmentation) -> list[tuple[str, str]]:
        return [
            (parts.sections[paragraph.section].title, paragraph.label)
            for paragraph in parts.paragraphs
            if paragraph.label is not None and paragraph.section is not None
        ]

    return labels
