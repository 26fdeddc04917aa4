"""The bytes of imported files, kept beside the store for whoever asks for them."""

import hashlib
import os
import re
from pathlib import Path

from storage.errors import StoreUnwritable

_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
_GROUP_MAY_WRITE = 0o020
_PIECE = 1_000_000


def originals_folder(store: str) -> Path:
    """Where the originals of a store's documents are kept."""
    return Path(f"{store}.originals")


def keep_original(store: str, path: str, source_sha256: str) -> str | None:
    """Copy a file to where originals are kept, unless it is there; what went wrong, as a sentence.

    Args:
        store: The store's path.
        path: The file.
        source_sha256: What the bytes that were read are known by, which becomes the copy's name.
    """
    folder = originals_folder(store)
    try:
        is_shared = bool(Path(store).stat().st_mode & _GROUP_MAY_WRITE)
        folder.mkdir(mode=0o770 if is_shared else 0o700, exist_ok=True)
        kept = folder / (source_sha256 + _suffix(path))
        if kept.exists():
            return None
        part = folder / f".{source_sha256}.{os.getpid()}"
        try:
            same = _copy(Path(path), part, 0o660 if is_shared else 0o600) == source_sha256
            if same:
                part.replace(kept)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        return f"its original could not be kept in {folder}: {error.strerror}"
    return None if same else "its original was not kept: the file changed while it was read"


def remove_original(store: str, source_sha256: str) -> bool:
    """Delete the copy of a file; whether there was one.

    Raises:
        StoreUnwritable: it cannot be deleted.
    """
    removed = False
    for kept in originals_folder(store).glob(f"{source_sha256}*"):
        try:
            kept.unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnwritable(
                f"The document was erased, but its original {kept} could not be deleted: "
                f"{error.strerror}. Delete it yourself."
            ) from error
        removed = True
    return removed


def _copy(path: Path, to: Path, mode: int) -> str:
    """Copy a file, and return what its bytes are known by."""
    digest = hashlib.sha256()
    to.unlink(missing_ok=True)
    with (
        path.open("rb") as source,
        os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as copy,
    ):
        while piece := source.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _suffix(path: str) -> str:
    """The file's ending, where it is a plain one."""
    suffix = Path(path).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""
