"""What an image says in a few numbers, so that very many can be held against one another.

Numbers of one run of the program only: Python's hashes differ from run to run.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

BEGUN = ("todo", "in_progress")
"""States of a document that a load takes from one to the other, without a word on each."""


class Likeness(NamedTuple):
    """An image part by part, as not every part can be held against another at any time."""

    content: int
    """Everything that only a change of this very thing can alter."""
    answers: int = 0
    """What fields and variables were answered: moves with the codebook."""
    names: int = 0
    """The fields that passages show, and the variable's name: renamed with the codebook."""
    label: int = 0
    """Its number and the version of its codebook: a merge may give it others."""


def likeness(noun: str, image: Mapping[str, Any]) -> Likeness:
    """An image's likeness; equal images have equal ones."""
    rest = dict(image)
    if noun == "review":
        rest["codebook_id"] = None
        rest["status"] = "begun" if rest["status"] in BEGUN else rest["status"]
        return Likeness(hash(frozenset(rest.items())))
    label = hash((rest.pop("number", None), rest.pop("codebook_id", None)))
    answers = hash(tuple(map(tuple, rest.pop("values", ()))))
    evidence = rest.pop("evidence", ())
    names = hash((rest.pop("name", None), *(field for _, field, _, _ in evidence)))
    places = hash(tuple((uid, start, end) for uid, _, start, end in evidence))
    return Likeness(hash((frozenset(rest.items()), places)), answers, names, label)


def is_begun_only(image: Mapping[str, Any]) -> bool:
    """Whether a review says no more than that it is to do, or begun."""
    said = ("flag_reason", "excluded_reason", "completed_at")
    return image["status"] in BEGUN and not any(image[name] for name in said)
