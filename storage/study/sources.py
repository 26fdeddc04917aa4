"""From paths to files worth reading, and from files to recognised texts on every core."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
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


def sources(paths: Iterable[Path]) -> Iterator[Source | tuple[str, str]]:
    """Every file at or below ``paths``, by name; a path and a reason for each that is passed over.

    Raises:
        SourceError: a path does not exist or cannot be listed.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Source(str(path), path.name)
        else:
            raise SourceError(f"There is nothing at {path}; check the path.")


def _below(folder: Path) -> Iterator[Source | tuple[str, str]]:
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() in SUFFIXES:
                yield Source(str(path), path.relative_to(folder).as_posix())
            else:
                yield str(path), "not a text, Markdown or HTML file"


def _refuse(error: OSError) -> None:
    raise SourceError(f"The folder {error.filename} cannot be listed: {error.strerror}.")


def read_sources(
    files: Sequence[Source], kinds: Sequence[KindRule]
) -> Iterator[tuple[Source, PackedReading | str]]:
    """Each file with what was recognised in it, or why it was refused, in their order."""
    if len(files) <= FEW:
        for file in files:
            yield file, read_files([file], kinds)[0]
        return
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
