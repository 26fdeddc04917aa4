"""Reads files in processes that a limit can end, several at a time, their order kept.

Whatever a file does to its reader, it costs only that file: a process that says nothing for too
long, takes too much memory or dies is replaced, and the next file goes on.
"""

import mmap
import os
import pickle
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NamedTuple

from storage.documents.files import DeclaresKinds, File, Found, Unread, Wishes, read_file
from storage.documents.own_process import OwnProcess
from storage.documents.reading import PackedReading
from storage.documents.risks import is_risky
from storage.documents.serving import BEAT, BEGUN_BYTES, LAST, LEAVING, PART, Terms
from storage.errors import SourceError
from storage.records import Reading

FEW: Final = 200
"""Up to so many small plain files are read without a process, which takes a quarter of a second."""
TOGETHER: Final = 64
"""Small plain files that a process is asked for at once."""
MOST: Final = 8
"""Processes at once, on however many cores: what they read is stored one after the other."""
QUEUED: Final = 6
"""Orders that wait for one process, so that it goes on while others are listened to."""

_START: Final = 60
"""Seconds that a process may take to begin, on a machine with much to do."""
_PAUSE: Final = 0.2
"""Seconds after which a parent that waits looks up."""


class Mark(Enum):
    """What is told besides documents."""

    END = "end"
    """That was all of the file."""
    WAITING = "waiting"
    """Nothing came for a while."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take."""

    silence: float = 60
    """Seconds without a sign of life."""
    document: float = 600
    """Seconds for one document, with signs of life."""
    memory: int = 450_000_000
    """Bytes beyond what an idle process has, which is 40 MB."""


Event = tuple[File, Found | Mark]
"""A file and what came of it."""


def read_files(
    files: Sequence[File], wishes: Wishes, limits: Limits | None = None
) -> Generator[Event]:
    """Every document of every file, in order, each file followed by ``Mark.END``.

    Args:
        files: Which ones.
        wishes: How they are to be read.
        limits: What one may take, when not the usual.

    Raises:
        SourceError: the system starts no process to read with.
    """
    # A study's own patterns may take for ever on a text, so no text is harmless then.
    is_simple = not wishes.kinds and len(files) <= FEW
    if is_simple and not any(is_risky(file) for file in files):
        for file in files:
            for found in read_file(file, wishes):
                yield file, found
            yield file, Mark.END
        return
    yield from _Readers(_jobs(files), wishes, limits or Limits()).events()


def inspect_files(
    paths: Sequence[Path], codebook: DeclaresKinds | None = None, text_column: str | None = None
) -> Iterator[Reading | Unread]:
    """What import would recognise in files: every document of each, and what is none.

    Args:
        paths: The files; needs no study.
        codebook: Declares kinds of its own.
        text_column: The column of a table that holds the texts; found out when absent.
    """
    files = [File(str(path), str(path)) for path in paths]
    kinds = codebook.kinds if codebook else ()
    for _, found in read_files(files, Wishes(kinds, text_column, is_unpacked=True)):
        if isinstance(found, Reading | Unread):
            yield found


class _Heard(NamedTuple):
    """What came from a process."""

    kind: bytes
    found: Sequence[Found] = ()


@dataclass(eq=False)
class _Job:
    """Files that one process reads one after the other."""

    files: Sequence[File]
    given_up: dict[int, str] = field(default_factory=dict)
    """Files by their place that are not tried again, and why."""
    _read: int = 0
    """How many of the files are read."""
    _told: int = 0
    """Documents of the next file that were told."""
    _last: str = ""
    """What the last of the documents that were told is called."""
    _heard: int = 0
    """Documents of the next file that came from the process that reads it now."""

    @property
    def undone(self) -> list[int]:
        """The places of the files that are still to be read."""
        places = range(self._read, len(self.files))
        return [place for place in places if place not in self.given_up]

    def begin_again(self) -> None:
        """Another process reads the next file, from its beginning."""
        self._heard = 0

    def refused(self) -> Iterator[Event]:
        """The files that come next and are given up."""
        while self._read in self.given_up:
            file = self.files[self._read]
            kept = f" What was read of it up to {self._last} is kept." if self._told else ""
            yield file, Unread(file.name, self.given_up[self._read] + kept)
            yield from self._end()

    def heard(self, heard: _Heard) -> Iterator[Event]:
        """What a process says of the next file."""
        file = self.files[self._read]
        for found in heard.found:
            self._heard += 1
            if self._heard > self._told:
                self._told += 1
                self._last = found.source_name if isinstance(found, PackedReading) else self._last
                yield file, found
        if heard.kind == LAST:
            yield from self._end()
        elif heard.kind in (b"", BEAT):
            yield file, Mark.WAITING

    def _end(self) -> Iterator[Event]:
        yield self.files[self._read], Mark.END
        self._read += 1
        self._told = self._heard = 0


def _jobs(files: Iterable[File]) -> Iterator[_Job]:
    """Risky files each by itself, the others together."""
    together: list[File] = []
    for file in files:
        risky = is_risky(file)
        if together and (risky or len(together) == TOGETHER):
            yield _Job(together)
            together = []
        if risky:
            yield _Job([file])
        else:
            together.append(file)
    if together:
        yield _Job(together)


