"""Words that give away what a sentence is, looked up fast."""

import functools
import re
from collections.abc import Iterable
from typing import Final

from storage.documents.situated import Situated, bag_of

_LONGEST: Final = 48
"""A quotation in a reason is cut after this many characters."""
_FARTHEST: Final = 1200
"""Beyond this a sentence is none, and is not read on."""


class Signs:
    """A list of signs, each by the single words of which one must stand in the sentence.

    A line of ``listed`` is ``words | pattern``: the pattern is only tried where one of the words
    occurs, so that most sentences cost one comparison of sets. A line without a pattern gives
    words that are signs by themselves.
    """

    def __init__(self, listed: str) -> None:
        self._patterns: dict[str, list[str]] = {}
        for line in filter(None, map(str.strip, listed.splitlines())):
            words, _, pattern = line.partition(" | ")
            for word in words.split():
                self._patterns.setdefault(word, []).append(pattern or rf"\b{word}\b")
        self._words = frozenset(self._patterns)

    def find(self, sentence: Situated) -> str | None:
        """The first words of the sentence that are such a sign."""
        return self._first(sentence.words, sentence.bag)

    def find_in(self, words: str) -> str | None:
        """The first of some words in small letters that are such a sign."""
        return self._first(words, bag_of(words)) if words else None

    def _first(self, words: str, bag: frozenset[str]) -> str | None:
        """The first of some words, given also one by one, that are such a sign."""
        hits = self._words & bag
        if not hits:
            return None
        patterns = {pattern for word in hits for pattern in self._patterns[word]}
        found = [
            match
            for pattern in patterns
            if (match := _compiled(pattern).search(words, 0, _FARTHEST))
        ]
        if not found:
            return None
        return min(found, key=lambda match: (match.start(), -match.end()))[0]


def reason(what: str, words: str) -> str:
    """Why a passage is pointed at: ``agreed remedy: ‘has agreed to pay’``."""
    words = words.strip(" ,;:")
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return f"{what}: ‘{words}’"


def quoting(what: str, sentence: Situated) -> str:
    """A reason that quotes how the sentence begins."""
    return reason(what, " ".join(sentence.words.split()[:6]))


def first(*found: str | None) -> str | None:
    """The first of some finds that is one."""
    return next((words for words in found if words is not None), None)


def patterns_of(lines: Iterable[str]) -> str:
    """Lists of signs as one."""
    return "\n".join(lines)


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, made when it is first tried."""
    return re.compile(pattern)
