"""Lets modules write their lists of words and patterns as people write lists."""

import re


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
    """A pattern that matches where one of ``patterns`` does, whatever the capitals."""
    return re.compile("|".join(patterns), re.IGNORECASE)
