"""Reads files by the chunk, which is what one process of an import does at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from storage.documents.kinds import DeclaredKind
from storage.documents.readers import MAX_BYTES
from storage.documents.reading import PackedReading, read, read_packed
from storage.errors import SourceError
from storage.records import Reading


class DeclaresKinds(Protocol):
    """What declares a study's own kinds: its codebook."""

    @property
    def kinds(self) -> Sequence[DeclaredKind]:
        """The kinds."""


def inspect_file(path: Path, codebook: DeclaresKinds | None = None) -> Reading:
    """What import would recognise in one file; needs no study.

    Args:
        path: The file.
        codebook: Declares kinds of its own.

    Raises:
        SourceError: the file cannot be read, or is no text; the message names it.
    """
    source = _bytes(str(path), str(path))
    return read(source, str(path), kinds=codebook.kinds if codebook else ())


def read_files(
    files: Sequence[tuple[str, str]], kinds: Sequence[DeclaredKind] = ()
) -> list[PackedReading | str]:
    """Recognise each file (path, name in the study); a sentence stands for one that is refused."""
    return [_read(path, name, kinds) for path, name in files]


def _read(path: str, name: str, kinds: Sequence[DeclaredKind]) -> PackedReading | str:
    try:
        return read_packed(_bytes(path, name), name, kinds=kinds)
    except SourceError as error:
        return str(error)


def _bytes(path: str, name: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(
            f"There is no file {name}; if it was there a moment ago, it vanished."
        ) from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from error
