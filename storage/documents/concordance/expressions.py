"""Tries a regular expression on texts in processes: several at a time, their order kept."""

import os
import re
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Final, Generic, Protocol, TypeVar

from storage.documents.concordance.scanning import FLAGS, Terms
from storage.documents.concordance.words import Span
from storage.documents.own_process import OwnProcess
from storage.errors import InputError

SECONDS: Final = 6
"""Of processor time that a batch of texts may take; one that is no trap takes milliseconds."""
MEMORY: Final = 450_000_000
"""Bytes beyond what an idle process has."""
MOST: Final = 8
"""Processes at once, on however many cores: one process reads the texts for all of them."""
PAUSE: Final = 0.1
"""Seconds without an answer after which whoever listens may do something else."""


class HasText(Protocol):
    """Something with a text to try an expression on."""

    @property
    def text(self) -> str:
        """The text."""


Text = TypeVar("Text", bound=HasText)

Scanned = tuple[Sequence[Text], Sequence[Sequence[Span]]]
"""A batch of texts, and the hits of each."""


def checked_expression(expression: str) -> str:
    """The expression, which can be tried.

    Raises:
        InputError: it cannot; the message says why.
    """
    try:
        with warnings.catch_warnings():
            # What it may mean in later versions is no concern of whoever looks for something.
            warnings.simplefilter("ignore")
            re.compile(expression, FLAGS)
    except (re.error, OverflowError, RecursionError) as error:
        raise InputError(f"{expression} is no regular expression: {error}.") from error
    return expression


def scanned(expression: str, batches: Iterable[Sequence[Text]]) -> Generator[Scanned[Text] | None]:
    """Every batch with its hits, in order; None where nothing has come for a moment.

    Close it to end the processes, whatever they do.

    Raises:
        InputError: the expression takes too long or too much memory, or no process can be started.
    """
    scanners = _Scanners[Text](expression)
    try:
        yield from scanners.run(iter(batches))
    finally:
        scanners.end()


@dataclass(slots=True)
class _Order(Generic[Text]):
    """A batch that was handed out."""

    batch: Sequence[Text]
    spans: Sequence[Sequence[Span]] | None = None
    """The hits of each of its texts; None while they are looked for."""


class _Scanners(Generic[Text]):
    """Processes that try one expression.

    Each has one batch at most, and is listened to before it gets another: whoever is stuck
    takes nothing more, and who writes to it would be stuck too.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._most = min(os.cpu_count() or 1, MOST)
        self._started: list[OwnProcess] = []
        self._idle: list[OwnProcess] = []
        self._busy: dict[OwnProcess, _Order[Text]] = {}
        self._orders: deque[_Order[Text]] = deque()

    def run(self, batches: Iterator[Sequence[Text]]) -> Iterator[Scanned[Text] | None]:
        """Every batch with its hits."""
        while True:
            self._hand_out(batches)
            if not self._orders:
                return
            first = self._orders[0]
            if first.spans is not None:
                self._orders.popleft()
                yield first.batch, first.spans
            elif not self._listen():
                yield None

    def end(self) -> None:
        """End all processes."""
        for process in self._started:
            process.end()

    def _hand_out(self, batches: Iterator[Sequence[Text]]) -> None:
        """Give every process a batch, but none far ahead of the one that is waited for."""
        while len(self._busy) < self._most and len(self._orders) < 2 * self._most:
            batch = next(batches, None)
            if batch is None:
                return
            try:
                process = self._idle.pop() if self._idle else self._start()
                process.connection.send([each.text for each in batch])
            except OSError as error:
                raise self._lost() from error
            self._busy[process] = order = _Order(batch)
            self._orders.append(order)

    def _start(self) -> OwnProcess:
        try:
            process = OwnProcess("storage.documents.concordance.scanning", "scan")
        except OSError as error:
            raise InputError(
                f"The system starts no process that could search: {error.strerror}. Close other "
                "programs and search again."
            ) from error
        self._started.append(process)
        process.connection.send(Terms(self._expression, MEMORY, SECONDS))
        return process

    def _listen(self) -> bool:
        """Take the answers that have come; say whether there were any."""
        answered = wait([process.connection for process in self._busy], PAUSE)
        for process in [each for each in self._busy if each.connection in answered]:
            try:
                spans = process.connection.recv()
            except (EOFError, OSError) as error:
                raise self._lost() from error
            if spans is None:
                raise InputError(
                    f"{self._expression} needs more memory than a search may take; make it simpler."
                )
            self._busy.pop(process).spans = spans
            self._idle.append(process)
        return bool(answered)

    def _lost(self) -> InputError:
        """What is said when a process is gone: the system ends one that takes too long."""
        return InputError(
            f"{self._expression} takes longer than {SECONDS} seconds on a few texts; make it simpler, "
            "such as by taking out one of two repetitions inside each other."
        )
