"""A folder and its ZIP that an archive can take: checksums of every file, and the same bytes every time."""

import hashlib
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import ExportError
from storage.exchange.atomic import atomic_folder, mark_as_ours, sentence

MANIFEST = "manifest-sha256.txt"
"""Lines as ``sha256sum --check`` reads them."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""When a ZIP says that its files were written: when they were must not change its bytes."""
_READABLE = 0o100644 << 16
_AT_ONCE = 1 << 20


@contextmanager
def deposit(folder: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of ``folder``, with its ZIP beside it, once the block is done.

    Raises:
        ExportError: What is there is not an earlier package, or nothing can be written.
    """
    packed = archive_of(folder)
    _refuse_what_is_not_ours(packed)
    partial = packed.with_name(f".{packed.name}.{secrets.token_hex(4)}")
    try:
        with atomic_folder(folder) as inside:
            yield inside
            mark_as_ours(inside)
            _write_manifest(inside)
            _pack(inside, partial, packed.stem)
        partial.replace(packed)
    except OSError as error:
        raise ExportError(sentence(packed, error)) from error
    finally:
        partial.unlink(missing_ok=True)


def archive_of(folder: Path) -> Path:
    """Where the ZIP of a folder goes.

    Raises:
        ExportError: The folder has no name that a ZIP could have.
    """
    try:
        target = folder.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportError(f"{str(folder)!r} cannot be the name of a folder.") from error
    if not target.name:
        raise ExportError(f"{folder} cannot have a ZIP beside it; name a folder inside it.")
    return target.with_name(f"{target.name}.zip")


def _refuse_what_is_not_ours(packed: Path) -> None:
    """Leave a ZIP alone that no earlier package wrote."""
    if not packed.exists():
        return
    try:
        with zipfile.ZipFile(packed) as known:
            ours = f"{packed.stem}/{MANIFEST}" in known.namelist()
    except (OSError, zipfile.BadZipFile):
        ours = False
    if not ours:
        raise ExportError(
            f"{packed} is there already, and is not from an export; nothing was written. "
            "Move it away, or name another folder."
        )


def _files(folder: Path) -> list[Path]:
    """Every file at or below a folder, in an order that does not hang on the machine."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _write_manifest(folder: Path) -> None:
    lines = [f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(folder: Path, packed: Path, name: str) -> None:
    """Write a folder as a ZIP in which it is called ``name``."""
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(folder):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _EARLIEST)
            # Else it would say on which system it was made.
            entry.create_system, entry.external_attr = 3, _READABLE
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, path.stat().st_size
            with path.open("rb") as file, archive.open(entry, "w") as into:
                shutil.copyfileobj(file, into, _AT_ONCE)
