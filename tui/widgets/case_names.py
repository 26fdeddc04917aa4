"""What coders of a case are called, and in which order they stand."""

from collections.abc import Sequence
from random import Random
from string import ascii_uppercase
from typing import NamedTuple

from storage import Case, Disagreement, Side

DIFFERENCES = {
    Disagreement.ALONE: "not all have it",
    Disagreement.ANSWERS: "other answers",
    Disagreement.PASSAGES: "other passages",
    None: "all agree",
}
"""What coders differ in, in words."""


class Named(NamedTuple):
    """One coder's side with what to call the coder."""

    side: Side
    name: str
    letter: str
    """Marks the side in the text's margin."""


def named_sides(case: Case, *, is_anonymous: bool) -> Sequence[Named]:
    """The sides of a case from left to right.

    Anonymous coders stand in an order of chance that is the same for all of a document, so that
    neither name nor place tells who they are.
    """
    sides = list(case.sides)
    if is_anonymous:
        Random(case.document).shuffle(sides)  # noqa: S311  not a secret
    return [
        Named(side, letter if is_anonymous else side.coder, letter)
        for side, letter in zip(sides, ascii_uppercase, strict=False)
    ]
