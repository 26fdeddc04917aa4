"""From paths to files worth reading."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from storage.documents import SUFFIXES, File
from storage.documents.readers.archive import PASSED_OVER


class PassedOver(NamedTuple):
    """A file or folder that is not read, and why."""

    path: str
    result: str
    """``skipped``, or ``refused`` where that is an error."""
    reason: str


def sources(paths: Iterable[Path]) -> Iterator[File | PassedOver]:
    """Every file at or below ``paths``, by name, and what is passed over."""
    for path in paths:
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            yield PassedOver(shown(path), "refused", f"There is nothing at {shown(path)}.")
        except OSError as error:
            reason = f"{shown(path)} cannot be looked at: {error.strerror}."
            yield PassedOver(shown(path), "refused", reason)
        else:
            if stat.S_ISDIR(status.st_mode):
                yield from _below(path)
            else:
                yield _named(path, path.name)


def _below(folder: Path) -> Iterator[File | PassedOver]:
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
                yield PassedOver(shown(path), "skipped", PASSED_OVER)
    for error in unlisted:
        where = shown(Path(error.filename))
        reason = f"The folder {where} cannot be listed: {error.strerror}."
        yield PassedOver(where, "refused", reason)


def _named(path: Path, name: str) -> File | PassedOver:
    reason = "Its name has characters that cannot be shown; rename it."
    if name.isprintable():
        if _may_be_read(path):
            return File(str(path), name)
        reason = "It is a device or a pipe, not a file."
    return PassedOver(shown(path), "refused", reason)


def _may_be_read(path: Path) -> bool:
    """Whether a file is no pipe or device, which would keep its reader waiting for ever."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        # What is the matter is told when it is read.
        return True


def shown(path: Path) -> str:
    """A path that can always be written down."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
