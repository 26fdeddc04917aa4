"""Reads files by the chunk, which is what one process of an import does at a time."""

from collections.abc import Sequence
from pathlib import Path

from storage.documents.kinds import DeclaredKind
from storage.documents.readers import MAX_BYTES
from storage.documents.reading import PackedReading, read_packed
from storage.errors import SourceError


def read_files(
    files: Sequence[tuple[str, str]], kinds: Sequence[DeclaredKind] = ()
) -> list[PackedReading | str]:
    """Recognise each file (path, name in the study); a sentence stands for one that is refused."""
    return [_read(path, name, kinds) for path, name in files]


def _read(path: str, name: str, kinds: Sequence[DeclaredKind]) -> PackedReading | str:
    try:
        with Path(path).open("rb") as file:
            source = file.read(MAX_BYTES + 1)
        return read_packed(source, name, kinds=kinds)
    except FileNotFoundError:
        return f"{name} is not there any more; it vanished after the folder was listed."
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}."
    except SourceError as error:
        return str(error)
