"""What is found out about one document, each with its passage and why."""

from dataclasses import dataclass
from typing import NamedTuple

from storage.records import Grade


class Fact(NamedTuple):
    """One value of one variable."""

    value: str | tuple[str, ...]
    start: int | None
    """Where it is printed; None where only the source's own metadata states it."""
    end: int | None
    rule: str
    """Why, in a few words for the coder."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a kind makes of its document."""

    title: str
    facts: dict[str, Fact]
    """By variable name of the starter codebook, in its order."""
    warnings: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    """What an inspection made of each area."""


def collect(**facts: Fact | None) -> dict[str, Fact]:
    """The facts that were found, in the order given."""
    return {name: fact for name, fact in facts.items() if fact is not None}


def shortened(words: str, length: int = 90) -> str:
    """The words on one line, cut between words when they are too many for a title."""
    line = " ".join(words[: length * 4].split())
    if len(line) <= length:
        return line
    cut = line[:length]
    return cut[: cut.rfind(" ") if " " in cut else length].rstrip(" ,;:–-") + "…"
