"""What the kinds look at, and what each of them is to the registry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from storage.documents.metadata.facts import Description
from storage.documents.segments import Structure

_HEAD = 3000


@dataclass(frozen=True, slots=True)
class Clues:
    """One text made ready for recognising: small letters, straight apostrophes."""

    text: str
    lower: str
    """For asking whether words occur; positions in it mean nothing."""
    head: str
    """The beginning of ``lower``, where titles and headers are."""
    metadata: Mapping[str, str]
    """What the source declares about itself."""

    def has_line(self, words: str) -> bool:
        """Whether a line is nothing but ``words``, with or without a colon."""
        at = self.lower.find(words)
        while at >= 0:
            after = self.lower[at + len(words) : at + len(words) + 2].lstrip(" :")
            if (at == 0 or self.lower[at - 1] == "\n") and after[:1] in ("\n", ""):
                return True
            at = self.lower.find(words, at + 1)
        return False


def clues_of(text: str, metadata: Mapping[str, str]) -> Clues:
    """The clues of a stored text."""
    lower = text.lower()
    if not text.isascii():
        lower = lower.replace("’", "'")
    return Clues(text, lower, lower[:_HEAD], metadata)


class Judgement(NamedTuple):
    """How well a text fits a kind, from 0 to 1, and why."""

    kind: str
    score: float
    why: str


class DeclaredKind(Protocol):
    """A study's own kind, as its codebook declares it."""

    @property
    def name(self) -> str:
        """What the kind is called."""

    @property
    def patterns(self) -> tuple[str, ...]:
        """Regular expressions that its texts match, lines and capitals ignored."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels that begin lines of its texts."""


class Family(NamedTuple):
    """Kinds that are recognised and described by one module."""

    kinds: tuple[str, ...]
    judge: Callable[[Clues], Judgement]
    describe: Callable[[Clues, Structure, str], Description]


def add_up(signs: Mapping[str, tuple[float, bool]]) -> tuple[float, str]:
    """The weights of the signs that are there, at most 0.98, and their names."""
    there = [name for name, (_, is_there) in signs.items() if is_there]
    total = sum(signs[name][0] for name in there)
    return round(min(max(total, 0.0), 0.98), 2), ", ".join(there)
