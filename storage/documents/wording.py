"""Lets modules write their lists of words and patterns as people write lists."""

import re
from typing import cast


def words(listed: str) -> frozenset[str]:
    """The words of a list, separated by white space."""
    return frozenset(listed.split())


def lines(listed: str) -> frozenset[str]:
    """The phrases of a list, separated by semicolons; line ends and extra blanks mean nothing."""
    return frozenset(" ".join(line.split()) for line in listed.split(";"))


def one_of(listed: str) -> str:
    """A pattern that matches one of some words (or patterns without blanks) in a list."""
    return f"(?:{'|'.join(listed.split())})"


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that matches where one of ``patterns`` does, whatever the capitals.

    It is compiled when it is first used: a document of one kind needs few of those of the others,
    and compiling them all takes longer than reading it.
    """
    return cast(re.Pattern[str], _Unmade("|".join(patterns)))


class _Unmade:
    """A pattern in the words it is made from, and from its first use on as it was made."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> object:
        # Kept, so that the next use of the method asks nobody.
        found: object = getattr(re.compile(self._pattern, re.IGNORECASE), name)
        setattr(self, name, found)
        return found
