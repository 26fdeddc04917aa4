"""Puts a paragraph's lines together, and with them the words that were split at line ends."""

import re
from collections.abc import Iterable
from typing import Final

from storage.documents.wording import words

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 60
"""No word that is split at a line's end is longer."""
_PREFIXES: Final = words(
    """
    all anti child co cross decision ex extra face full half high inter intra key long low mid
    multi non one out over part post pre pro quasi re school self semi short single so socio sub
    the three two ultra under well year
    """
)
"""Words whose hyphen is their own."""
_JOINERS: Final = words("and or to nor")
"""Before these a hyphen stands for what follows later: ``pre- and post-adoption``."""
_PARTICLES: Final = words("in out up off on down by to over at")
"""Words that close compounds: ``drop-in``."""
_ENOUGH: Final = 4
_SOFT: Final = "\xad"


class Vocabulary:
    """The words that a document prints whole, and whether it splits others."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        split: list[tuple[str, str]] = []
        last = ""
        for line in lines:
            words = _WORD.findall(line.lower())
            first = 1 if last else 0
            if last and words:
                split.append((last, words[0]))
            is_split = line.endswith(("-", _SOFT)) and bool(words)
            last = words[-1] if is_split else ""
            self._words.update(words[first : -1 if is_split else None])
        whole = sum(first + second in self for first, second in split)
        self.keeps_words_whole = not whole and len(split) >= _ENOUGH
        """Whether its line ends show only hyphens that words have anyway."""
        self.splits_words = whole > 0

    def __contains__(self, word: str) -> bool:
        return word in self._words


def glue(before: str, after: str, known: Vocabulary) -> tuple[int, str]:
    """How a line is joined to the one above it.

    Returns:
        How many characters of ``before`` go, and what comes between: a blank or nothing.
    """
    if before.endswith(_SOFT):
        return 1, ""
    if before.endswith(("—", "/")) and before[-2:-1].isalpha():
        return 0, ""
    if not before.endswith("-") or before[-2:-1] in ("", " ", "-"):
        return 0, " "
    return _hyphen(before[-_LONGEST:], after[:_LONGEST], known)


def _hyphen(before: str, after: str, known: Vocabulary) -> tuple[int, str]:
    """What becomes of a hyphen at a line's end: kept where the word has one anyway."""
    split, rest = _LAST.search(before.lower()), _FIRST.match(after.lower())
    if rest is not None and rest[0] in _JOINERS:
        return 0, " "
    if split is None or rest is None or after[:1].isupper():
        return 0, ""
    first, second = split[1], rest[0]
    if f"{first}-{second}" in known or "-" in first:
        return 0, ""
    if first + second in known:
        return 1, ""
    if known.keeps_words_whole or _is_compound(first, second, known):
        return 0, ""
    return 1, ""


def _is_compound(first: str, second: str, known: Vocabulary) -> bool:
    """Whether two words look like one with a hyphen of its own."""
    if first in known and second in known or len(first) == 1 or second in _PARTICLES:
        return True
    if first.endswith("ly"):
        return True
    return first in _PREFIXES and (second in known or not known.splits_words)
