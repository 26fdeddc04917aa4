"""What a process does that tries an expression on texts for another: batch after batch, until ended."""

import re
import signal
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple

from storage.documents.bounds import limit_memory, limit_time
from storage.documents.concordance.literals import literal

FLAGS: Final = re.IGNORECASE
"""How expressions are understood."""

_NO_LETTERS: Final = re.compile(r"\\[dDwWsSbBAZ1-9\W_]|[a-z]-[a-z]|[0-9]-[0-9]")
"""What of an expression means the same in capitals."""

Find = Callable[[str], Iterable[re.Match[str]]]
"""Gives every hit in a text."""


class Terms(NamedTuple):
    """What the process is told before any text."""

    expression: str
    memory: int
    """Bytes that trying it may take beyond what the process has anyway."""
    seconds: int
    """Of processor time that one batch of texts may take."""


def scan(connected: int) -> None:
    """Take batches of texts, and answer each with the hits of every text in it; None for want of memory.

    Args:
        connected: File descriptor that brings the terms and the batches, and takes the answers.
    """
    # The parent ends this process by a signal that cannot be held, whoever else sends others.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    connection: Connection[Any, Any] = Connection(connected)
    try:
        terms: Terms = connection.recv()
        find = finder(terms.expression)
        limit_memory(terms.memory)
        while True:
            texts: list[str] = connection.recv()
            limit_time(terms.seconds)
            connection.send(_spans(find, texts))
    except (EOFError, OSError):
        # The parent is gone.
        return


def finder(expression: str) -> Find:
    """Finds an expression, whether capitals or not.

    Where it has small letters only, they are looked for in the text's small letters, which takes a
    third of the time, and a text without the words that every hit has is not tried, which takes
    none. Other escapes and ranges, and switched flags, may stand for capitals.
    """
    find = re.compile(expression, FLAGS).finditer
    bare = _NO_LETTERS.sub("", expression)
    if bare != bare.lower() or "\\" in bare or "-" in bare:
        return find
    find_small = re.compile(expression).finditer
    words = literal(expression)

    def find_any(text: str) -> Iterable[re.Match[str]]:
        small = text.lower()
        if len(small) != len(text):
            return find(text)
        return find_small(small) if words in small else ()

    return find_any


def _spans(find: Find, texts: list[str]) -> list[list[tuple[int, int]]] | None:
    """Start and end of every hit in every text; a place without words is none."""
    try:
        return [
            [match.span() for match in find(text) if match.start() < match.end()] for text in texts
        ]
    except MemoryError:
        return None
