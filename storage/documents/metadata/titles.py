"""Chooses a title for documents whose kind prescribes none."""

import re
from collections.abc import Mapping
from typing import Final

from storage.documents.metadata.facts import Fact, shortened
from storage.documents.metadata.fields import is_label
from storage.documents.segments import Structure

_JOINT: Final = re.compile(
    r" (?:&|and) (?=.*\b(?:Council|Trust|Board|Authority|Partnership|Limited|Ltd)\b)"
)
_TOP: Final = 30
"""So many lines a site may put above a title."""


def _own_first(structure: Structure) -> tuple[int, int]:
    """The first paragraph that is no line of the page's own."""
    furniture = set(structure.boilerplate[::2])
    spans = [(start, end) for _, _, start, end in structure.paragraphs[:_TOP]]
    return next((span for span in spans if span[0] not in furniture), spans[0])


def title_of(
    text: str, structure: Structure, declared: Mapping[str, str], facts: Mapping[str, Fact]
) -> str:
    """The title that the source declares, else the first line.

    Body and reference take the place of a first line that is a label, or that names neither.
    """
    own = _own_first(structure)
    first = text[own[0] : own[1]]
    if declared.get("title"):
        return shortened(declared["title"])
    named = [fact for name in ("respondent", "reference") if (fact := facts.get(name))]
    values = [fact.value[0] if isinstance(fact.value, tuple) else fact.value for fact in named]
    is_mute = len(values) > 1 and not any(value in first for value in values)
    if values and (is_mute or is_label(first.partition(":")[0])):
        return values[0] if len(values) == 1 else f"{values[0]} ({values[1]})"
    return shortened(first)


def joined_bodies(printed: str) -> tuple[str, ...]:
    """Separate bodies that a title joins; ``Brighton & Hove City Council`` stays one."""
    name = " ".join(printed.split())
    for joint in _JOINT.finditer(name):
        first = name[: joint.start()]
        if re.search(
            r"\b(?:Council|Trust|Board|Authority|Partnership|CCG|ICB|Limited|Ltd|Homes|Group)$",
            first,
        ):
            return (first, *joined_bodies(name[joint.end() :]))
    return (name,)