class _Worker:
    """A process that reads."""

    def __init__(self, wishes: Wishes, limits: Limits) -> None:
        self.has_begun = False
        """Whether it has said anything yet."""
        self.jobs: deque[_Job] = deque()
        self.finished = 0
        """Files that it has read and handed over."""
        with TemporaryFile() as shared:
            # Shared memory: a process that is stuck says nothing more, not even of what it did.
            shared.truncate(mmap.PAGESIZE)
            self._begun = mmap.mmap(shared.fileno(), mmap.PAGESIZE)
            self._process = OwnProcess("storage.documents.serving", "serve", shared.fileno())
        self.connection = self._process.connection
        self.connection.send(Terms(wishes, limits.memory, int(limits.document) + 1))

    def take(self, job: _Job) -> None:
        """Order the files of a job that are not read yet."""
        self.jobs.append(job)
        job.begin_again()
        try:
            self.connection.send([job.files[place] for place in job.undone])
        except OSError:
            # It died; that is noticed, and the job given to another, when it is listened to.
            return

    def next_message(self) -> bytes:
        """What the process says next; empty when it says nothing for a moment.

        Raises:
            EOFError: it is no more; or OSError, in the middle of a word.
        """
        message = self.connection.recv_bytes() if self.connection.poll(_PAUSE) else b""
        self.has_begun = self.has_begun or bool(message)
        self.finished += message[:1] == LAST
        return message

    def blame(self, reason: str) -> None:
        """Give up the file that it was reading when it ended; ``reason`` has ``{name}`` in it."""
        undone = ((job, place) for job in self.jobs for place in job.undone)
        begun = int.from_bytes(self._begun[:BEGUN_BYTES], "little")
        before = max(0, begun - self.finished - 1)
        culprit = next(islice(undone, before, None), None)
        if culprit is not None:
            job, place = culprit
            job.given_up[place] = reason.replace("{name}", job.files[place].name)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.end()
        self._begun.close()


class _Readers:
    """Hands out jobs to processes, and takes what they read in the jobs' order."""

    def __init__(self, jobs: Iterator[_Job], wishes: Wishes, limits: Limits) -> None:
        self._jobs = jobs
        self._wishes = wishes
        self._limits = limits
        self._workers: list[_Worker] = []
        self._order: deque[_Job] = deque()
        self._most = min(os.cpu_count() or 1, MOST)

    def events(self) -> Iterator[Event]:
        """Every document of every job."""
        try:
            self._hand_out()
            while self._order:
                yield from self._finish(self._order[0])
                self._order.popleft()
                self._hand_out()
        finally:
            for worker in self._workers:
                worker.end()

    def _hand_out(self) -> None:
        """Keep every process supplied."""
        while True:
            worker = min(self._workers, key=lambda each: len(each.jobs), default=None)
            busy = worker is None or bool(worker.jobs)
            if worker is not None and len(worker.jobs) >= QUEUED:
                return
            job = next(self._jobs, None)
            if job is None:
                return
            if worker is None or (busy and len(self._workers) < self._most):
                worker = self._start()
            self._order.append(job)
            worker.take(job)

    def _start(self) -> _Worker:
        try:
            worker = _Worker(self._wishes, self._limits)
        except OSError as error:
            raise SourceError(
                f"The system starts no process that could read files: {error.strerror}. Close other "
                "programs and do the same again; what was done before is kept."
            ) from error
        self._workers.append(worker)
        return worker

    def _finish(self, job: _Job) -> Iterator[Event]:
        """All that comes of a job, which is the first of its process."""
        patience = _Patience(self._limits)
        worker = self._reader_of(job)
        while job.undone:
            yield from job.refused()
            heard, wrong = patience.listen(worker)
            yield from job.heard(heard)
            if wrong is not None:
                worker.blame(wrong)
            if wrong is not None or heard.kind == LEAVING:
                worker = self._replace(worker)
                patience = _Patience(self._limits)
        yield from job.refused()
        worker.jobs.remove(job)

    def _reader_of(self, job: _Job) -> _Worker:
        return next(worker for worker in self._workers if job in worker.jobs)

    def _replace(self, worker: _Worker) -> _Worker:
        """Have another process do what one has left undone."""
        worker.end()
        self._workers.remove(worker)
        other = self._start()
        for job in worker.jobs:
            other.take(job)
        return other


@dataclass
class _Patience:
    """How long a process has been waited for."""

    limits: Limits
    _silent: float = field(default=0, init=False)
    _spent: float = field(default=0, init=False)

    def listen(self, worker: _Worker) -> tuple[_Heard, str | None]:
        """What a process says next, and why its file is given up, if it is."""
        began = time.monotonic()
        try:
            message = worker.next_message()
        except (EOFError, OSError):
            return _Heard(b""), (
                "The system ended the process that was reading {name}, perhaps for want of memory. "
                "Split the file, or save its words as text."
            )
        # Only time that was spent waiting counts: while the parent stores, nobody is to blame.
        waited = time.monotonic() - began
        self._silent += waited
        self._spent += waited
        kind = message[:1]
        if kind:
            self._silent = 0
        if kind in (PART, LAST):
            self._spent = 0
            return _Heard(kind, pickle.loads(memoryview(message)[1:])), None
        return _Heard(kind), self._lost(worker)

    def _lost(self, worker: _Worker) -> str | None:
        """Why there is nothing more to wait for, if there is not."""
        silence = self.limits.silence if worker.has_begun else max(_START, self.limits.silence)
        if self._silent > silence:
            spent = silence
        elif self._spent > self.limits.document:
            spent = self.limits.document
        else:
            return None
        return (
            f"{{name}} was given up after {spent:,.0f} seconds in which nothing came of it. "
            "Save its words as text and import those."
        )
