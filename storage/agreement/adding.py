"""Adding up the documents of bootstrap draws: what takes longest, and two can share.

A draw is as many documents as there are, with replacement. Each document is one large whole number (see
``packing``), so what a draw adds up to is one such number too.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from multiprocessing.connection import Connection
from random import Random

Adding = Callable[[Sequence[int], int, int, range], Iterator[bytes]]
"""Gives what each of some draws adds up to, told as ``totals`` is."""


def picks(n_documents: int, seed: int) -> Iterator[list[int]]:
    """Places of documents, one list a draw, without end; the same seed gives the same ones."""
    uniform = Random(seed).random  # noqa: S311  statistics, no secrets
    while True:
        yield [int(uniform() * n_documents) for _ in repeat(None, n_documents)]


def totals(numbers: Sequence[int], n_bytes: int, seed: int, draws: range) -> Iterator[bytes]:
    """What each of some draws adds up to.

    Args:
        numbers: The documents.
        n_bytes: How large a sum can be.
        seed: Which draws.
        draws: Which of them, counted from 0.
    """
    for drawn in islice(picks(len(numbers), seed), draws.start, draws.stop):
        yield sum(map(numbers.__getitem__, drawn)).to_bytes(n_bytes, "little")


def add_up(descriptor: int) -> None:
    """Add up draws in a process of its own: told what ``totals`` is, answers with all sums in one.

    Args:
        descriptor: Of its end of the connection to whoever asks.
    """
    with Connection(descriptor) as connection:
        n_bytes, seed, start, stop = connection.recv()
        packed = connection.recv_bytes()
        numbers = [
            int.from_bytes(packed[at : at + n_bytes], "little")
            for at in range(0, len(packed), n_bytes)
        ]
        connection.send_bytes(b"".join(totals(numbers, n_bytes, seed, range(start, stop))))
