"""What a process does that reads files for another: with limits of its own, until it is ended.

Three threads: one takes orders, and ends the process with its parent; one reads; one hands over
what was read, so that reading goes on while the parent stores.
"""

import mmap
import os
import pickle
import queue
import signal
import time
from collections.abc import Sequence
from itertools import chain
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, Final, NamedTuple

from storage.documents.bounds import limit_memory, limit_time
from storage.documents.files import File, Found, Unread, Wishes, read_file
from storage.documents.reading import PackedReading
from storage.records import Reading

PART: Final = b"p"
"""Begins a message with some of a file's documents; pickled, like the next."""
LAST: Final = b"l"
"""Begins the message with the last of them."""
BEAT: Final = b"b"
"""Says that something long goes on."""
LEAVING: Final = b"x"
"""Says that the process ends, and that nothing is amiss with the file that is next."""

BEGUN_BYTES: Final = 8
"""Length of the number of files begun, as it stands in shared memory."""

_TOGETHER: Final = 32
"""Documents handed over at once."""
_CHARACTERS: Final = 300_000
"""Characters of documents from which no more are gathered."""
_SURE_EVERY: Final = 0.1
"""Seconds of reading after which what was read is made sure of."""
_TURN: Final = 0.001
"""Seconds that handing over takes."""
_LATEST: Final = 1.0
"""Seconds without a message after which what was gathered is handed over."""
_AHEAD: Final = 256
"""Messages that wait to be handed over; then reading waits."""
_BEAT_EVERY: Final = 0.5


class Terms(NamedTuple):
    """What the process is told before any file."""

    wishes: Wishes
    """How files are to be read."""
    memory: int
    """Bytes that reading may take beyond what the process has anyway."""
    seconds: int
    """Of processor time that one document may take."""


def serve(connected: int, shared: int) -> None:
    """Read what is asked for, job after job, until the process is ended.

    Args:
        connected: File descriptor that brings the terms and lists of files, and takes what was read.
        shared: File descriptor of memory in which the parent sees how many files were begun.
    """
    # The parent ends this process by a signal that cannot be held, whoever else sends others.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    connection: Connection[Any, Any] = Connection(connected)
    begun = mmap.mmap(shared, BEGUN_BYTES)
    terms: Terms = connection.recv()
    jobs: queue.SimpleQueue[Sequence[File]] = queue.SimpleQueue()
    out = _Out(connection, terms.seconds)
    Thread(target=_receive, args=(connection, jobs), daemon=True).start()
    Thread(target=out.hand_over, daemon=True).start()
    out.put(BEAT)
    limit_memory(terms.memory)
    for number, file in enumerate(chain.from_iterable(iter(jobs.get, None)), 1):
        begun[:] = number.to_bytes(BEGUN_BYTES, "little")
        if not _read(file, terms.wishes, out):
            out.put(LEAVING)
            out.close()
            return


def _receive(connection: "Connection[Any, Any]", jobs: "queue.SimpleQueue[Sequence[File]]") -> None:
    """Take orders; when the parent is gone, so is this process."""
    try:
        while True:
            jobs.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _read(file: File, wishes: Wishes, out: "_Out") -> bool:
    """Read one file; False when the process is of no use afterwards."""
    try:
        out.begin()
        for found in read_file(file, wishes, out.beat):
            out.add(found)
            out.be_sure()
        out.end()
    except MemoryError:
        # Only told below, when all that took the memory has been let go of.
        pass
    except RecursionError:
        out.add(Unread(file.name, f"{file.name} is nested too deeply. Save its words as text."))
        out.end()
        return True
    except Exception as error:
        # Told, then raised: a reader that breaks costs its file and this process.
        reason = f"{file.name} could not be read ({type(error).__name__}). Save its words as text."
        out.add(Unread(file.name, reason))
        out.end()
        out.put(LEAVING)
        out.close()
        raise
    else:
        return True
    out.add(Unread(file.name, too_much_memory(file.name)))
    out.end()
    return False


def too_much_memory(name: str) -> str:
    """What is said of a file that takes all memory."""
    return f"{name} needs more memory than one file may take. Split it into several files."


class _Out:
    """Gathers what was read and hands it over."""

    def __init__(self, connection: "Connection[Any, Any]", seconds: int) -> None:
        self._connection = connection
        self._seconds = seconds
        self._waiting: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._gathered: list[Found] = []
        self._size = 0
        self._beaten = 0.0
        self._sure = 0.0
        self._lock = Lock()
        """Held by whoever changes what is gathered."""

    def hand_over(self) -> None:
        """Write message after message; when nobody listens any more, end the process."""
        try:
            while True:
                self._hand_over_one()
        except OSError:
            os._exit(0)

    def _hand_over_one(self) -> None:
        """Write the next message; if there is none, what was gathered: reading may have got stuck."""
        try:
            self._connection.send_bytes(self._waiting.get(timeout=_LATEST))
        except queue.Empty:
            with self._lock:
                if self._gathered:
                    self._connection.send_bytes(self._message(PART))
        else:
            self._waiting.task_done()

    def put(self, message: bytes) -> None:
        """Have a message handed over; waits while too many wait."""
        self._waiting.put(message)

    def close(self) -> None:
        """Wait until all is handed over."""
        self._waiting.join()

    def begin(self) -> None:
        """Allow the next document its share of processor time."""
        limit_time(self._seconds)

    def add(self, found: Found) -> None:
        """Take one document."""
        with self._lock:
            self._gathered.append(found)
            self._size += len(found.text) if isinstance(found, PackedReading | Reading) else 200
            if len(self._gathered) >= _TOGETHER or self._size > _CHARACTERS:
                self.put(self._message(PART))
        self.begin()

    def be_sure(self) -> None:
        """See now and then that what was read of a long file is handed over before reading goes on."""
        if time.monotonic() - self._sure < _SURE_EVERY or self._waiting.full():
            return
        with self._lock:
            self.put(self._message(PART))
        # The other thread's turn: a reader that gets stuck may never give it one again.
        time.sleep(_TURN)
        self._sure = time.monotonic()

    def end(self) -> None:
        """Hand over the rest of a file."""
        with self._lock:
            self.put(self._message(LAST))

    def beat(self) -> None:
        """Say that something long goes on, now and then."""
        if time.monotonic() - self._beaten > _BEAT_EVERY and not self._waiting.full():
            self._beaten = time.monotonic()
            self.put(BEAT)

    def _message(self, kind: bytes) -> bytes:
        """What was gathered, which is then forgotten."""
        message = kind + pickle.dumps(self._gathered, pickle.HIGHEST_PROTOCOL)
        self._gathered, self._size = [], 0
        return message
