"""From paths to files worth reading, and from files to recognised texts on every core."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from storage.codebook import KindRule
from storage.documents import SUFFIXES, PackedReading
from storage.documents.files import read_files
from storage.errors import SourceError

CHUNK = 64
"""Files that one process reads at a time."""

FEW = 200
"""Up to so many files are read without starting processes, which takes a quarter of a second."""


class Source(NamedTuple):
    """A file to import, and what the study calls it: its path below the folder that was named."""

    path: str
    name: str

    @property
    def shown(self) -> str:
        """The path as it can always be written down."""
        return shown(Path(self.path))


class PassedOver(NamedTuple):
    """A file or folder that is not read, and why."""

    path: str
    result: str
    """``skipped``, or ``refused`` where that is an error."""
    reason: str


def sources(paths: Iterable[Path]) -> Iterator[Source | PassedOver]:
    """Every file at or below ``paths``, by name, and what is passed over."""
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield _named(path, path.name)
        else:
            yield PassedOver(shown(path), "refused", f"There is nothing at {shown(path)}.")


def _below(folder: Path) -> Iterator[Source | PassedOver]:
    unlisted: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() in SUFFIXES:
                yield _named(path, path.relative_to(folder).as_posix())
            else:
                yield PassedOver(shown(path), "skipped", "not a text, Markdown or HTML file")
    for error in unlisted:
        where = shown(Path(error.filename))
        reason = f"The folder {where} cannot be listed: {error.strerror}."
        yield PassedOver(where, "refused", reason)


def _named(path: Path, name: str) -> Source | PassedOver:
    reason = "Its name has characters that cannot be shown; rename it."
    if name.isprintable():
        # A pipe or device would keep its reader waiting for ever.
        if path.is_file() or not path.exists():
            return Source(str(path), name)
        reason = "It is a device or a pipe, not a file."
    return PassedOver(shown(path), "refused", reason)


def shown(path: Path) -> str:
    """A path that can always be written down."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def read_sources(
    files: Sequence[Source], kinds: Sequence[KindRule]
) -> Iterator[tuple[Source, PackedReading | str]]:
    """Each file with what was recognised in it, or why it was refused, in their order.

    Raises:
        SourceError: the system stopped a process that was reading.
    """
    if len(files) <= FEW:
        for file in files:
            yield file, read_files([file], kinds)[0]
        return
    try:
        yield from _read_on_every_core(files, kinds)
    except BrokenProcessPool as error:
        raise SourceError(
            "The system stopped a process that was reading files, perhaps for want of memory. "
            "What was stored before is kept; import the same again for the rest."
        ) from error


def _read_on_every_core(
    files: Sequence[Source], kinds: Sequence[KindRule]
) -> Iterator[tuple[Source, PackedReading | str]]:
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[Sequence[Source], Future[list[PackedReading | str]]]] = deque()
        try:
            for start in range(0, len(files), CHUNK):
                chunk = files[start : start + CHUNK]
                waiting.append((chunk, pool.submit(read_files, chunk, kinds)))
                # Enough ahead to keep every core busy, not so much that memory grows.
                if len(waiting) > 8:
                    done, read = waiting.popleft()
                    yield from zip(done, read.result(), strict=True)
            for done, read in waiting:
                yield from zip(done, read.result(), strict=True)
        finally:
            for _, read in waiting:
                read.cancel()
