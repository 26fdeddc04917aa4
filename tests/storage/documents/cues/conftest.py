"""Words put where documents have them, and the cues found there."""

from collections.abc import Callable

import pytest

from storage.documents import segment
from storage.documents.cues import cues

Pointed = list[tuple[str, str]]


@pytest.fixture
def pointed() -> Callable[..., Pointed]:
    """Type and words of every cue in a text of one kind."""

    def found(text: str, kind: str = "lgsco_decision") -> Pointed:
        return [
            (cue.type, " ".join(text[cue.start : cue.end].split()))
            for cue in cues(text, segment(text, kind), kind)
        ]

    return found


@pytest.fixture
def types() -> Callable[..., list[str]]:
    """The types of the cues on words that stand in one section of a decision."""

    def found(words: str, section: str = "Analysis", kind: str = "lgsco_decision") -> list[str]:
        text = words
        if not kind.startswith("press"):
            text = (
                f"Larkby Council (21 000 111)\n\nThe complaint\n\n1. Ms R.\n\n{section}\n\n{words}"
            )
        first = text.index(words)
        parts = segment(text, kind)
        return [cue.type for cue in cues(text, parts, kind) if cue.start >= first]

    return found
