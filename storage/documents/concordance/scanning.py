"""What a process does that tries an expression on texts for another: batch after batch, until ended."""

import re
import signal
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from storage.documents.bounds import limit_memory, limit_time

FLAGS = re.IGNORECASE
"""How expressions are understood."""


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
        expression = re.compile(terms.expression, FLAGS)
        limit_memory(terms.memory)
        while True:
            texts: list[str] = connection.recv()
            limit_time(terms.seconds)
            connection.send(_spans(expression, texts))
    except (EOFError, OSError):
        # The parent is gone.
        return


def _spans(expression: re.Pattern[str], texts: list[str]) -> list[list[tuple[int, int]]] | None:
    """Start and end of every hit in every text; a place without words is none."""
    try:
        return [
            [match.span() for match in expression.finditer(text) if match.start() < match.end()]
            for text in texts
        ]
    except MemoryError:
        return None
