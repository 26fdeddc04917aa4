"""Reads files: every document of one, ready to be stored or to be looked at."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from storage.documents.kinds import DeclaredKind
from storage.documents.readers import (
    Source,
    columns_of,
    most_bytes,
    read_sources,
)
from storage.documents.readers.formats import joint_of
from storage.documents.reading import PackedReading, packed_of, read, reading_of, source_hash
from storage.errors import SourceError
from storage.records import Reading, ReadTable

_OPENING = 65_536
"""Bytes by which an archive is known, and more than most documents have."""


class File(NamedTuple):
    """A file to read, and what it is called in the study and in messages."""

    path: str
    name: str


class Unread(NamedTuple):
    """A file, or a part of one, that is no document."""

    name: str
    """The file's name and where in it the part stands: ``all.zip/a.txt``, ``all.csv#row 12``."""
    reason: str
    """One sentence for the user."""
    is_expected: bool = False
    """Whether nothing is wrong: it was never meant to be a document."""

    @property
    def sentence(self) -> str:
        """The reason, with the name where it does not tell that."""
        return self.reason if self.name in self.reason else f"{self.name}: {self.reason}"


class Wishes(NamedTuple):
    """How files are to be read."""

    kinds: Sequence[DeclaredKind] = ()
    """The study's own kinds, as its codebook declares them."""
    text_column: str | None = None
    """The column of a table that holds the texts; found out when absent."""
    is_unpacked: bool = False
    """Whether readings are wanted to look at, not to store."""


class DeclaresKinds(Protocol):
    """What declares a study's own kinds: its codebook."""

    @property
    def kinds(self) -> Sequence[DeclaredKind]:
        """The kinds."""


Found = PackedReading | Reading | Unread | ReadTable
"""What comes of one document of a file."""


def inspect_file(path: Path, codebook: DeclaresKinds | None = None) -> Reading:
    """What import would recognise in a file of one document; needs no study.

    Args:
        path: The file.
        codebook: Declares kinds of its own.

    Raises:
        SourceError: the file cannot be read, is no text or has many documents; the message names it.
    """
    source = contents(str(path), str(path))
    return read(source, str(path), kinds=codebook.kinds if codebook else ())


def read_file(
    file: File, wishes: Wishes, tell: Callable[[], None] | None = None
) -> Iterator[Found]:
    """Recognise every document of a file; what is no document is told in its place.

    Args:
        file: Which one.
        wishes: How it is to be read.
        tell: Called now and then while one document takes long.
    """
    try:
        source = contents(file.path, file.name)
        yield from _documents(source, file.name, wishes, tell)
    except SourceError as error:
        yield Unread(file.name, str(error))


def _documents(
    source: bytes, name: str, wishes: Wishes, tell: Callable[[], None] | None
) -> Iterator[Found]:
    known_by = source_hash(source)
    joint: str | None = None
    for found in read_sources(source, name, wishes.text_column, tell):
        whole = name
        if found.locator is not None:
            if joint is None:
                joint = joint_of(source, name)
                yield from _table(source, name, wishes.text_column)
            # Empty for the only thing in a file that could hold many.
            whole = name + joint + found.locator if found.locator else name
        if not isinstance(found, Source):
            yield Unread(whole, found.reason, found.is_expected)
        elif wishes.is_unpacked:
            yield reading_of(found, whole, known_by, kinds=wishes.kinds)
        else:
            yield packed_of(found, whole, known_by, kinds=wishes.kinds)


def _table(source: bytes, name: str, text_column: str | None) -> Iterator[ReadTable]:
    """What the columns are taken for, where the file is a table."""
    columns = columns_of(source, name, text_column)
    if columns is not None:
        keys = dict(columns.keys)
        yield ReadTable(name, columns.text, columns.is_guess, keys, columns.sheet)


def contents(path: str, name: str) -> bytes:
    """The bytes of a file, and one more than can be used of one that is too large.

    Raises:
        SourceError: it is gone, or may not be read; the message names it.
    """
    try:
        with Path(path).open("rb") as file:
            opening = file.read(_OPENING)
            if len(opening) < _OPENING:
                return opening
            return opening + file.read(most_bytes(opening, name) + 1 - len(opening))
    except FileNotFoundError as error:
        raise SourceError(
            f"There is no file {name}; if it was there a moment ago, it vanished."
        ) from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from error
