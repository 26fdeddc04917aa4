"""From paths to files worth reading."""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from storage.documents import SUFFIXES, File
from storage.documents.metadata.spellings import names_text
from storage.documents.readers.archive import PASSED_OVER

NO_TEXTS = "JSON Lines without a field called text; name the file itself if it holds documents"
_LONGEST_LINE = 1_000_000


class PassedOver(NamedTuple):
    """A file or folder that is not read, and why."""

    path: str
    result: str
    """``skipped``, or ``refused`` where that is an error."""
    reason: str


def sources(
    paths: Iterable[Path], originals: Path | None = None, metadata: Path | None = None
) -> Iterator[File | PassedOver]:
    """Every file at or below ``paths``, by name, and what is passed over.

    Args:
        paths: Files and folders.
        originals: The folder of the study's own copies, which is none of what it is below.
        metadata: The table about the documents, which is none of them.
    """
    own = [each.resolve() for each in (originals, metadata) if each is not None]
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
                yield from _below(path, own)
            else:
                yield _named(path, path.name)


def _below(folder: Path, own: Sequence[Path]) -> Iterator[File | PassedOver]:
    """Every file in a folder and its folders, but none of the study's own."""
    unlisted: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in folders if not _is_own(Path(place, name), own)]
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith(".") or _is_own(path, own):
                continue
            suffix = path.suffix.lower()
            if suffix == ".jsonl" and not _says_it_holds_texts(path):
                yield PassedOver(shown(path), "skipped", NO_TEXTS)
            elif suffix in SUFFIXES:
                yield _named(path, path.relative_to(folder).as_posix())
            else:
                yield PassedOver(shown(path), "skipped", PASSED_OVER)
    for error in unlisted:
        where = shown(Path(error.filename))
        reason = f"The folder {where} cannot be listed: {error.strerror}."
        yield PassedOver(where, "refused", reason)


def _says_it_holds_texts(path: Path) -> bool:
    """Whether JSON Lines have a field that is called like a text: codings are JSON Lines too."""
    try:
        with path.open("rb") as file:
            first = json.loads(file.readline(_LONGEST_LINE))
    except (OSError, ValueError, RecursionError):
        # What is the matter is told when it is read.
        return True
    return isinstance(first, dict) and any(map(names_text, first))


def _is_own(path: Path, own: Sequence[Path]) -> bool:
    """Whether a file or folder is the study's own; most are told by their name."""
    return any(path.name == each.name and path.resolve() == each for each in own)


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
