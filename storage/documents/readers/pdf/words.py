"""Puts a paragraph's lines together, and with them the words that were split at line ends."""

import re
from collections import Counter
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
_SOFT: Final = "\xad"


class Vocabulary:
    """The words that a document prints whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        is_split = False
        for line in lines:
            words = _WORD.findall(line.lower())
            first = 1 if is_split else 0
            is_split = line.endswith(("-", _SOFT))
            self._words.update(words[first : -1 if is_split else None])

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
    is_compound = first in _PREFIXES or first in known and second in known
    return (0, "") if is_compound else (1, "")
